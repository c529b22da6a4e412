`FORALL m IN Messages`
`INCLUDE two.tpl`
`ENDFOR`
