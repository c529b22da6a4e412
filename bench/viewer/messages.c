/* Traces the message of tests/viewer/make_etl.py a number of times with LTTng: what babeltrace2 is measured on. */
#define LTTNG_UST_TRACEPOINT_CREATE_PROBES
#define LTTNG_UST_TRACEPOINT_DEFINE
#include "messages_tp.h"

#include <stdlib.h>

int main(int argc, char **argv)
{
    int count = argc > 1 ? atoi(argv[1]) : 1000000;
    for (int i = 0; i < count; i++)
        lttng_ust_tracepoint(viewer_bench, item, i, "queue", i % 7 == 0 ? 0xC0000022u : 0u);
    return 0;
}
