#include "a.tmh"

void f(int status)
{
    WPP_INIT_TRACING(NULL, NULL);
    TraceEvents(TRACE_LEVEL_ERROR, INIT, "failed %!STATUS! at %d", status, 12);
    DoTraceMessage(INIT, "no arguments");
}
