#include "platform.h"
#include "runtime.h"
#include "trace.h"
#include "inline.h"
#include "main.tmh"

#ifdef __cplusplus
extern "C" int other(int x);
#else
int other(int x);
#endif

static GUID guid_of(int n) { return runtime_events[n].guid; }

int main(void)
{
    #if ENABLE_WPP_RECORDER
    const int step = 2; /* each call leaves a session and a recorder event */
#else
    const int step = 1;
#endif
    GUID a, b, c;
    WPP_INIT_TRACING(L"x");
    runtime_enable(0, 3, 5);
    CHECK(twice(4) == 8);
    TraceEvents(TRACE_LEVEL_ERROR, INIT, "main %d %s", 1, "two");
    CHECK(other(5) == 10);
    CHECK(runtime_count == 6 * step);
    CHECK(runtime_events[0].id == 10 && runtime_events[step].id == 11 && runtime_events[2 * step].id == 10);
    a = guid_of(0), b = guid_of(2 * step), c = guid_of(5 * step);
    CHECK(memcmp(&a, &b, sizeof a) && memcmp(&b, &c, sizeof a) && memcmp(&a, &c, sizeof a));
    a = guid_of(step), b = guid_of(4 * step);
    CHECK(!memcmp(&a, &b, sizeof a)); /* the header's, from either source */
    WPP_CLEANUP();
    return runtime_failures != 0;
}
