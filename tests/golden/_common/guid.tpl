`FORALL g IN TraceGuids`
`g.Text` `g.Normalized` `g.Struct`
`g.Comment`
`FORALL m IN g.Messages`
  `m.Name` `m.MsgNo` `m.Guid`
`ENDFOR`
`ENDFOR`
