/* Storport: its wrappers are all a miniport sees of the kernel. The tests' runtime.c defines them. */
#ifndef STUB_STORTRCE_H
#define STUB_STORTRCE_H

#include "stub_types.h"

#ifdef __cplusplus
extern "C" {
#endif

#define TRACE_LEVEL_CRITICAL 1
#define TRACE_LEVEL_ERROR 2
#define TRACE_LEVEL_WARNING 3
#define TRACE_LEVEL_INFORMATION 4
#define TRACE_LEVEL_VERBOSE 5

ULONG StorWmiTraceMessage(ULONG64 Logger, ULONG Options, LPCGUID Guid, USHORT Number, ...);
NTSTATUS StorWmiQueryTraceInformation(int Class, PVOID Information, ULONG Length, PULONG Required, PVOID Buffer);
NTSTATUS StorInitTracing(PVOID InitInfo);
void StorCleanupTracing(PVOID Context);
NTSTATUS StorIoWMIRegistrationControl(PVOID Block, ULONG Action);
void StorMemSet(PVOID At, UCHAR Value, ULONG Length);
void StorMoveMemory(PVOID To, const void *From, ULONG Length);
void StorRtlInitUnicodeString(PUNICODE_STRING To, PCWSTR From);

#ifdef __cplusplus
}
#endif
#endif
