`* One trace call. A call's own macro passes on what differs between calls:                                       *`
`*   g  condition list, as in WPP<g>_ENABLED        v  the conditions, in parentheses                              *`
`*   n  message name, for its data                  s  argument types, as in WPP_SF_<s>                            *`
`*   d  message text and arguments as written       ...  message number, GUID, arguments                           *`
`* E is empty. Pasting it to v keeps the preprocessor from expanding a condition before the user's macro gets it:   *`
`* that macro pastes it to WPP_BIT_, and FLAGS=Error must stay Error even where Error is a macro.                   *`
`* Between the user's _PRE and _POST a call is one parenthesised expression: 1 when it was logged, 0 when not.      *`
#ifndef WPP_TRACE_OPTIONS
enum { WPP_TRACE_OPTIONS = TRACE_MESSAGE_SEQUENCE | TRACE_MESSAGE_GUID | TRACE_MESSAGE_SYSTEMINFO | TRACE_MESSAGE_TIMESTAMP };
#endif
#define WPP_TG WPP_LOCAL_TraceGuids + 0
`* Called for every message, enabled or not: WPP_LOG_ALWAYS(extract, MSG, arguments...). The definition brings its *`
`* own comma or semicolon, and needs WPP_EX_<conditions>. One more step here, so that the text and the arguments of *`
`* a double-parenthesis call arrive one by one. *`
#ifndef WPP_LOG_ALWAYS
# define WPP_LOG_ALWAYS(...)
#endif
#define WPP_INVOKE_WPP_LOG_ALWAYS(args) WPP_CALL_WITH(WPP_LOG_ALWAYS, args)
`* For functions without conditions. *`
#ifndef WPP_PRE
# define WPP_PRE()
#endif
#ifndef WPP_POST
# define WPP_POST()
#endif
`* Called for each enabled message: WPP_DEBUG((MSG, arguments...)). *`
#ifdef WPP_DEBUG
# define WPP_INVOKE_WPP_DEBUG(MsgArgs) WPP_DEBUG(MsgArgs)
#else
# define WPP_INVOKE_WPP_DEBUG(MsgArgs) (void)0
#endif

#if !ENABLE_WPP_RECORDER
# define WPP_CALL(E, g, v, n, s, d, ...) \
    WPP_INVOKE_WPP_LOG_ALWAYS((WPP_EX ## g E ## v, WPP_FLATTEN d)) WPP ## g ## _PRE E ## v \
    WPP_VALUE ((WPP_MARK(E ## n) WPP_CHECK_INIT WPP ## g ## _ENABLED E ## v \
        ? WPP_INVOKE_WPP_DEBUG(d), WPP_SF_ ## s(WPP ## g ## _LOGGER E ## v __VA_ARGS__), 1 : 0)) \
    WPP ## g ## _POST E ## v
# define WPP_HELPER(s, pairs, ...) \
WPP_INLINE void WPP_SF_ ## s(WPP_LOGGER_ARG unsigned short id, __VA_ARGS__) \
{ WPP_TRACE(WPP_GET_LOGGER, WPP_TRACE_OPTIONS, (LPGUID)TraceGuid, id, pairs (void *)0); }

#elif !ENABLE_WPP_TRACE_FILTERING_WITH_WPP_RECORDER
`* The recorder's filter decides; what passes also goes to a session that asked for the flag and the level. *`
# define WPP_CALL(E, g, v, n, s, d, ...) \
    WPP_INVOKE_WPP_LOG_ALWAYS((WPP_EX ## g E ## v, WPP_FLATTEN d)) WPP ## g ## _PRE E ## v \
    WPP_VALUE ((WPP_MARK(E ## n) WPP_RECORDER_CHECK_INIT WPP_RECORDER ## g ## _FILTER E ## v \
        ? WPP_INVOKE_WPP_DEBUG(d), WPP_RECORDER_SF_ ## s(WPP_RECORDER ## g ## _ARGS E ## v, __VA_ARGS__), 1 : 0)) \
    WPP ## g ## _POST E ## v
# define WPP_HELPER(s, pairs, ...) \
WPP_INLINE void WPP_RECORDER_SF_ ## s(PVOID AutoLogContext, UCHAR level, ULONG flags, USHORT id, __VA_ARGS__) \
{ \
    if (WPP_ENABLE_FLAG_BIT(flags) && WPP_CONTROL(flags).Level >= level) { \
        WPP_TRACE(WPP_CONTROL(flags).Logger, WPP_TRACE_OPTIONS, (LPGUID)TraceGuid, id, pairs (void *)0); \
    } \
    WPP_RECORDER(AutoLogContext, level, flags, (LPGUID)TraceGuid, id, pairs (void *)0); \
}

#else
`* Two decisions. Each is asked again for the helper, so that the call stays an expression: it costs nothing while *`
`* both say no, and a session that ends in between only makes the helper do less. *`
# define WPP_CALL(E, g, v, n, s, d, ...) \
    WPP_INVOKE_WPP_LOG_ALWAYS((WPP_EX ## g E ## v, WPP_FLATTEN d)) WPP ## g ## _PRE E ## v \
    WPP_VALUE ((WPP_MARK(E ## n) (WPP_CHECK_INIT WPP ## g ## _ENABLED E ## v) \
            || (WPP_RECORDER_CHECK_INIT WPP_RECORDER ## g ## _FILTER E ## v) \
        ? WPP_INVOKE_WPP_DEBUG(d), WPP_RECORDER_AND_TRACE_SF_ ## s(WPP ## g ## _LOGGER E ## v \
            (BOOLEAN)((WPP_CHECK_INIT WPP ## g ## _ENABLED E ## v) ? 1 : 0), \
            (BOOLEAN)((WPP_RECORDER_CHECK_INIT WPP_RECORDER ## g ## _FILTER E ## v) ? 1 : 0), \
            WPP_RECORDER ## g ## _ARGS E ## v, __VA_ARGS__), 1 : 0)) \
    WPP ## g ## _POST E ## v
# define WPP_HELPER(s, pairs, ...) \
WPP_INLINE void WPP_RECORDER_AND_TRACE_SF_ ## s(WPP_LOGGER_ARG BOOLEAN wppEnabled, BOOLEAN recorderEnabled, \
    PVOID AutoLogContext, UCHAR level, ULONG flags, USHORT id, __VA_ARGS__) \
{ \
    if (wppEnabled) { \
        WPP_TRACE(WPP_GET_LOGGER, WPP_TRACE_OPTIONS, (LPGUID)TraceGuid, id, pairs (void *)0); \
    } \
    if (recorderEnabled) { \
        WPP_RECORDER(AutoLogContext, level, flags, (LPGUID)TraceGuid, id, pairs (void *)0); \
    } \
}
#endif
