#include "platform.h"
#include "runtime.h"
#include "trace.h"
#define arc_c (not an identifier)
#define CALL 0
#include "arc.tmh"

int main(void)
{
    WPP_INIT_TRACING(L"x");
    runtime_enable(0, 1, 5);
    TraceEvents(TRACE_LEVEL_ERROR, INIT, "%d", 1);
    Print((TRACE_LEVEL_ERROR, INIT,
           "%d", 2));
    CHECK(runtime_events[0].id == 10 && runtime_events[runtime_count - 1].id == 11);
    WPP_CLEANUP();
    return runtime_failures != 0;
}
