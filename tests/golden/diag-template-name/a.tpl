`SourceFile.Nmae` `Nothing` `SourceFile`
`FORALL m IN SourceFile.Name`
`ENDFOR`
`FORALL m IN Messages WHERE Txet`
`m.Nmae` `m.Txet`
`ENDFOR`
`IF SourceFile Nmae`
`ENDIF`
