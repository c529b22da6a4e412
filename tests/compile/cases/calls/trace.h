/* Two control GUIDs, so that bits of the second carry its number. DUMMY is a macro as well: the WPP headers of
 * real drivers meet such names. */
#define WPP_CONTROL_GUIDS \
    WPP_DEFINE_CONTROL_GUID(First, (81b20fea,73a8,4b62,95bc,354477c97a6f), \
        WPP_DEFINE_BIT(INIT) WPP_DEFINE_BIT(IO) WPP_DEFINE_BIT(DUMMY)) \
    WPP_DEFINE_CONTROL_GUID(Second, (91b20fea,73a8,4b62,95bc,354477c97a6f), \
        WPP_DEFINE_BIT(OTHER))

/* As in most drivers. */
#define WPP_LEVEL_FLAGS_LOGGER(lvl, flags) WPP_LEVEL_LOGGER(flags)
#define WPP_LEVEL_FLAGS_ENABLED(lvl, flags) (WPP_LEVEL_ENABLED(flags) && WPP_CONTROL(WPP_BIT_ ## flags).Level >= lvl)

/* A return code check: text around the call. */
#define WPP_LEVEL_FLAGS_EXP_PRE(LEVEL, FLAGS, EXP) do { int code = (EXP); if (code < 0) {
#define WPP_LEVEL_FLAGS_EXP_POST(LEVEL, FLAGS, EXP) ; return code; } } while (0)

/* A condition list that derives nothing: all its macros are the project's. */
#define WPP_WHAT_ENABLED(WHAT) (enabled_ ## WHAT)
#define WPP_WHAT_LOGGER(WHAT) 0x55,
#define WPP_RECORDER_WHAT_FILTER(WHAT) (enabled_ ## WHAT)
#define WPP_RECORDER_WHAT_ARGS(WHAT) &runtime_custom_log, 9, WPP_BIT_INIT

// begin_wpp config
// FUNC TraceEvents(LEVEL, FLAGS, MSG, ...);
// FUNC Print((LEVEL, FLAGS, MSG, ...));
// FUNC KdPrint{LEVEL=TRACE_LEVEL_INFORMATION, FLAGS=IO}((MSG, ...));
// FUNC Dbg(LEVEL, FLAG, (MSG, ...));
// USEPREFIX(Dbg, "%!STDPREFIX!line %d:", __LINE__);
// FUNC Enter{LEVEL=TRACE_LEVEL_VERBOSE, FLAGS=INIT}(...);
// USESUFFIX(Enter, "in");
// FUNC Mark();
// USESUFFIX(Mark, "mark");
// FUNC Check{LEVEL=TRACE_LEVEL_ERROR, FLAGS=IO}(EXP);
// USESUFFIX(Check, "%s is %d", #EXP, code);
// FUNC Always{LEVEL=TRACE_LEVEL_ERROR, FLAGS=DUMMY}(MSG, ...);
// FUNC Named(WHAT, MSG, ...);
// FUNC FlagFirst{FLAG=IO}(LEVEL, MSG, ...);
// FUNC Log1(IFRLOG, LEVEL, FLAGS, MSG, ...);
// FUNC Log2{LEVEL=TRACE_LEVEL_ERROR}(IFRLOG, FLAGS, MSG, ...);
// FUNC Log3{LEVEL=TRACE_LEVEL_WARNING, FLAGS=OTHER}(IFRLOG, MSG, ...);
// FUNC Log4(FLAGS, MORE, LEVEL, IFRLOG, MSG, ...);
// FUNC Log5{LEVEL=TRACE_LEVEL_ERROR, FLAGS=IO, IFRLOG=&runtime_custom_log}(MSG, ...);
// end_wpp
