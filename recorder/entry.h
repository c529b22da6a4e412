/*
 * The binary entry points that generated headers declare for themselves and call, here for the
 * library's own files. In the headers WppCb has the type WPP_CB_TYPE *; nothing but its address and
 * its layout matter.
 */
#ifndef RECORDER_ENTRY_H
#define RECORDER_ENTRY_H

#include "nt.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Records one message; ... = (const void *data, SIZE_T size) pairs, ended by a null pointer. Safe
 * on any thread and in signal handlers. A NULL context means the default log of the driver started
 * last. STATUS_INSUFFICIENT_RESOURCES: lost and counted in the ring; STATUS_INVALID_HANDLE: no log
 * there; STATUS_DEVICE_NOT_READY: no driver. */
NTSTATUS WppAutoLogTrace(PVOID AutoLogContext, UCHAR MessageLevel, ULONG MessageFlags,
                         LPGUID MessageGuid, USHORT MessageNumber, ...);

/* Start and stop recording for a driver, user-mode layout of the control block. RegPath, a
 * PCUNICODE_STRING that may be NULL, names the service. Starting twice is harmless. */
VOID WppAutoLogStart(PVOID WppCb, PVOID DrvObj, const void *RegPath);
VOID WppAutoLogStop(PVOID WppCb);

/* The same for the kernel-mode layout; <ntddk.h> of include/kernel maps the names. */
VOID WppAutoLogStartKm(PVOID WppCb, PVOID DrvObj, const void *RegPath);
VOID WppAutoLogStopKm(PVOID WppCb, PVOID DrvObj);

/* When EnableFlags holds 0x40000000: sends the records of the driver's logs, merged, to the session
 * of the handle. */
VOID imp_WppRecorderReplay(PVOID WppCb, ULONG64 WppTraceHandle, ULONG EnableFlags,
                           UCHAR EnableLevel);

#ifdef __cplusplus
}
#endif
#endif
