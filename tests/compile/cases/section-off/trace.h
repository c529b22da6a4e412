#define WPP_CONTROL_GUIDS \
    WPP_DEFINE_CONTROL_GUID(MyName, (81b20fea,73a8,4b62,95bc,354477c97a6f), \
        WPP_DEFINE_BIT(INIT) WPP_DEFINE_BIT(IO)) \
    WPP_DEFINE_CONTROL_GUID(Second, (91B20FEA,73a8,4b62,95bc,354477c97a6f), \
        WPP_DEFINE_BIT(OTHER))
#define WPP_LEVEL_FLAGS_LOGGER(lvl, flags) WPP_LEVEL_LOGGER(flags)
#define WPP_LEVEL_FLAGS_ENABLED(lvl, flags) (WPP_LEVEL_ENABLED(flags) && WPP_CONTROL(WPP_BIT_ ## flags).Level >= lvl)
#define WPP_FLAG_LEVEL_LOGGER(flags, lvl) WPP_LEVEL_FLAGS_LOGGER(lvl, flags)
#define WPP_FLAG_LEVEL_ENABLED(flags, lvl) WPP_LEVEL_FLAGS_ENABLED(lvl, flags)
#define WPP_RECORDER_FLAG_LEVEL_ARGS(flags, lvl) WPP_RECORDER_LEVEL_FLAGS_ARGS(lvl, flags)
#define WPP_RECORDER_FLAG_LEVEL_FILTER(flags, lvl) WPP_RECORDER_LEVEL_FLAGS_FILTER(lvl, flags)

// begin_wpp config
// FUNC TraceEvents(LEVEL, FLAGS, MSG, ...);
// FUNC Trace{FLAG=INIT}(LEVEL, MSG, ...);
// FUNC Print((LEVEL, FLAGS, MSG, ...));
// FUNC Enter{LEVEL=TRACE_LEVEL_VERBOSE, FLAGS=IO}(...);
// FUNC Plain(LEVEL, FLAGS, MSG, ...);
// USEPREFIX(Trace, "%!STDPREFIX! [%!FUNC!] ");
// USESUFFIX(Trace, " (line %d)", __LINE__);
// USEPREFIX(Enter, "%!STDPREFIX!");
// USESUFFIX(Enter, "--> %!FUNC!");
// NOPREFIX(Plain);
// CUSTOM_TYPE(colour, ItemListLong(Red,Green=5,Blue));
// CUSTOM_TYPE(state, ItemEnum(_STATE));
// end_wpp
