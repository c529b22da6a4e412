`FORALL g IN TraceGuids`
`g.Text`
`ENDFOR`
