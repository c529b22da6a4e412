`* WPP_CONTROL_GUIDS, expanded several ways: flag bits, GUID variables, the size of the control blocks. *`
`* Bits of a control GUID count from 1 inside a block of 0x10000 of their own, so that one number tells block and *`
`* bit. The blocks also hold a marker before and one after the bits. *`
#ifndef WPP_ALREADY_INCLUDED
#ifdef __cplusplus
extern "C" {
#endif
#ifndef WPP_NO_CONTROL_GUIDS

#ifdef WPP_DEFAULT_CONTROL_GUID
# ifdef WPP_CONTROL_GUIDS
#  error Both WPP_CONTROL_GUIDS and WPP_DEFAULT_CONTROL_GUID (tracewpp -ctl:) are defined; keep one of them
# else
#  define WPP_CONTROL_GUIDS WPP_DEFINE_CONTROL_GUID(Default, (WPP_DEFAULT_CONTROL_GUID), \
       WPP_DEFINE_BIT(Error) WPP_DEFINE_BIT(Unusual) WPP_DEFINE_BIT(Noise))
# endif
#endif
#ifndef WPP_CONTROL_GUIDS
# error WPP_CONTROL_GUIDS must be defined before this header is included: it lists control GUIDs and their flags
#endif

#define WPP_DEFINE_CONTROL_GUID(Name, Guid, Bits) WPP_XGLUE(WPP_CTL_, Name),
enum WPP_CTL_NAMES { WPP_CONTROL_GUIDS WPP_LAST_CTL };
#undef WPP_DEFINE_CONTROL_GUID

#define WPP_DEFINE_CONTROL_GUID(Name, Guid, Bits) \
    WPP_SELECTANY_DECLARE const GUID WPP_XGLUE(WPP_ThisDir_CTLGUID_, Name); \
    WPP_SELECTANY_CONST GUID WPP_XGLUE(WPP_ThisDir_CTLGUID_, Name) = WPP_GUID_STRUCT Guid;
WPP_CONTROL_GUIDS
#undef WPP_DEFINE_CONTROL_GUID

#define WPP_DEFINE_BIT(Name) WPP_BIT_ ## Name,
#define WPP_DEFINE_CONTROL_GUID(Name, Guid, Bits) \
    WPP_XGLUE(WPP_BLOCK_START_, Name) = WPP_XGLUE(WPP_CTL_, Name) * 0x10000, Bits WPP_XGLUE(WPP_BLOCK_END_, Name),
enum WPP_DEFINE_BIT_NAMES { WPP_CONTROL_GUIDS };
#undef WPP_DEFINE_CONTROL_GUID

`* ETW hands out 32 flags a GUID. A name of this type in an error says whose are too many. *`
#define WPP_DEFINE_CONTROL_GUID(Name, Guid, Bits) \
    typedef char WPP_XGLUE(WPP_AT_MOST_32_FLAGS_IN_, Name)[(WPP_XGLUE(WPP_BLOCK_END_, Name) & 0xFFFF) <= 33 ? 1 : -1];
WPP_CONTROL_GUIDS
#undef WPP_DEFINE_CONTROL_GUID
#undef WPP_DEFINE_BIT

#ifndef WPP_MASK
# define WPP_MASK(bit) (1u << (((bit) - 1) & 31))
#endif
#ifndef WPP_FLAG_NO
# define WPP_FLAG_NO(bit) ((0xFFFF & ((bit) - 1)) / 32)
#endif
#ifndef WPP_CTRL_NO
# define WPP_CTRL_NO(bit) ((bit) >> 16)
#endif

`* Flag words per block, from the largest end marker or more. *`
#define WPP_DEFINE_CONTROL_GUID(Name, Guid, Bits) | (int)WPP_XGLUE(WPP_BLOCK_END_, Name)
enum _WPP_FLAG_LEN_ENUM { WPP_FLAG_LEN = 1 | ((0 WPP_CONTROL_GUIDS) & 0xFFFF) / 32 };
#undef WPP_DEFINE_CONTROL_GUID

#ifndef WPP_CB
# define WPP_CB WPP_GLOBAL_Control
#endif
#ifndef WPP_CB_TYPE
# define WPP_CB_TYPE WPP_PROJECT_CONTROL_BLOCK
#endif
typedef union {
    WPP_TRACE_CONTROL_BLOCK Control;
    UCHAR ReserveSpace[sizeof(WPP_TRACE_CONTROL_BLOCK) + sizeof(ULONG) * (WPP_FLAG_LEN - 1)];
} WPP_CB_TYPE;

`* One pointer per module, whatever the number of sources. Pointing at itself means: not initialised. *`
WPP_SELECTANY_DECLARE WPP_CB_TYPE *WPP_CB;
WPP_SELECTANY WPP_CB_TYPE *WPP_CB = (WPP_CB_TYPE *)&WPP_CB;
#ifndef WPP_CHECK_INIT
# define WPP_CHECK_INIT (WPP_CB != (WPP_CB_TYPE *)&WPP_CB) &&
#endif
#if ENABLE_WPP_RECORDER
WPP_SELECTANY_DECLARE WPP_CB_TYPE *WPP_RECORDER_INITIALIZED;
WPP_SELECTANY WPP_CB_TYPE *WPP_RECORDER_INITIALIZED = (WPP_CB_TYPE *)&WPP_RECORDER_INITIALIZED;
# ifndef WPP_RECORDER_CHECK_INIT
#  define WPP_RECORDER_CHECK_INIT (WPP_RECORDER_INITIALIZED != (WPP_CB_TYPE *)&WPP_RECORDER_INITIALIZED) &&
# endif
#endif

