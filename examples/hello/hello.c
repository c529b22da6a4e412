/* A driver's worth of trace calls, without the driver. */
#include <ntddk.h>

#include "trace.h"

#include "hello.tmh"

NTSTATUS HelloRead(PVOID Queue, ULONG Length, int State)
{
    TraceEntry(IO);
    if (Length > 4096) {
        TraceError(IO, "queue %p: %u bytes are too many (state %!IoState!): %!STATUS!",
                   Queue, Length, State, STATUS_INVALID_PARAMETER);
        return STATUS_INVALID_PARAMETER;
    }
    return STATUS_SUCCESS;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WPP_INIT_TRACING(DriverObject, RegistryPath);
    TraceEvents(TRACE_LEVEL_INFORMATION, INIT, "hello from %wZ", RegistryPath);
    return HelloRead(NULL, 8192, 1);
}
