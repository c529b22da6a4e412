/* Kernel mode: the functions that registration and marshalling call. The tests' runtime.c defines them. */
#ifndef STUB_NTDDK_H
#define STUB_NTDDK_H

#include "evntrace.h"
#include "stub_types.h"

#ifdef __cplusplus
extern "C" {
#endif

#define NTKERNELAPI
#define PAGED_CODE() ((void)0)
#define NTDDI_WIN10_RS1 0x0A000002
#define NTDDI_VERSION NTDDI_WIN10_RS1
#define WMIREG_ACTION_REGISTER 1
#define WMIREG_ACTION_DEREGISTER 2
#define RTL_REGISTRY_CONTROL 2
#define RTL_REGISTRY_OPTIONAL 0x80000000
#define RTL_QUERY_REGISTRY_DIRECT 0x20
#define REG_DWORD 4
#define RtlZeroMemory(at, length) memset((at), 0, (length))
#define RtlCopyMemory(to, from, length) memcpy((to), (from), (length))

typedef struct _RTL_QUERY_REGISTRY_TABLE {
    PVOID QueryRoutine;
    ULONG Flags;
    PWSTR Name;
    PVOID EntryContext;
    ULONG DefaultType;
    PVOID DefaultData;
    ULONG DefaultLength;
} RTL_QUERY_REGISTRY_TABLE;

void RtlInitUnicodeString(PUNICODE_STRING To, PCWSTR From);
PVOID MmGetSystemRoutineAddress(PUNICODE_STRING Name);
NTSTATUS IoWMIRegistrationControl(PDEVICE_OBJECT Device, ULONG Action);
NTSTATUS RtlQueryRegistryValues(ULONG Root, PCWSTR Path, RTL_QUERY_REGISTRY_TABLE *Table, PVOID Context, PVOID Environment);
#ifdef __cplusplus
NTSTATUS RtlStringFromGUID(const GUID &Guid, PUNICODE_STRING Text);
#else
NTSTATUS RtlStringFromGUID(const GUID *Guid, PUNICODE_STRING Text);
#endif
void RtlFreeUnicodeString(PUNICODE_STRING Text);
BOOLEAN RtlValidSid(PSID Sid);
ULONG RtlLengthSid(PSID Sid);
LONG WmiTraceMessage(ULONG64 Logger, ULONG Options, LPCGUID Guid, USHORT Number, ...);
LONG WmiQueryTraceInformation(TRACE_INFORMATION_CLASS Class, PVOID Information, ULONG Length, PULONG Required, PVOID Buffer);

#ifdef __cplusplus
}
#endif
#endif
