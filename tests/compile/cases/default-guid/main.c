#include "platform.h"
#include "runtime.h"
#include "main.tmh"

int main(void)
{
    WPP_INIT_TRACING(L"x");
    runtime_enable(0, 2, 0);
    DoTraceMessage(Noise, "not enabled");
    CHECK(runtime_count == 0);
    DoTraceMessage(Unusual, "%s", "enabled");
    CHECK(runtime_count == 1 && BYTES(EVENT(0), "enabled\0"));
    WPP_CLEANUP();
    return runtime_failures != 0;
}
