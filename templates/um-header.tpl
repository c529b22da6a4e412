`* User mode: system headers, the control block, and which functions register, trace and record. *`
`INCLUDE file.tpl`
#ifndef WPP_ALREADY_INCLUDED
#ifdef BUILD_MINWIN
# include <windowscore.h>
#else
# include <windows.h>
#endif
#include <wmistr.h>
#include <evntrace.h>
#ifndef WPP_TRACE_W2K_COMPATABILITY
# include <sddl.h>
#endif
`INCLUDE compiler.tpl`
#ifdef __cplusplus
extern "C" {
#endif

`* Components that predate control blocks point at one of these. *`
typedef struct _WPP_WIN2K_CONTROL_BLOCK {
    TRACEHANDLE Logger;
    ULONG Flags;
    ULONG Level;
    LPCGUID ControlGuid;
} WPP_WIN2K_CONTROL_BLOCK, *PWPP_WIN2K_CONTROL_BLOCK;

`* Shared with ETW's callback and the recorder library: neither order nor sizes may change. *`
#ifdef _MSC_VER
# pragma warning(push)
# pragma warning(disable:4201)
#endif
typedef struct _WPP_TRACE_CONTROL_BLOCK {
    struct _WPP_TRACE_CONTROL_BLOCK *Next;
    TRACEHANDLE UmRegistrationHandle;
    union {
        TRACEHANDLE Logger;
        PWPP_WIN2K_CONTROL_BLOCK Win2kCb;
        PVOID Ptr;
        struct _WPP_TRACE_CONTROL_BLOCK *Cb;
    };
    UCHAR FlagsLen;
    UCHAR Level;
    USHORT Options;
    ULONG Flags[1];
    LPCGUID ControlGuid;
#if ENABLE_WPP_RECORDER
    PVOID AutoLogContext;
    USHORT AutoLogVerboseEnabled;
    USHORT AutoLogAttachToMiniDump;
#endif
} WPP_TRACE_CONTROL_BLOCK, *PWPP_TRACE_CONTROL_BLOCK;
#ifdef _MSC_VER
# pragma warning(pop)
#endif

`* Values of Options: the block only forwards to another component's. *`
enum {
    WPP_VER_WIN2K_CB_FORWARD_PTR = 1,
    WPP_VER_WHISTLER_CB_FORWARD_PTR = 2,
    WPP_VER_LH_CB_FORWARD_PTR = 3
};

#ifdef WPP_USE_NTDLL_FUNCTIONS
# include <wpp_use_ntdll_functions.h>
#endif
#ifndef WPP_IsValidSid
# define WPP_IsValidSid IsValidSid
#endif
#ifndef WPP_GetLengthSid
# define WPP_GetLengthSid GetLengthSid
#endif
#ifndef WPP_TRACE
# define WPP_TRACE TraceMessage
#endif
#ifndef WPP_REGISTER_TRACE_GUIDS
# define WPP_REGISTER_TRACE_GUIDS RegisterTraceGuids
#endif
#ifndef WPP_UNREGISTER_TRACE_GUIDS
# define WPP_UNREGISTER_TRACE_GUIDS UnregisterTraceGuids
#endif
#ifndef WPP_GET_TRACE_LOGGER_HANDLE
# define WPP_GET_TRACE_LOGGER_HANDLE GetTraceLoggerHandle
#endif
#ifndef WPP_GET_TRACE_ENABLE_LEVEL
# define WPP_GET_TRACE_ENABLE_LEVEL GetTraceEnableLevel
#endif
#ifndef WPP_GET_TRACE_ENABLE_FLAGS
# define WPP_GET_TRACE_ENABLE_FLAGS GetTraceEnableFlags
#endif

#if ENABLE_WPP_RECORDER
# ifndef WPP_RECORDER
#  define WPP_RECORDER WppAutoLogTrace
# endif
NTSTATUS WppAutoLogTrace(PVOID AutoLogContext, UCHAR MessageLevel, ULONG MessageFlags, LPGUID MessageGuid,
                         USHORT MessageNumber, ...);
#endif

`* A driver that also builds for kernel mode passes its driver object here too. *`
#ifndef WPP_CLEANUP
# ifdef WPP_MACRO_USE_KM_VERSION_FOR_UM
#  define WPP_CLEANUP(DriverObject) ((void)(DriverObject), WppCleanupUm())
# else
#  define WPP_CLEANUP() WppCleanupUm()
# endif
#endif
VOID WppCleanupUm(VOID);
#define WppLoadTracingSupport

`* Told of every change to what is enabled. With several control GUIDs, Guid says which one. *`
#ifdef WPP_PRIVATE_ENABLE_CALLBACK
typedef VOID (NTAPI *PFN_WPP_PRIVATE_ENABLE_CALLBACK)(LPCGUID Guid, TRACEHANDLE Logger, BOOLEAN Enable,
                                                      ULONG Flags, UCHAR Level);
#endif
`* Told when a session asks for the current state (Windows 7 and later). *`
#ifdef WPP_CAPTURE_STATE_CALLBACK
typedef VOID (NTAPI *PFN_WPP_CAPTURE_STATE_CALLBACK)(LPCGUID Guid, TRACEHANDLE Logger, ULONG Flags, UCHAR Level);
#endif

#ifdef __cplusplus
}
#endif
#endif
