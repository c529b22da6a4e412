/* The LTTng side, in a file of its own: its headers and the recorder's do not meet. */
#define LTTNG_UST_TRACEPOINT_CREATE_PROBES
#define LTTNG_UST_TRACEPOINT_DEFINE
#include "bench_lttng_tp.h"

#include "bench_lttng.h"

bool bench_lttng_enabled(void)
{
    return lttng_ust_tracepoint_enabled(recorder_bench, one_int);
}

void bench_lttng_ints(unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        lttng_ust_tracepoint(recorder_bench, one_int, (int)i);
}

void bench_lttng_strings(unsigned count, const char *text)
{
    for (unsigned i = 0; i < count; i++)
        lttng_ust_tracepoint(recorder_bench, one_string, text);
}
