`* A header for a storport miniport: as km-default.tpl, but every system call goes through the port driver. *`
// `Compiler.Checksum` - made by `Compiler.Name` `Compiler.Version` from `TemplateFile`; changes here are lost.
#pragma once
`INCLUDE km-StorHeader.tpl`
`INCLUDE control.tpl`
`INCLUDE tracemacro.tpl`
`IF FOUND WPP_INIT_TRACING`
`INCLUDE km-StorInit.tpl`
`ENDIF`
