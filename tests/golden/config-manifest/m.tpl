`Manifest.HeaderFileName` `Manifest.Prefix` `Manifest.Culture` `Manifest.ResourceFileName` `Manifest.MessageFileName`
`FORALL g IN ControlGuids`
provider `g.Name` [`g.Symbol`] `g.Text`
`FORALL l IN g.Levels`
  level `l.Name` [`l.Symbol`] `l.Value`
`ENDFOR`
`FORALL k IN g.Keywords`
  keyword `k.Name` [`k.Symbol`] `k.Mask`
`ENDFOR`
`FORALL t IN g.TraceGuids`
`FORALL m IN t.Messages`
  event `m.Name` `m.MsgNo` level `m.Level` keywords `m.Keywords`
`FORALL a IN m.Arguments`
    `a.No` `a.InType` [`a.OutType`]
`ENDFOR`
`ENDFOR`
`ENDFOR`
`ENDFOR`
`FORALL s IN StringTable`
string `s.Id` `s.Name`
`ENDFOR`
