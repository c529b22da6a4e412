#include "platform.h"
#include "runtime.h"
#include "trace.h"
#include "main.tmh"

int main(void)
{
    PDRIVER_OBJECT driver = NULL;
    PCUNICODE_STRING path = NULL;
    WPP_INIT_TRACING(driver, path);
    runtime_enable(0, 1, 5);
    CHECK(TraceEvents(TRACE_LEVEL_ERROR, INIT, "%d", 1) == 1);
#if ENABLE_WPP_RECORDER
    CHECK(runtime_started == 1 && runtime_count == 2 && EVENT(0).log == &runtime_default_log);
#endif
    WPP_CLEANUP(driver);
    CHECK(runtime_registered == 0);
    return runtime_failures != 0;
}
