`* With -man: calls go to the functions that mc.exe makes from the manifest. One small function per message converts *`
`* its arguments to what mc's function takes. *`
// Checksum="`Compiler.Checksum`" made by `Compiler.Name` `Compiler.Version` from `TemplateFile`; changes here are lost.
#pragma once
`INCLUDE file.tpl`
// made by: mc.exe -um `Manifest.Arguments`
#include "`Manifest.HeaderFileName`"
#ifndef WPP_ALREADY_INCLUDED
`INCLUDE compiler.tpl`
`* The code view of Visual Studio reads headers that may be older than the source: there calls are nothing. *`
#ifdef __INTELLISENSE__
# define WPP_NO_CALL(...) ((void)0)
# define WPP_(Id) WPP_NO_CALL
#else
# define WPP_(Id) WPP_XGLUE(WPP_ ## Id ## _THIS_FILE, __LINE__)
#endif

`* Every provider of the manifest is registered; each pair of control GUID and trace GUID is one. *`
#ifndef WPP_INIT
# define WPP_INIT() { \
`FORALL Control IN ControlGuids`
`FORALL Trace IN Control.TraceGuids`
    EventRegister_`Control.Symbol``IF Trace No`_`Trace.No``ENDIF`(); \
`ENDFOR`
`ENDFOR`
    }
#endif
#ifndef WPP_CLEANUP
# define WPP_CLEANUP() { \
`FORALL Control IN ControlGuids`
`FORALL Trace IN Control.TraceGuids`
    EventUnregister_`Control.Symbol``IF Trace No`_`Trace.No``ENDIF`(); \
`ENDFOR`
`ENDFOR`
    }
#endif
`IF FOUND WPP_INIT_TRACING`
#ifndef WPP_INIT_TRACING
# define WPP_INIT_TRACING(...) WPP_INIT()
#endif
`ENDIF`

`* For code that wants to know whether a message would be taken before it works for one. *`
`FORALL Control IN ControlGuids`
`FORALL Trace IN Control.TraceGuids WHERE !No`
#define WPP_ENABLED_`Control.Symbol`(level, keyword) (`Control.Symbol`_Context.IsEnabled \
    && McGenLevelKeywordEnabled(&`Control.Symbol`_Context, (level), (keyword)))
`ENDFOR`
`ENDFOR`

`* Types name these as adapter=: one C value becomes what mc's function takes, for counted types two arguments. *`
#if !defined(NO_CHECK_FOR_NULL_STRING) && !defined(WPP_CHECK_FOR_NULL_STRING)
# define WPP_CHECK_FOR_NULL_STRING
#endif
#ifdef WPP_CHECK_FOR_NULL_STRING
# ifndef WPP_ADAPTER_PUSTR
#  define WPP_ADAPTER_PUSTR(x) (USHORT)((x) ? (x)->Length / 2 : 4), (x) ? (x)->Buffer : L"NULL"
# endif
# ifndef WPP_ADAPTER_PCSTR
#  define WPP_ADAPTER_PCSTR(x) (USHORT)((x) ? (x)->Length : 4), (x) ? (x)->Buffer : "NULL"
# endif
#else
# ifndef WPP_ADAPTER_PUSTR
#  define WPP_ADAPTER_PUSTR(x) (x)->Length / 2, (x)->Buffer
# endif
# ifndef WPP_ADAPTER_PCSTR
#  define WPP_ADAPTER_PCSTR(x) (x)->Length, (x)->Buffer
# endif
#endif
#ifndef WPP_ADAPTER_PSID
# define WPP_ADAPTER_PSID(x) (const SID *)(x)
#endif
#ifndef WPP_ADAPTER_PVOID
# define WPP_ADAPTER_PVOID(x) (const void *)(x)
#endif
#ifndef WPP_ADAPTER_PFILETIME
# define WPP_ADAPTER_PFILETIME(x) (const FILETIME *)&(x)
#endif
#ifndef WPP_ADAPTER_COUNTEDA
# define WPP_ADAPTER_COUNTEDA(x) (x).Length, (x).Buffer
#endif
#ifndef WPP_ADAPTER_COUNTEDW
# define WPP_ADAPTER_COUNTEDW(x) (USHORT)((x).Length / sizeof(WCHAR)), (x).Buffer
#endif
#ifndef WPP_ADAPTER_BINARY
# define WPP_ADAPTER_BINARY(x) (x).Length, (const unsigned char *)(x).Buffer
#endif
#ifdef __cplusplus
# ifndef WPP_ADAPTER_CPPSTR
#  define WPP_ADAPTER_CPPSTR(x) static_cast<USHORT>((x).size()), (x).c_str()
# endif
# ifndef WPP_ADAPTER_CPPVEC
#  define WPP_ADAPTER_CPPVEC(x) static_cast<USHORT>((x).size()), (x).data()
# endif
#endif
`INCLUDE values.tpl`

