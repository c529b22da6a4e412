#include "platform.h"
#include "trace.h"
#include "main.tmh"

void f(void);
void f(void) { WPP_INIT_TRACING(L"x"); TraceEvents(TRACE_LEVEL_ERROR, INIT, "x"); }
