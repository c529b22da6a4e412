`* Storport miniports reach the kernel through the port driver only, so the system headers are missing; what tracing *`
`* needs of them stands here. The recorder is out of their reach. *`
`INCLUDE file.tpl`
#ifndef WPP_ALREADY_INCLUDED
#if ENABLE_WPP_RECORDER
# error ENABLE_WPP_RECORDER is defined, but a storport miniport (km-StorDefault.tpl) cannot call the recorder
#endif
#include <stortrce.h>
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

#if !defined(_NTDEF_)
typedef struct _UNICODE_STRING {
    USHORT Length;
    USHORT MaximumLength;
    PWSTR Buffer;
} UNICODE_STRING;
typedef UNICODE_STRING *PUNICODE_STRING;
typedef const UNICODE_STRING *PCUNICODE_STRING;
#endif
#ifndef NTSTATUS
typedef LONG NTSTATUS;
#endif
#ifndef NT_SUCCESS
# define NT_SUCCESS(Status) ((NTSTATUS)(Status) >= 0)
#endif
#ifndef STATUS_SUCCESS
# define STATUS_SUCCESS ((NTSTATUS)0)
#endif
#ifndef STATUS_INVALID_PARAMETER
# define STATUS_INVALID_PARAMETER ((NTSTATUS)0xC000000DL)
#endif
#ifndef STATUS_INVALID_DEVICE_REQUEST
# define STATUS_INVALID_DEVICE_REQUEST ((NTSTATUS)0xC0000010L)
#endif
#ifndef STATUS_BUFFER_TOO_SMALL
# define STATUS_BUFFER_TOO_SMALL ((NTSTATUS)0xC0000023L)
#endif
#ifndef STATUS_WMI_GUID_NOT_FOUND
# define STATUS_WMI_GUID_NOT_FOUND ((NTSTATUS)0xC0000295L)
#endif

typedef ULONG64 TRACEHANDLE, *PTRACEHANDLE;
#ifndef TRACE_MESSAGE_SEQUENCE
# define TRACE_MESSAGE_SEQUENCE 1
# define TRACE_MESSAGE_GUID 2
# define TRACE_MESSAGE_COMPONENTID 4
# define TRACE_MESSAGE_TIMESTAMP 8
# define TRACE_MESSAGE_PERFORMANCE_TIMESTAMP 16
# define TRACE_MESSAGE_SYSTEMINFO 32
# define TRACE_MESSAGE_FLAG_MASK 0xFFFF
#endif
#ifndef TRACE_MESSAGE_MAXIMUM_SIZE
# define TRACE_MESSAGE_MAXIMUM_SIZE (8 * 1024)
#endif
#ifndef TRACE_INFORMATION_CLASS_DEFINE
typedef enum _TRACE_INFORMATION_CLASS {
    TraceIdClass,
    TraceHandleClass,
    TraceEnableFlagsClass,
    TraceEnableLevelClass,
    GlobalLoggerHandleClass,
    EventLoggerHandleClass,
    AllLoggerHandlesClass,
    TraceHandleByNameClass
} TRACE_INFORMATION_CLASS;
#endif
#ifndef WMIREG_ACTION_REGISTER
# define WMIREG_ACTION_REGISTER 1
# define WMIREG_ACTION_DEREGISTER 2
# define WMIREG_ACTION_REREGISTER 3
# define WMIREG_ACTION_UPDATE_GUIDS 4
# define WMIREG_ACTION_BLOCK_IRPS 5
#endif

#ifndef WPP_TRACE
# define WPP_TRACE StorWmiTraceMessage
#endif

typedef LONG (*WMIENTRY_NEW)(UCHAR MinorFunction, PVOID DataPath, ULONG BufferLength, PVOID Buffer, PVOID Context,
    PULONG Size);

`* Shared with the port driver: neither order nor sizes may change. *`
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
} WPP_TRACE_CONTROL_BLOCK, *PWPP_TRACE_CONTROL_BLOCK;

VOID WppCleanupKm(PVOID TraceContext);
#ifndef WPP_CLEANUP
# define WPP_CLEANUP(DriverObject, TraceContext) WppCleanupKm(TraceContext)
#endif

`* Told of every change to what is enabled: #define WPP_PRIVATE_ENABLE_CALLBACK and the name of such a function. *`
typedef VOID (*PFN_WPP_PRIVATE_ENABLE_CALLBACK)(LPCGUID Guid, __int64 Logger, BOOLEAN Enable, ULONG Flags, UCHAR Level);

#ifdef __cplusplus
}
#endif
#endif
