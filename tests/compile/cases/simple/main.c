#include "platform.h"
#include "runtime.h"
#include "trace.h"
#include "main.tmh"

int main(void)
{
    WPP_INIT_TRACING(L"x");
    Say("hello %d", 1);
    CHECK(runtime_count == 1 && EVENT(0).logger == 0x7777 && BYTES(EVENT(0), "\1\0\0\0"));
    TraceEvents(1, anything, "%s", "x");
    CHECK(runtime_count == 2 && BYTES(EVENT(0), "x\0"));
    DoTraceMessage(whatever, "level");
    CHECK(runtime_count == 3);
    WPP_CLEANUP();
    return runtime_failures != 0;
}
