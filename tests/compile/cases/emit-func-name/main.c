#include "platform.h"
#include "trace.h"
#include "main.tmh"

void one(int x);
void two(void);
void one(int x) { TraceEvents(TRACE_LEVEL_ERROR, INIT, "%d", x); }
void two(void) { Trace(TRACE_LEVEL_ERROR, "two"); }
