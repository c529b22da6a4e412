header `Manifest.HeaderFileName` prefix `Manifest.Prefix` culture `Manifest.Culture`
`FORALL g IN ControlGuids`
`g.Name` `g.Symbol` `g.Text`
`ENDFOR`