#ifndef WPP_CONTROL
# define WPP_CONTROL(bit) (WPP_CB[WPP_CTRL_NO(bit)].Control)
#endif
#ifndef WPP_ENABLE_FLAG_BIT
# define WPP_ENABLE_FLAG_BIT(bit) (WPP_CONTROL(bit).Flags[WPP_FLAG_NO(bit)] & WPP_MASK(bit))
#endif

`* For DoTraceMessage(LEVEL, ...). Its LEVEL is a flag unless WPP_USE_TRACE_LEVELS says otherwise: an old mistake *`
`* that every existing definition relies on. *`
#ifdef WPP_USE_TRACE_LEVELS
# ifndef WPP_LEVEL_LOGGER
#  define WPP_LEVEL_LOGGER(LEVEL) (WPP_CONTROL(WPP_BIT_DUMMY).Logger),
# endif
# ifndef WPP_LEVEL_ENABLED
#  define WPP_LEVEL_ENABLED(LEVEL) (WPP_CONTROL(WPP_BIT_DUMMY).Level >= (LEVEL))
# endif
#else
# ifndef WPP_LEVEL_LOGGER
#  define WPP_LEVEL_LOGGER(FLAG) (WPP_CONTROL(WPP_BIT_ ## FLAG).Logger),
# endif
# ifndef WPP_LEVEL_ENABLED
#  define WPP_LEVEL_ENABLED(FLAG) WPP_ENABLE_FLAG_BIT(WPP_BIT_ ## FLAG)
# endif
#endif
#ifndef WPP_FLAG_LOGGER
# define WPP_FLAG_LOGGER(FLAG) (WPP_CONTROL(WPP_BIT_ ## FLAG).Logger),
#endif
#ifndef WPP_FLAG_ENABLED
# define WPP_FLAG_ENABLED(FLAG) WPP_ENABLE_FLAG_BIT(WPP_BIT_ ## FLAG)
#endif
#ifndef WPP_ENABLED
# define WPP_ENABLED() 1
#endif
#ifndef WPP_LOGGER
# define WPP_LOGGER() (WPP_CB[0].Control.Logger),
#endif

#endif
`* What level and flag mean together. The macros that are made for each condition list, below the helpers, go *`
`* through these, so a definition of the user's reaches them all. *`
#ifndef WPP_LEVEL_FLAGS_LOGGER
# define WPP_LEVEL_FLAGS_LOGGER(LEVEL, FLAGS) (WPP_CONTROL(WPP_BIT_ ## FLAGS).Logger),
#endif
#ifndef WPP_LEVEL_FLAGS_ENABLED
# define WPP_LEVEL_FLAGS_ENABLED(LEVEL, FLAGS) \
    (WPP_ENABLE_FLAG_BIT(WPP_BIT_ ## FLAGS) && WPP_CONTROL(WPP_BIT_ ## FLAGS).Level >= (LEVEL))
#endif

#if ENABLE_WPP_RECORDER
`* 0: what the recorder takes is also what a session may see. 1: session and recorder decide each for itself. *`
# ifndef ENABLE_WPP_TRACE_FILTERING_WITH_WPP_RECORDER
#  define ENABLE_WPP_TRACE_FILTERING_WITH_WPP_RECORDER 0
# endif
# ifndef WPP_RECORDER_LEVEL_FLAGS_ARGS
#  define WPP_RECORDER_LEVEL_FLAGS_ARGS(LEVEL, FLAGS) \
    WPP_CONTROL(WPP_BIT_ ## FLAGS).AutoLogContext, LEVEL, WPP_BIT_ ## FLAGS
# endif
# ifndef WPP_RECORDER_LEVEL_FLAGS_FILTER
#  define WPP_RECORDER_LEVEL_FLAGS_FILTER(LEVEL, FLAGS) \
    ((LEVEL) < TRACE_LEVEL_VERBOSE || WPP_CONTROL(WPP_BIT_ ## FLAGS).AutoLogVerboseEnabled)
# endif
# ifndef WPP_RECORDER_LEVEL_ARGS
#  define WPP_RECORDER_LEVEL_ARGS(FLAG) WPP_CONTROL(WPP_BIT_ ## FLAG).AutoLogContext, 0, WPP_BIT_ ## FLAG
# endif
# ifndef WPP_RECORDER_LEVEL_FILTER
#  define WPP_RECORDER_LEVEL_FILTER(FLAG) (WPP_CONTROL(WPP_BIT_ ## FLAG).AutoLogVerboseEnabled)
# endif
# ifndef WPP_RECORDER_ARGS
#  define WPP_RECORDER_ARGS() WPP_CB[0].Control.AutoLogContext, 0, 1
# endif
# ifndef WPP_RECORDER_FILTER
#  define WPP_RECORDER_FILTER() 1
# endif
`* A custom log that could not be created leaves a null handle; its messages then go to the default log. *`
# ifndef WPP_RECORDER_LOG
WPP_FORCEINLINE PVOID WppRecorderLogOrDefault(const void *Log, PVOID DefaultLog)
{ return Log ? (PVOID)(ULONG_PTR)Log : DefaultLog; }
#  define WPP_RECORDER_LOG(IFRLOG, bit) WppRecorderLogOrDefault(IFRLOG, WPP_CONTROL(bit).AutoLogContext)
# endif
#endif

#ifndef WPP_CHECK_INIT
# define WPP_CHECK_INIT
#endif
#ifndef WPP_LOGGER_ARG
# define WPP_LOGGER_ARG TRACEHANDLE Logger,
#endif
#ifndef WPP_GET_LOGGER
# define WPP_GET_LOGGER Logger
#endif
#ifdef __cplusplus
}
#endif
#endif
