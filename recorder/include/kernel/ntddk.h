/*
 * <ntddk.h> for kernel-shaped code that runs in a process, on Linux and on Windows: types, the WMI
 * minor functions, and the few routines that generated kernel-mode headers and small drivers call.
 * kernel_host.c has them. Code that includes this header uses the kernel-mode layout of the WPP
 * control block; the two entry points whose names are the same for both layouts are told apart
 * here.
 */
#ifndef WPP_NTDDK_H
#define WPP_NTDDK_H

#ifdef _WIN32
#define WIN32_NO_STATUS
#include <windows.h>
#undef WIN32_NO_STATUS
#include <winternl.h>
#include <ntstatus.h>
#include <evntprov.h>
#ifndef NT_SUCCESS
#define NT_SUCCESS(status) (((NTSTATUS)(status)) >= 0)
#endif
#else
#include "wpp_windef.h"
#endif
#include <wmistr.h>
#include <evntrace.h>

#ifdef _WIN32
/* The host has what Windows 10 RS1 added, replay on enable, whatever the user-mode headers are set
 * to. */
#ifndef NTDDI_WIN10_RS1
#define NTDDI_WIN10_RS1 0x0A000002
#endif
#undef NTDDI_VERSION
#define NTDDI_VERSION NTDDI_WIN10_RS1

/* Declared by the kernel's own headers, not by those of user mode. */
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

#define WppAutoLogStart WppAutoLogStartKm
#define WppAutoLogStop WppAutoLogStopKm

#ifdef __cplusplus
extern "C" {
#endif

#ifdef _WIN32
typedef struct _DRIVER_OBJECT {
    PVOID DriverExtension;
    VOID(NTAPI *DriverUnload)(struct _DRIVER_OBJECT *DriverObject);
} DRIVER_OBJECT, *PDRIVER_OBJECT;
#endif
typedef struct _DEVICE_OBJECT *PDEVICE_OBJECT;
typedef NTSTATUS(NTAPI DRIVER_INITIALIZE)(PDRIVER_OBJECT DriverObject,
                                          PUNICODE_STRING RegistryPath);
typedef UCHAR KIRQL;

#define PAGED_CODE() ((void)0)
#define NT_ASSERT(condition) ((void)(condition))

#ifndef IRP_MN_QUERY_ALL_DATA
#define IRP_MN_QUERY_ALL_DATA 0x00
#define IRP_MN_QUERY_SINGLE_INSTANCE 0x01
#define IRP_MN_CHANGE_SINGLE_INSTANCE 0x02
#define IRP_MN_CHANGE_SINGLE_ITEM 0x03
#define IRP_MN_ENABLE_EVENTS 0x04
#define IRP_MN_DISABLE_EVENTS 0x05
#define IRP_MN_ENABLE_COLLECTION 0x06
#define IRP_MN_DISABLE_COLLECTION 0x07
#define IRP_MN_REGINFO 0x08
#define IRP_MN_EXECUTE_METHOD 0x09
#endif
#define WMIREG_ACTION_REGISTER 1
#define WMIREG_ACTION_DEREGISTER 2

/* Routines of the host, under names of their own, so that they meet neither ntdll nor each other.
 */
#define MmGetSystemRoutineAddress WppHostGetRoutineAddress
#define IoWMIRegistrationControl WppHostWmiRegistrationControl
#define RtlValidSid WppHostValidSid
#define RtlLengthSid WppHostLengthSid

/* WmiTraceMessage, WmiQueryTraceInformation, EtwRegisterClassicProvider, EtwUnregister,
 * PsGetVersion; NULL for others. */
PVOID WppHostGetRoutineAddress(PUNICODE_STRING SystemRoutineName);

/* The registration of systems before Vista SP1, which the host never asks for.
 * STATUS_NOT_SUPPORTED. */
NTSTATUS WppHostWmiRegistrationControl(PDEVICE_OBJECT DeviceObject, ULONG Action);

BOOLEAN WppHostValidSid(PSID Sid);
ULONG WppHostLengthSid(PSID Sid);

/* Writes to standard error. */
ULONG DbgPrint(PCSTR Format, ...);

#ifdef __cplusplus
}
#endif
#endif
