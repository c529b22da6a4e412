`SourceFile.Name`
`FORALL i IN Messages`
`i.Name`
`ENDFOR`
