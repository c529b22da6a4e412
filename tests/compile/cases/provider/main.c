#include "platform.h"
#include "runtime.h"
#include "trace.h"
#include "main.tmh"

static void all(int n)
{
    CHECK(TraceEvents(TRACE_LEVEL_ERROR, INIT, "%d %s", n++, "text") == 1);
    CHECK(n == 8 && last_event == 8 && last_number == 7 && !strcmp(last_text, "text"));
    Print((TRACE_LEVEL_ERROR, IO, "%I64d", /* the name of a call is that of its last line */
           (long long)n));
    CHECK(last_event == 11 && last_number == 8);
    Dbg(TRACE_LEVEL_ERROR, IO, ("%p %d", &n, 5));
    CHECK(last_event == 13 && last_number == 5);
    Check(-3);
    CHECK(last_event == 15 && last_number == -3 && !strcmp(last_text, "-3"));
    CHECK(WPP_ENABLED_Product(2, 1));
    enabled = 0;
    CHECK(TraceEvents(TRACE_LEVEL_ERROR, INIT, "%d", n++) == 0);
    CHECK(n == 8 && last_event == 15);
}

int main(void)
{
    WPP_INIT_TRACING(L"x");
    CHECK(registered == 1);
    all(7);
    WPP_CLEANUP();
    CHECK(registered == 0);
    return runtime_failures != 0;
}
