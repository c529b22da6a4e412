`* A header for a driver source: types and helpers, control GUIDs, one macro per call, and in the source that *`
`* names WPP_INIT_TRACING the code that registers with ETW and starts the recorder. *`
// `Compiler.Checksum` - made by `Compiler.Name` `Compiler.Version` from `TemplateFile`; changes here are lost.
#pragma once
`INCLUDE km-header.tpl`
`INCLUDE control.tpl`
`INCLUDE tracemacro.tpl`
`IF FOUND WPP_INIT_TRACING`
`INCLUDE km-init.tpl`
`ENDIF`
