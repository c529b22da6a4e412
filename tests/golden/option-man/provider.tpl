`SourceFile.Name`
`FORALL i IN Messages`
`i.Name` `i.MsgNo`
`ENDFOR`
