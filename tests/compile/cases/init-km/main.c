#include "platform.h"
#include "runtime.h"
#include "trace.h"

static int calls;
static BOOLEAN last_enable;
static void enabled(LPCGUID Guid, __int64 Logger, BOOLEAN Enable, ULONG Flags, UCHAR Level)
{
    (void)Guid, (void)Logger, (void)Flags, (void)Level;
    calls++;
    last_enable = Enable;
}
#include "main.tmh"

int main(void)
{
    const int wmi = getenv("WPP_TEST_OLD_KERNEL") != NULL;
    ULONG size;
    PVOID driver = NULL;
    WPP_INIT_TRACING(driver, NULL)
    WPP_INIT_TRACING(driver, NULL); /* again is harmless */
    CHECK(WPPTraceSuite == (wmi ? WppTraceWinXP : WppTraceServer08));
    CHECK(runtime_registered == 2 && WPP_CB[0].Control.Next == &WPP_CB[1].Control && !WPP_CB[1].Control.Next);
    if (wmi) /* asked for the global logger when WMI asked for GUIDs */
        CHECK(WPP_CB[0].Control.Flags[0] == 3 && WPP_CB[0].Control.Level == 5);
    runtime_enable(1, 1, 2);
    CHECK(calls == 1 && last_enable && WPP_CB[1].Control.Flags[0] == 1 && WPP_CB[1].Control.Level == 2);
    TraceEvents(TRACE_LEVEL_ERROR, OTHER, "%d", 1);
    CHECK(runtime_count > 0 && (runtime_events[0].logger & 0xFFFF) == 0x1001);
    runtime_disable(1);
    CHECK(calls == 2 && !last_enable && !WPP_CB[1].Control.Logger);
    CHECK(WppTraceCallback(0x06, NULL, 0, NULL, WPP_CB, &size) == STATUS_SUCCESS);
    CHECK(WppTraceCallback(0x77, NULL, 0, NULL, WPP_CB, &size) == STATUS_INVALID_DEVICE_REQUEST);
    CHECK(WppTraceCallback(0x04, NULL, 0, NULL, NULL, &size) == STATUS_WMI_GUID_NOT_FOUND);
#if ENABLE_WPP_RECORDER
    CHECK(runtime_started >= 1 && (wmi || runtime_replayed == 1));
#endif
    WPP_CLEANUP(driver);
    CHECK(runtime_registered == 0);
    return runtime_failures != 0;
}
