`* The smallest set-up: no control GUIDs, nothing registered, every message on and sent to the session "stdout". Not *`
`* for products, unless WPP_ENABLED and WPP_LOGGER are defined. *`
// `Compiler.Checksum` - made by `Compiler.Name` `Compiler.Version` from `TemplateFile`; changes here are lost.
// Messages are always on and go to the trace session named stdout, unless WPP_ENABLED and WPP_LOGGER are defined.
`INCLUDE header.tpl`
`INCLUDE stdout.tpl`
`INCLUDE tracemacro.tpl`
`IF FOUND WPP_INIT_TRACING`
#ifndef WPP_INIT_TRACING
# define WPP_INIT_TRACING(...) ((void)0)
#endif
#ifndef WPP_CLEANUP
# define WPP_CLEANUP(...) ((void)0)
#endif
`ENDIF`
