#include "platform.h"
#include "runtime.h"
#include "trace.h"
#include "main.tmh"

int main(void)
{
    WPP_INIT_TRACING(L"x");
    runtime_enable(0, 0x80000000, 5);
    TraceEvents(TRACE_LEVEL_ERROR, INIT, "first");
    CHECK(runtime_count == 0);
    TraceEvents(TRACE_LEVEL_ERROR, F30, "last");
    CHECK(runtime_count == 1 && WPP_BIT_F30 == 32);
    WPP_CLEANUP();
    return runtime_failures != 0;
}
