// `Compiler.Checksum` of `SourceFile.Name`
`FORALL m IN Messages`
`m.Text`
`ENDFOR`
again `Compiler.Checksum`
