#include "platform.h"
#include "trace.h"
#include "main.tmh"

void all(int secret);
void all(int secret)
{
    TraceEvents(TRACE_LEVEL_ERROR, INIT, "private %d", secret);
    Open(TRACE_LEVEL_ERROR, INIT, "public %d %s", secret, "x");
    Maybe(TRACE_LEVEL_ERROR, INIT, "public here %d", secret);
    Never(TRACE_LEVEL_ERROR, INIT, "private here %d", secret);
}
void start(void);
void start(void) { WPP_INIT_TRACING(L"x"); } /* its control GUID is public, too */
