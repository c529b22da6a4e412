/*
 * <evntrace.h> of the Linux build: levels, trace options and the provider side of event tracing,
 * which session.c implements with the sessions of wpp_host.h. Facts: the documentation of the
 * functions on learn.microsoft.com/windows/win32/etw.
 */
#ifndef WPP_EVNTRACE_H
#define WPP_EVNTRACE_H

#include "wmistr.h"
#include "wpp_windef.h"

#define TRACE_LEVEL_NONE 0
#define TRACE_LEVEL_CRITICAL 1
#define TRACE_LEVEL_FATAL 1
#define TRACE_LEVEL_ERROR 2
#define TRACE_LEVEL_WARNING 3
#define TRACE_LEVEL_INFORMATION 4
#define TRACE_LEVEL_VERBOSE 5
#define TRACE_LEVEL_RESERVED6 6
#define TRACE_LEVEL_RESERVED7 7
#define TRACE_LEVEL_RESERVED8 8
#define TRACE_LEVEL_RESERVED9 9

#define TRACE_MESSAGE_SEQUENCE 1
#define TRACE_MESSAGE_GUID 2
#define TRACE_MESSAGE_COMPONENTID 4
#define TRACE_MESSAGE_TIMESTAMP 8
#define TRACE_MESSAGE_PERFORMANCE_TIMESTAMP 16
#define TRACE_MESSAGE_SYSTEMINFO 32

#define EVENT_CONTROL_CODE_DISABLE_PROVIDER 0
#define EVENT_CONTROL_CODE_ENABLE_PROVIDER 1
#define EVENT_CONTROL_CODE_CAPTURE_STATE 2

#define EVENT_TRACE_CONTROL_QUERY 0

/* Logger handle: logger id (16 bits, lowest), level (8), internal flag (8), enable flags (32). */
typedef ULONG64 TRACEHANDLE, *PTRACEHANDLE;
typedef ULONG64 REGHANDLE, *PREGHANDLE;

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

typedef struct _TRACE_GUID_REGISTRATION {
    LPCGUID Guid;
    HANDLE RegHandle;
} TRACE_GUID_REGISTRATION, *PTRACE_GUID_REGISTRATION;

typedef ULONG(WINAPI *WMIDPREQUEST)(WMIDPREQUESTCODE RequestCode, PVOID RequestContext,
                                    ULONG *BufferSize, PVOID Buffer);

#ifdef __cplusplus
extern "C" {
#endif

/* Registers a provider. The callback runs at once when a session has the GUID enabled already, and
 * later on each enable, update and disable, on the thread that calls WppHostEnable. MofImagePath
 * and MofResourceName are not used. ERROR_NOT_ENOUGH_MEMORY when all 64 places are taken. */
ULONG RegisterTraceGuidsW(WMIDPREQUEST RequestAddress, PVOID RequestContext, LPCGUID ControlGuid,
                          ULONG GuidCount, PTRACE_GUID_REGISTRATION TraceGuidReg,
                          LPCWSTR MofImagePath, LPCWSTR MofResourceName,
                          TRACEHANDLE *RegistrationHandle);
#define RegisterTraceGuids RegisterTraceGuidsW
ULONG UnregisterTraceGuids(TRACEHANDLE RegistrationHandle);

/* Of the WNODE_HEADER that the callback gets, and of the handle found there. */
TRACEHANDLE GetTraceLoggerHandle(PVOID Buffer);
UCHAR GetTraceEnableLevel(TRACEHANDLE TraceHandle);
ULONG GetTraceEnableFlags(TRACEHANDLE TraceHandle);

/* Sends one message to the session of the handle: (pointer, SIZE_T size) pairs, ended by a null
 * pointer. Takes no lock and allocates nothing. ERROR_INVALID_HANDLE when the session has ended,
 * ERROR_MORE_DATA when the message is larger than 8 KB or has more than 64 pairs. */
ULONG TraceMessage(TRACEHANDLE LoggerHandle, ULONG MessageFlags, LPCGUID MessageGuid,
                   USHORT MessageNumber, ...);
ULONG TraceMessageVa(TRACEHANDLE LoggerHandle, ULONG MessageFlags, LPCGUID MessageGuid,
                     USHORT MessageNumber, va_list MessageArgList);

#ifdef __cplusplus
}
#endif
#endif
