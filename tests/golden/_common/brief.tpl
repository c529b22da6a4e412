`* Only the messages, for golden cases about how calls are found and read. *`
`FORALL i IN Messages`
`i.Name` `i.MsgNo` "`i.Text`" //`i.GooPairs`
`FORALL a IN i.Arguments`
  `a.No`: `a.Name`, `a.MofType`
`ENDFOR`
`ENDFOR`
