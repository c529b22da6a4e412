`* How the names of trace functions lead to the macros of their calls. *`
`* __LINE__ in a call that spans lines is the last line for cl and clang, the first for gcc. Functions in double *`
`* parentheses are function-like macros and so are named by it. The other line may be that of another call, so the *`
`* macro has a name of its own, and either line leads to it. *`
#if defined(__GNUC__) && !defined(__clang__)
`FORALL i IN Messages WHERE LinesDiffer`
#define WPP_CALL_`i.NameOnly``i.NameLine` WPP_BODY_`i.Name`
`ENDFOR`
#else
`FORALL i IN Messages WHERE LinesDiffer`
#define WPP_CALL_`i.Name` WPP_BODY_`i.Name`
`ENDFOR`
#endif

// ---- trace functions
`FORALL f IN Funcs WHERE !DoubleP && !MsgArgs`
#undef `f.Name`
#define `f.Name` WPP_(CALL)
`ENDFOR`
`FORALL f IN Funcs WHERE DoubleP && !MsgArgs`
#undef `f.Name`
#define `f.Name`(ARGS) WPP_(CALL) ARGS
`ENDFOR`
`FORALL f IN Funcs WHERE MsgArgs`
#undef `f.Name`
#define `f.Name`(`f.FixedArgs`MSGARGS) WPP_(CALL)(`f.FixedArgs`MSGARGS)
`ENDFOR`
