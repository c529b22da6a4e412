#include "platform.h"
#include "runtime.h"
#include "trace.h"

static int calls, captures;
static LPCGUID last_guid;
static ULONG last_flags;
static UCHAR last_level;
static BOOLEAN last_enable;
static void enabled(LPCGUID Guid, TRACEHANDLE Logger, BOOLEAN Enable, ULONG Flags, UCHAR Level)
{
    (void)Logger;
    calls++;
    last_guid = Guid, last_flags = Flags, last_level = Level, last_enable = Enable;
}
static void captured(LPCGUID Guid, TRACEHANDLE Logger, ULONG Flags, UCHAR Level)
{
    (void)Guid, (void)Logger, (void)Flags, (void)Level;
    captures++;
}
#include "main.tmh"

int main(void)
{
    ULONG size = 7;
    static WPP_TRACE_CONTROL_BLOCK elsewhere;
    static void *owner = &owner; /* a block that nobody has claimed */
    PWPP_TRACE_CONTROL_BLOCK second;
    WPP_INIT_TRACING(L"app");
    WPP_INIT_TRACING(L"app"); /* again is harmless */
    /* The stand-in for the registry says: flags 0x80000003, of which the highest bit is not a flag, level 5. */
    CHECK(WPP_CB[0].Control.Flags[0] == 3 && WPP_CB[0].Control.Level == 5 && WPP_CB[0].Control.Logger == 0x7777);
    CHECK(runtime_registered == 2 && WPP_CB[1].Control.Next == NULL && WPP_CB[1].Control.FlagsLen == 1);
    runtime_enable(1, 1, 2);
    CHECK(calls == 1 && last_guid == WPP_CB[1].Control.ControlGuid && last_flags == 1 && last_level == 2 && last_enable);
    CHECK(last_guid == &WPP_ThisDir_CTLGUID_Second);
    TraceEvents(TRACE_LEVEL_ERROR, OTHER, "%d", 1);
    CHECK(runtime_count > 0 && runtime_events[0].logger == 0x1001);
    runtime_disable(1);
    CHECK(calls == 2 && !last_enable && !WPP_CB[1].Control.Logger);
    CHECK(WppControlCallback(WMI_GET_ALL_DATA, &WPP_CB[0], &size, NULL) == ERROR_INVALID_PARAMETER && size == 0);
    CHECK(captures == 0);
    /* Forwarding to the block of another module. */
    second = &WPP_CB[1].Control;
    WPP_SET_FORWARD_PTR(OTHER, WPP_VER_WHISTLER_CB_FORWARD_PTR, &owner);
    CHECK(owner == second && second->Options == WPP_VER_LH_CB_FORWARD_PTR);
    second->Options = WPP_VER_WHISTLER_CB_FORWARD_PTR;
    second->Cb = &elsewhere;
    runtime_enable(1, 6, 4);
    CHECK(elsewhere.Flags[0] == 6 && elsewhere.Level == 4 && second->Flags[0] == 0);
    WPP_CB[1].Control.UmRegistrationHandle = 2;
    WPP_CLEANUP();
    WPP_CLEANUP(); /* again is harmless */
#if ENABLE_WPP_RECORDER
    CHECK(runtime_started == 1 && runtime_stopped == 1);
#endif
    CHECK(runtime_registered == 0);
    return runtime_failures != 0;
}
