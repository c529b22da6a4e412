`* Expects file.tpl, compiler.tpl, WPP_CHECK_INIT, WPP_LOGGER_ARG and WPP_GET_LOGGER. *`
#ifdef __cplusplus
extern "C" {
#endif
#ifndef WPP_ALREADY_INCLUDED
`* The code view of Visual Studio reads headers that may be older than the source: there calls are nothing. *`
#ifdef __INTELLISENSE__
# define WPP_NO_CALL(...) ((void)0)
# define WPP_(Id) WPP_NO_CALL
#else
# define WPP_(Id) WPP_XGLUE(WPP_ ## Id ## _THIS_FILE, __LINE__)
#endif
`INCLUDE annotation.tpl`
`INCLUDE marshal.tpl`
`INCLUDE call.tpl`
#endif

// ---- this file
#undef WPP_LOCAL_TraceGuids
#undef WPP_TMF_DIR
#undef WPP_TMF_FILE
#undef WPP_TMF_END
#define WPP_TMF_DIR "`CurrentDir` // SRC="
#define WPP_TMF_FILE "`SourceFile.Name`"
#define WPP_TMF_END " MJ=`ENV MAJORCOMP` MN=`ENV MINORCOMP`"
`IF TraceGuids !Empty`
#ifdef WPP_USER_MSG_GUID
# define WPP_LOCAL_MSG_VAR(Guid) WPP_XGLUE3(WPP_, WPP_GUID_NORM Guid, _Traceguids)
# define WPP_LOCAL_MSG_GUID(Guid) WPP_SELECTANY_DECLARE const GUID WPP_LOCAL_MSG_VAR(Guid)[]; \
    WPP_SELECTANY_CONST GUID WPP_LOCAL_MSG_VAR(Guid)[] = {WPP_GUID_STRUCT Guid}
WPP_LOCAL_MSG_GUID(WPP_USER_MSG_GUID);
# define WPP_LOCAL_TraceGuids WPP_LOCAL_MSG_VAR(WPP_USER_MSG_GUID)
#else
`* The text of the GUID is part of each annotation; one GUID per file in all but old, shared settings. *`
# undef WPP_TMF_GUID
`FORALL Guid IN TraceGuids`
# define WPP_TMF_GUID "`Guid.Text` "
# define WPP_LOCAL_TraceGuids WPP_`Guid.Normalized`_Traceguids
WPP_SELECTANY_DECLARE const GUID WPP_LOCAL_TraceGuids[];
WPP_SELECTANY_CONST GUID WPP_LOCAL_TraceGuids[] = {`Guid.Struct`};
`ENDFOR`
#endif
`ENDIF TraceGuids !Empty`

// ---- one helper for each list of argument types
`FORALL i IN TypeSigSet`
#ifndef WPP_SF_`i.Name`_def
# define WPP_SF_`i.Name`_def
WPP_HELPER(`i.Name`, `i.LogArgs`, LPCGUID TraceGuid`i.Arguments`)
#endif
`ENDFOR`

// ---- what each list of conditions means, unless that is defined already
`FORALL g IN Goos`
#ifndef WPP`g.Name`_PRE
# define WPP`g.Name`_PRE(`g.Args`)
#endif
#ifndef WPP`g.Name`_POST
# define WPP`g.Name`_POST(`g.Args`)
#endif
`IF g HasLevel`
`IF g HasFlags`
#ifndef WPP`g.Name`_ENABLED
# define WPP`g.Name`_ENABLED(`g.Args`) WPP_LEVEL_FLAGS_ENABLED(`g.LevelName`, `g.FlagsName`)
#endif
#ifndef WPP`g.Name`_LOGGER
# define WPP`g.Name`_LOGGER(`g.Args`) WPP_LEVEL_FLAGS_LOGGER(`g.LevelName`, `g.FlagsName`)
#endif
#if ENABLE_WPP_RECORDER
# ifndef WPP_RECORDER`g.Name`_FILTER
#  define WPP_RECORDER`g.Name`_FILTER(`g.Args`) WPP_RECORDER_LEVEL_FLAGS_FILTER(`g.LevelName`, `g.FlagsName`)
# endif
# ifndef WPP_RECORDER`g.Name`_ARGS
`IF g HasIfr`
#  define WPP_RECORDER`g.Name`_ARGS(`g.Args`) \
    WPP_RECORDER_LOG(`g.IfrName`, WPP_BIT_ ## `g.FlagsName`), `g.LevelName`, WPP_BIT_ ## `g.FlagsName`
`ENDIF`
`IF g !HasIfr`
#  define WPP_RECORDER`g.Name`_ARGS(`g.Args`) WPP_RECORDER_LEVEL_FLAGS_ARGS(`g.LevelName`, `g.FlagsName`)
`ENDIF`
# endif
#endif
`ENDIF`
`ENDIF`
`ENDFOR`

// ---- messages: WPP_T_ is for decoders, WPP_CALL_ is the call
`FORALL i IN Messages`
`IF i MsgIsPublic`
#define WPP_T_`i.Name` WPP_PUBLIC_TMF(`i.Name`,`i.MsgNo`,"`i.Text`","`i.Indent` `i.GooPairs`",`FORALL Arg IN i.Arguments`WPP_PUBLIC_A("`Arg.Name`","`Arg.MofType` -- `Arg.No`")`ENDFOR`)
#ifndef WPP_PUBLIC_TMC
# define WPP_PUBLIC_TMC
#endif
`ENDIF`
`IF i MsgIsPrivate`
`IF i FlagValue`
#ifdef WPP_PUBLIC_`i.FlagValue`
# define WPP_T_`i.Name` WPP_PUBLIC_TMF(`i.Name`,`i.MsgNo`,"`i.Text`","`i.Indent` `i.GooPairs`",`FORALL Arg IN i.Arguments`WPP_PUBLIC_A("`Arg.Name`","`Arg.MofType` -- `Arg.No`")`ENDFOR`)
# ifndef WPP_PUBLIC_TMC
#  define WPP_PUBLIC_TMC
# endif
#else
# define WPP_T_`i.Name` WPP_TMF(`i.Name`,`i.MsgNo`,"`i.Text`","`i.Indent` `i.GooPairs`",`FORALL Arg IN i.Arguments`WPP_A("`Arg.Name`","`Arg.MofType` -- `Arg.No`")`ENDFOR`)
#endif
`ENDIF`
`IF i !FlagValue`
#define WPP_T_`i.Name` WPP_TMF(`i.Name`,`i.MsgNo`,"`i.Text`","`i.Indent` `i.GooPairs`",`FORALL Arg IN i.Arguments`WPP_A("`Arg.Name`","`Arg.MofType` -- `Arg.No`")`ENDFOR`)
`ENDIF`
`ENDIF`
`IF i MsgArgs`
#define WPP_`IF i LinesDiffer`BODY`ENDIF``IF i !LinesDiffer`CALL`ENDIF`_`i.Name`(`i.FixedArgs`MSGARGS) WPP_CALL(,`i.GooId`,(`i.GooVals`),`i.Name`,`i.TypeSig`,MSGARGS,`i.MsgNo`,WPP_TG`i.SyntheticExprs` WPP_R`i.ReorderSig` MSGARGS)
`ENDIF`
`IF i !MsgArgs`
#define WPP_`IF i LinesDiffer`BODY`ENDIF``IF i !LinesDiffer`CALL`ENDIF`_`i.Name`(`i.FixedArgs``i.MacroArgs`) WPP_CALL(,`i.GooId`,(`i.GooVals`),`i.Name`,`i.TypeSig`,(`i.DbgMacroArgs`),`i.MsgNo`,WPP_TG`i.MacroExprs`)
`ENDIF`
`ENDFOR`

#ifdef WPP_TMF_AT_FILE_SCOPE
`FORALL i IN Messages`
WPP_T_`i.Name`
`ENDFOR`
#endif

`INCLUDE functions.tpl`
`FORALL r IN Reorder`
#undef WPP_R`r.Name`
#define WPP_R`r.Name`(`r.Arguments`) `r.Permutation`
`ENDFOR`

#ifdef __cplusplus
}
#endif
