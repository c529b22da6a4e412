#include "platform.h"
#include "trace.h"
#define WPP_PUBLIC_
#include "hidden.tmh"

void other(int secret);
void other(int secret) { TraceEvents(TRACE_LEVEL_ERROR, INIT, "everything without a filter %d", secret); }
