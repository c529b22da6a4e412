#include "platform.h"
#include "runtime.h"
#include "trace.h"
#include "main.tmh"

int main(void)
{
    WPP_INIT_TRACING(L"x");
    runtime_enable(0, 1, 5);
    CHECK(TraceEvents(TRACE_LEVEL_ERROR, INIT, "%d", 1) == 1 && runtime_count == 1);
    WPP_CLEANUP();
    return runtime_failures != 0;
}
