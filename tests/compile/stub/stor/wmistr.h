/* The system's wmistr.h without what stortrce.h brings itself. */
#ifndef STUB_STOR_WMISTR_H
#define STUB_STOR_WMISTR_H
#include "stub_types.h"

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
