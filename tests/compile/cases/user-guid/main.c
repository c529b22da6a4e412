#include "platform.h"
#include "runtime.h"
#include "trace.h"
#define WPP_USER_MSG_GUID (01020304,0506,0708,090a,0b0c0d0e0f10)
#include "main.tmh"

int main(void)
{
    static const unsigned char want[16] = {4, 3, 2, 1, 6, 5, 8, 7, 9, 10, 11, 12, 13, 14, 15, 16};
    WPP_INIT_TRACING(L"x");
    runtime_enable(0, 1, 5);
    TraceEvents(TRACE_LEVEL_ERROR, INIT, "%d", 1);
    CHECK(runtime_count == 1 && !memcmp(&EVENT(0).guid, want, 16));
    WPP_CLEANUP();
    return runtime_failures != 0;
}
