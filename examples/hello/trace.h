/* The control GUID of this driver, its flags, and the trace functions it uses. */
#define WPP_CONTROL_GUIDS                                                              \
    WPP_DEFINE_CONTROL_GUID(HelloDriver, (5c1f2f0e,6d0b,4a6e,9d7d,3a1f0c7d9b42),      \
        WPP_DEFINE_BIT(INIT)                                                           \
        WPP_DEFINE_BIT(IO))

// begin_wpp config
// FUNC TraceEvents(LEVEL, FLAGS, MSG, ...);
// FUNC TraceError{LEVEL=TRACE_LEVEL_ERROR}(FLAGS, MSG, ...);
// FUNC TraceEntry{LEVEL=TRACE_LEVEL_VERBOSE}(FLAGS);
// USEPREFIX(TraceEntry, "%!STDPREFIX! --> %!FUNC!");
// CUSTOM_TYPE(IoState, ItemListLong(Idle, Busy, Failed));
// end_wpp
