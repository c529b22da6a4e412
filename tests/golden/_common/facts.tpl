`* Every field of the model in readable form, for golden cases. Lines do not end in ENDIF, which would take the line end along. *`
source `SourceFile.Name` (`SourceFile.CanonicalName`) in `CurrentDir`
`FORALL m IN MacroDefinitions`
define `m.Name`=`m.Alias`
`ENDFOR`
`FORALL f IN Funcs`
function `IF f DoubleP`double `ENDIF``IF f MsgArgs`msgargs `ENDIF``IF f NoMsg`nomsg `ENDIF``f.Name` fixed [`f.FixedArgs`] goo [`f.GooId`][`f.GooArgs`][`f.GooVals`]
`ENDFOR`
`FORALL i IN Messages`

message `i.Name` `i.MsgNo` "`i.Text`" //`i.GooPairs`
  lines `i.NameLine` `i.Line`, `IF i MsgIsPublic`public`ENDIF``IF i MsgIsPrivate`private`ENDIF`, filter [`i.FlagValue`]
  goo [`i.GooId`][`i.GooArgs`][`i.GooVals`] fixed [`i.FixedArgs`]
  macro [`i.MacroArgs`] exprs [`i.MacroExprs`] debug [`i.DbgMacroArgs`] synthetic [`i.SyntheticExprs`]
  sig [`i.TypeSig`] reorder [`i.ReorderSig`]
`FORALL a IN i.Arguments`
  `a.No`: `a.Name`, `a.MofType`
`ENDFOR`
`ENDFOR`

`FORALL s IN TypeSigSet`
helper [`s.Name`] (`s.Arguments`) [`s.LogArgs`]
`ENDFOR`
`FORALL r IN Reorder`
reorder [`r.Name`] (`r.Arguments`) -> [`r.Permutation`]
`ENDFOR`
`IF FOUND WPP_INIT_TRACING`
found WPP_INIT_TRACING
`ENDIF`
