/* What evntrace.h and wmistr.h share between user and kernel mode. */
#ifndef STUB_TRACE_H
#define STUB_TRACE_H

#include "stub_types.h"

typedef ULONG64 TRACEHANDLE, *PTRACEHANDLE;

#define TRACE_LEVEL_NONE 0
#define TRACE_LEVEL_CRITICAL 1
#define TRACE_LEVEL_ERROR 2
#define TRACE_LEVEL_WARNING 3
#define TRACE_LEVEL_INFORMATION 4
#define TRACE_LEVEL_VERBOSE 5

#define TRACE_MESSAGE_SEQUENCE 1
#define TRACE_MESSAGE_GUID 2
#define TRACE_MESSAGE_TIMESTAMP 8
#define TRACE_MESSAGE_SYSTEMINFO 32

#define WNODE_FLAG_TRACED_GUID 0x00020000
#define WMIREG_FLAG_TRACED_GUID 0x00080000
#define WMIREG_FLAG_TRACE_CONTROL_GUID 0x00001000

typedef struct _WNODE_HEADER {
    ULONG BufferSize, ProviderId;
    ULONG64 HistoricalContext;
    LONGLONG TimeStamp;
    GUID Guid;
    ULONG ClientContext, Flags;
} WNODE_HEADER, *PWNODE_HEADER;

typedef struct {
    GUID Guid;
    ULONG Flags, InstanceCount;
    ULONG_PTR InstanceInfo;
} WMIREGGUIDW;
typedef struct {
    ULONG BufferSize, NextWmiRegInfo, RegistryPath, MofResourceName, GuidCount;
    WMIREGGUIDW WmiRegGuid[1];
} WMIREGINFOW, *PWMIREGINFOW, *PWMIREGINFO;

#endif
