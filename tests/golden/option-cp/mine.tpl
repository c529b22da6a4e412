// `Compiler.Checksum`
`FORALL i IN Messages`
`i.Text` `i.GooPairs`
`ENDFOR`