`* Called for every message, and for every enabled one. See call.tpl. *`
#ifndef WPP_LOG_ALWAYS
# define WPP_LOG_ALWAYS(...)
#endif
#define WPP_INVOKE_WPP_LOG_ALWAYS(args) WPP_CALL_WITH(WPP_LOG_ALWAYS, args)
#ifndef WPP_PRE
# define WPP_PRE()
#endif
#ifndef WPP_POST
# define WPP_POST()
#endif
#ifdef WPP_DEBUG
# define WPP_INVOKE_WPP_DEBUG(MsgArgs) WPP_DEBUG(MsgArgs)
#else
# define WPP_INVOKE_WPP_DEBUG(MsgArgs) (void)0
#endif
#define WPP_CALL(E, g, v, n, d, ...) \
    WPP_INVOKE_WPP_LOG_ALWAYS((WPP_EX ## g E ## v, WPP_FLATTEN d)) WPP ## g ## _PRE E ## v \
    WPP_VALUE ((MCGEN_EVENT_ENABLED(E ## n) ? WPP_INVOKE_WPP_DEBUG(d), WPP_MFUNC_ ## n(__VA_ARGS__) : 0)) \
    WPP ## g ## _POST E ## v
#endif

`FORALL g IN Goos`
#ifndef WPP`g.Name`_PRE
# define WPP`g.Name`_PRE(`g.Args`)
#endif
#ifndef WPP`g.Name`_POST
# define WPP`g.Name`_POST(`g.Args`)
#endif
`ENDFOR`

`FORALL i IN Messages`
WPP_FORCEINLINE ULONG WPP_MFUNC_`i.Name`(`i.FuncArgDecls`)
{ return WPP_CALL_WITH(`Manifest.Prefix``i.Name`_AssumeEnabled, (`i.FuncArgExprs`)); }
`IF i MsgArgs`
#define WPP_`IF i LinesDiffer`BODY`ENDIF``IF i !LinesDiffer`CALL`ENDIF`_`i.Name`(`i.FixedArgs`MSGARGS) WPP_CALL(,`i.GooId`,(`i.GooVals`),`i.Name`,MSGARGS,WPP_REORDER_`i.ReorderSig` MSGARGS)
`ENDIF`
`IF i !MsgArgs`
#define WPP_`IF i LinesDiffer`BODY`ENDIF``IF i !LinesDiffer`CALL`ENDIF`_`i.Name`(`i.FixedArgs``i.MacroArgs`) WPP_CALL(,`i.GooId`,(`i.GooVals`),`i.Name`,(`i.DbgMacroArgs`),`i.MacroExprsNoLeadingComma`)
`ENDIF`
`ENDFOR`
`INCLUDE functions.tpl`
`FORALL r IN Reorder`
#undef WPP_REORDER_`r.Name`
#define WPP_REORDER_`r.Name`(`r.Arguments`) `r.PermutationNoLeadingComma`
`ENDFOR`
