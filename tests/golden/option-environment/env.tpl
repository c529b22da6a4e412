[`CurrentDir`] MJ=`ENV MAJORCOMP` MN=`ENV MINORCOMP`
`FORALL m IN MacroDefinitions`
`m.Name`
`ENDFOR`
