#include "platform.h"
#include "trace.h"
#include "main.tmh"

void f(void);
void f(void) { TraceEvents(TRACE_LEVEL_ERROR, INIT, "x"); }
