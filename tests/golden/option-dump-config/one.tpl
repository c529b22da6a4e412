`FORALL i IN Messages`
`i.Name` "`i.Text`"
`ENDFOR`
