text `FORAL m IN Messages`
`ENDFOR`
`IF Messages`
`ENDIF`
`INCLUDE`
`SourceFile.Name
`` and `ELSE`
`FORALL m Messages`
`ENDFOR`
`IF FOUND X`
`ENDFOR`
`* a comment without its end
