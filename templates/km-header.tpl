`* Kernel mode: system headers, the control block, and which functions register, trace and record. The trace *`
`* functions are looked up when the driver starts and reached through pointers that the whole module shares. *`
`INCLUDE file.tpl`
#ifndef WPP_ALREADY_INCLUDED
#include <evntrace.h>
#include <stddef.h>
#include <stdarg.h>
#include <wmistr.h>
`INCLUDE compiler.tpl`
#ifdef __cplusplus
extern "C" {
#endif

#if !defined(_NTRTL_)
# if !defined(_NTHAL_)
typedef int RTL_TIME_ZONE_INFORMATION;
# endif
# define _WMIKM_
#endif

typedef LONG (*PFN_WPPQUERYTRACEINFORMATION)(TRACE_INFORMATION_CLASS TraceInformationClass, PVOID TraceInformation,
    ULONG TraceInformationLength, PULONG RequiredLength, PVOID Buffer);
typedef LONG (*PFN_WPPTRACEMESSAGE)(ULONG64 LoggerHandle, ULONG MessageFlags, LPCGUID MessageGuid,
    USHORT MessageNumber, ...);
typedef VOID (NTAPI *PETW_CLASSIC_CALLBACK)(LPCGUID Guid, UCHAR ControlCode, PVOID EnableContext,
    PVOID CallbackContext);
typedef NTSTATUS (NTAPI *PFN_ETWREGISTERCLASSICPROVIDER)(LPCGUID ProviderGuid, ULONG Type,
    PETW_CLASSIC_CALLBACK EnableCallback, PVOID CallbackContext, PREGHANDLE RegHandle);
typedef NTSTATUS (NTAPI *PFN_ETWUNREGISTER)(REGHANDLE RegHandle);

`* How this system lets a driver register. Values in between belong to systems that are no longer served. *`
typedef enum _WPP_TRACE_API_SUITE {
    WppTraceDisabledSuite,
    WppTraceWin2K,
    WppTraceWinXP,
    WppTraceTraceLH,
    WppTraceServer08,
    WppTraceMaxSuite
} WPP_TRACE_API_SUITE;

WPP_SELECTANY_DECLARE PFN_WPPQUERYTRACEINFORMATION pfnWppQueryTraceInformation;
WPP_SELECTANY_DECLARE PFN_WPPTRACEMESSAGE pfnWppTraceMessage;
WPP_SELECTANY_DECLARE PFN_ETWUNREGISTER pfnEtwUnregister;
WPP_SELECTANY_DECLARE PFN_ETWREGISTERCLASSICPROVIDER pfnEtwRegisterClassicProvider;
WPP_SELECTANY_DECLARE WPP_TRACE_API_SUITE WPPTraceSuite;
WPP_SELECTANY PFN_WPPQUERYTRACEINFORMATION pfnWppQueryTraceInformation = NULL;
WPP_SELECTANY PFN_WPPTRACEMESSAGE pfnWppTraceMessage = NULL;
WPP_SELECTANY PFN_ETWUNREGISTER pfnEtwUnregister = NULL;
WPP_SELECTANY PFN_ETWREGISTERCLASSICPROVIDER pfnEtwRegisterClassicProvider = NULL;
WPP_SELECTANY WPP_TRACE_API_SUITE WPPTraceSuite = WppTraceDisabledSuite;

#ifndef WPP_TRACE
# define WPP_TRACE pfnWppTraceMessage
#endif
#ifndef WPP_IsValidSid
# define WPP_IsValidSid RtlValidSid
#endif
#ifndef WPP_GetLengthSid
# define WPP_GetLengthSid RtlLengthSid
#endif

typedef LONG (*WMIENTRY_NEW)(UCHAR MinorFunction, PVOID DataPath, ULONG BufferLength, PVOID Buffer, PVOID Context,
    PULONG Size);

`* Shared with the kernel's callback and the recorder library: neither order nor sizes may change. *`
typedef struct _WPP_TRACE_CONTROL_BLOCK {
    WMIENTRY_NEW Callback;
    LPCGUID ControlGuid;
    struct _WPP_TRACE_CONTROL_BLOCK *Next;
    __int64 Logger;
    PUNICODE_STRING RegistryPath;
    UCHAR FlagsLen;
    UCHAR Level;
    USHORT Reserved;
    ULONG Flags[1];
    ULONG ReservedFlags;
    REGHANDLE RegHandle;
#if ENABLE_WPP_RECORDER
    PVOID AutoLogContext;
    USHORT AutoLogVerboseEnabled;
    USHORT AutoLogAttachToMiniDump;
#endif
} WPP_TRACE_CONTROL_BLOCK, *PWPP_TRACE_CONTROL_BLOCK;

#if ENABLE_WPP_RECORDER
# define _ENABLE_WPP_RECORDER TRUE
# ifndef WPP_RECORDER
#  define WPP_RECORDER WppAutoLogTrace
# endif
NTSTATUS WppAutoLogTrace(PVOID AutoLogContext, UCHAR MessageLevel, ULONG MessageFlags, LPGUID MessageGuid,
                         USHORT MessageNumber, ...);
#else
# define _ENABLE_WPP_RECORDER FALSE
#endif

VOID WppLoadTracingSupport(VOID);
VOID WppCleanupKm(PDRIVER_OBJECT DriverObject);
NTSTATUS WppTraceCallback(UCHAR MinorFunction, PVOID DataPath, ULONG BufferLength, PVOID Buffer, PVOID Context,
                          PULONG Size);
#ifndef WPP_CLEANUP
# define WPP_CLEANUP(DriverObject) WppCleanupKm((PDRIVER_OBJECT)DriverObject)
#endif
#define WPP_TRACE_CONTROL(Function, Buffer, BufferSize, ReturnSize) \
    WppTraceCallback(Function, NULL, BufferSize, Buffer, &WPP_CB[0], &ReturnSize);

`* Told of every change to what is enabled: #define WPP_PRIVATE_ENABLE_CALLBACK and the name of such a function. *`
typedef VOID (*PFN_WPP_PRIVATE_ENABLE_CALLBACK)(LPCGUID Guid, __int64 Logger, BOOLEAN Enable, ULONG Flags, UCHAR Level);

#ifdef __cplusplus
}
#endif
#endif
