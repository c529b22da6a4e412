#define WPP_CONTROL_GUIDS \
    WPP_DEFINE_CONTROL_GUID(First, (81b20fea,73a8,4b62,95bc,354477c97a6f), \
        WPP_DEFINE_BIT(INIT) WPP_DEFINE_BIT(IO))

#define WPP_CB my_control
#define WPP_CB_TYPE MY_CONTROL_BLOCK
#define WPP_MAIN_CB my_blocks
#define WPP_CHECK_INIT
#define WPP_RECORDER_CHECK_INIT
#define WPP_RECORDER_INITIALIZED my_recorder_initialized
#define WPP_INLINE static __inline__
#define WPP_FORCEINLINE static __inline__
#define WPP_LOGGER_ARG ULONG Mine,
#define WPP_GET_LOGGER (TRACEHANDLE)(Mine + 1)
#define WPP_TRACE my_trace
#define WPP_RECORDER my_recorder
#define WPP_TRACE_OPTIONS 99
#define WPP_LEVEL_LOGGER(flag) 41,
#define WPP_LEVEL_ENABLED(flag) 1
#define WPP_FLAG_LOGGER(flag) 41,
#define WPP_FLAG_ENABLED(flag) 1
#define WPP_LEVEL_FLAGS_LOGGER(lvl, flags) 41,
#define WPP_LEVEL_FLAGS_ENABLED(lvl, flags) ((lvl) < 4)
#define WPP_RECORDER_LEVEL_FLAGS_ARGS(lvl, flags) &my_log, (UCHAR)((lvl) + 1), 0x1234
#define WPP_RECORDER_LEVEL_FLAGS_FILTER(lvl, flags) ((lvl) < 3)
#define WPP_LOGASTR(s) WPP_LOGPAIR(1, s)
#define WPP_LOGPAIR_SIZET ULONG_PTR
#define WPP_ENABLE_FLAG_BIT(bit) ((bit) == 0x1234)
#define WPP_CONTROL(bit) my_control[0].Control
#define NO_CHECK_FOR_NULL_STRING
#define WPPINIT_EXPORT extern
#define WPP_REGISTER_TRACE_GUIDS RegisterTraceGuidsW
#define WPP_UNREGISTER_TRACE_GUIDS my_unregister
#define WPP_GET_TRACE_LOGGER_HANDLE GetTraceLoggerHandle
#define WppDebug(level, args) my_debug args
extern char my_log;
#ifdef __cplusplus
extern "C" {
#endif
ULONG my_trace(TRACEHANDLE Logger, ULONG Options, LPCGUID Guid, USHORT Number, ...);
NTSTATUS my_recorder(PVOID Log, UCHAR Level, ULONG Flags, LPCGUID Guid, USHORT Number, ...);
void my_debug(const char *format, ...);
ULONG my_unregister(TRACEHANDLE Handle);
#ifdef __cplusplus
}
#endif

// begin_wpp config
// FUNC TraceEvents(LEVEL, FLAGS, MSG, ...);
// FUNC LogTo(FLAGS, IFRLOG, LEVEL, MSG, ...);
// end_wpp
