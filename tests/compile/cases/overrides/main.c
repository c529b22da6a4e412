#include "platform.h"
#include "runtime.h"
#include "trace.h"
#include "main.tmh"

char my_log;
static int traced, recorded, unregistered;
ULONG my_trace(TRACEHANDLE Logger, ULONG Options, LPCGUID Guid, USHORT Number, ...)
{
    CHECK(Options == 99 && Guid && Number >= 10);
#if !ENABLE_WPP_RECORDER || ENABLE_WPP_TRACE_FILTERING_WITH_WPP_RECORDER
    CHECK(Logger == 42);
#else
    (void)Logger;
#endif
    traced++;
    return 0;
}
NTSTATUS my_recorder(PVOID Log, UCHAR Level, ULONG Flags, LPCGUID Guid, USHORT Number, ...)
{
    CHECK(Guid && Number >= 10 && Flags && Log && Level);
    recorded += Log == &my_log;
    return 0;
}
void my_debug(const char *format, ...) { (void)format; }
ULONG my_unregister(TRACEHANDLE Handle)
{
    unregistered++;
    return UnregisterTraceGuids(Handle);
}

int main(void)
{
    int value;
    WPP_INIT_TRACING(L"x");
    my_blocks[0].Control.Level = 5;
    value = TraceEvents(TRACE_LEVEL_ERROR, INIT, "%s", "one byte of this");
    CHECK(value == 1);
    value = TraceEvents(TRACE_LEVEL_WARNING, INIT, "session only");
#if !ENABLE_WPP_RECORDER
    CHECK(traced == 2 && recorded == 0 && value == 1);
#elif ENABLE_WPP_TRACE_FILTERING_WITH_WPP_RECORDER
    CHECK(traced == 2 && recorded == 1 && value == 1);
#else
    CHECK(traced == 1 && recorded == 1 && value == 0);
#endif
    traced = recorded = 0;
    CHECK(LogTo(INIT, &my_log, TRACE_LEVEL_ERROR, "a derived one asks the project's macros") == 1);
#if ENABLE_WPP_RECORDER
    CHECK(recorded == 1); /* its own handle */
#endif
    CHECK(WPP_CB == my_blocks);
    WPP_CLEANUP();
    CHECK(unregistered == 1 && WPP_CB == (WPP_CB_TYPE *)&WPP_CB);
    return runtime_failures != 0;
}
