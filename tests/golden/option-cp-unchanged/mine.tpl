// `Compiler.Checksum`
`FORALL i IN Messages`
`i.Text`
`ENDFOR`
