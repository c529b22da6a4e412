/* LTTng-UST tracepoints in a loop; only there when the benchmark is built with the library. */
#ifndef BENCH_LTTNG_H
#define BENCH_LTTNG_H

#include <stdbool.h>

bool bench_lttng_enabled(void); /* a session records the events */
void bench_lttng_ints(unsigned count);
void bench_lttng_strings(unsigned count, const char *text);

#endif
