#ifndef STUB_UM_EVNTRACE_H
#define STUB_UM_EVNTRACE_H
#include "wmistr.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct _TRACE_GUID_REGISTRATION {
    LPCGUID Guid;
    HANDLE RegHandle;
} TRACE_GUID_REGISTRATION;

typedef struct _EVENT_TRACE_PROPERTIES {
    WNODE_HEADER Wnode;
    ULONG BufferSize, MinimumBuffers, MaximumBuffers, MaximumFileSize, LogFileMode, FlushTimer, EnableFlags;
    LONG AgeLimit;
    ULONG NumberOfBuffers, FreeBuffers, EventsLost, BuffersWritten, LogBuffersLost, RealTimeBuffersLost;
    HANDLE LoggerThreadId;
    ULONG LogFileNameOffset, LoggerNameOffset;
} EVENT_TRACE_PROPERTIES;
#define EVENT_TRACE_CONTROL_QUERY 0

typedef ULONG(__stdcall *WMIDPREQUEST)(WMIDPREQUESTCODE Code, PVOID Context, ULONG *Size, PVOID Buffer);

ULONG RegisterTraceGuidsW(WMIDPREQUEST Callback, PVOID Context, LPCGUID Control, ULONG Count,
                          TRACE_GUID_REGISTRATION *Guids, LPCWSTR Image, LPCWSTR Resource, TRACEHANDLE *Handle);
#define RegisterTraceGuids RegisterTraceGuidsW
ULONG UnregisterTraceGuids(TRACEHANDLE Handle);
TRACEHANDLE GetTraceLoggerHandle(PVOID Buffer);
UCHAR GetTraceEnableLevel(TRACEHANDLE Logger);
ULONG GetTraceEnableFlags(TRACEHANDLE Logger);
ULONG ControlTraceW(TRACEHANDLE Session, LPCWSTR Name, EVENT_TRACE_PROPERTIES *Properties, ULONG Control);
ULONG TraceMessage(TRACEHANDLE Logger, ULONG Options, LPCGUID Guid, USHORT Number, ...);

#ifdef __cplusplus
}
#endif
#endif
