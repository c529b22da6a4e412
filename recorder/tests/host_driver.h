/* A hand-written stand-in for a generated header: user-mode control block, WPP_CB, and a call of
 * the recorder. */
#ifndef HOST_DRIVER_H
#define HOST_DRIVER_H

#include <windows.h>

#include <evntrace.h>
#include <stdlib.h>

#define WPP_CB test_control
#define WPP_CONTROL(bit) (test_control[(bit) >> 16])

struct test_control {
    struct test_control *Next;
    TRACEHANDLE UmRegistrationHandle;
    TRACEHANDLE Logger;
    UCHAR FlagsLen;
    UCHAR Level;
    USHORT Options;
    ULONG Flags[1];
    LPCGUID ControlGuid;
    PVOID AutoLogContext;
    USHORT AutoLogVerboseEnabled;
    USHORT AutoLogAttachToMiniDump;
};

static struct test_control test_control[2];
static const GUID test_guid = {
    0x81b20fea, 0x73a8, 0x4b62, {0x95, 0xbc, 0x35, 0x44, 0x77, 0xc9, 0x7a, 0x6f}};
static const GUID message_guid = {0x01020304, 0x0506, 0x3708, {9, 10, 11, 12, 13, 14, 15, 16}};

NTSTATUS WppAutoLogTrace(PVOID AutoLogContext, UCHAR MessageLevel, ULONG MessageFlags,
                         LPGUID MessageGuid, USHORT MessageNumber, ...);
VOID WppAutoLogStart(struct test_control *WppCb, PVOID DrvObj, PCUNICODE_STRING RegPath);
VOID WppAutoLogStop(struct test_control *WppCb);
VOID imp_WppRecorderReplay(PVOID WppCb, TRACEHANDLE WppTraceHandle, ULONG EnableFlags,
                           UCHAR EnableLevel);

#include "WppRecorder.h"

static inline void driver_start(void)
{
    static WCHAR path[] = L"\\Registry\\Machine\\System\\CurrentControlSet\\Services\\testdrv";
    UNICODE_STRING registry_path;
    memset(test_control, 0, sizeof test_control);
    test_control[0].Next = &test_control[1];
    test_control[0].ControlGuid = test_control[1].ControlGuid = &test_guid;
    RtlInitUnicodeString(&registry_path, path);
    WppAutoLogStart(test_control, NULL, &registry_path);
}

static inline void driver_stop(void)
{
    WppAutoLogStop(test_control);
}

static inline NTSTATUS trace_bytes(const void *log, UCHAR level, USHORT number, const void *bytes,
                                   size_t size)
{
    return WppAutoLogTrace((PVOID)log, level, 1, (LPGUID)&message_guid, number, bytes, (SIZE_T)size,
                           NULL);
}

static inline NTSTATUS trace_int(const void *log, UCHAR level, int value)
{
    return trace_bytes(log, level, 10, &value, sizeof value);
}

#endif
