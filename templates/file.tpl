`* Which file this header belongs to, and the macros of the command line. First part of every header. *`
`* A second header in one translation unit finds WPP_THIS_FILE defined and then adds only what is per file. *`
`* Call macros are named by pasting __LINE__ to WPP_CALL_THIS_FILE, never to WPP_THIS_FILE: the latter is a plain *`
`* identifier such as arc_c, which the source itself may have defined as a macro. *`
#ifdef WPP_THIS_FILE
# define WPP_ALREADY_INCLUDED
# undef WPP_THIS_FILE
# undef WPP_CALL_THIS_FILE
#endif
#define WPP_THIS_FILE `SourceFile.CanonicalName`
#define WPP_CALL_THIS_FILE WPP_CALL_`SourceFile.CanonicalName`
#ifndef WPP_ALREADY_INCLUDED
`FORALL def IN MacroDefinitions`
#define `def.Name` `def.Alias`
`ENDFOR`
#endif
