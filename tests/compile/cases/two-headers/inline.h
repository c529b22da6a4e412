/* A header that traces, and so has a generated header itself. Both sources include it. */
#include "inline.h.tmh"
static __inline__ int twice(int x)
{
    TraceEvents(TRACE_LEVEL_ERROR, INIT, "inline %d", x);
    Print((TRACE_LEVEL_ERROR,
           IO, "inline %d %d", x,
           x));
    return 2 * x;
}
