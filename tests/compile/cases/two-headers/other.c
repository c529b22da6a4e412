#include "platform.h"
#include "trace.h"
#include "inline.h"
#include "other.tmh"

#ifdef __cplusplus
extern "C" int other(int x);
#else
int other(int x);
#endif
int other(int x)
{
    int y = twice(x);
    TraceEvents(TRACE_LEVEL_ERROR, INIT, "other %d", y);
    return y;
}
