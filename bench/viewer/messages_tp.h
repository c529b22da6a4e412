/* The message of tests/viewer/make_etl.py as an LTTng event. */
#undef LTTNG_UST_TRACEPOINT_PROVIDER
#define LTTNG_UST_TRACEPOINT_PROVIDER viewer_bench
#undef LTTNG_UST_TRACEPOINT_INCLUDE
#define LTTNG_UST_TRACEPOINT_INCLUDE "messages_tp.h"

#if !defined(MESSAGES_TP_H) || defined(LTTNG_UST_TRACEPOINT_HEADER_MULTI_READ)
#define MESSAGES_TP_H

#include <lttng/tracepoint.h>

LTTNG_UST_TRACEPOINT_EVENT(viewer_bench, item, LTTNG_UST_TP_ARGS(int, item, const char *, name, unsigned, status),
                           LTTNG_UST_TP_FIELDS(lttng_ust_field_integer(int, item, item) lttng_ust_field_string(name, name)
                                                   lttng_ust_field_integer_hex(unsigned, status, status)))

#endif
#include <lttng/tracepoint-event.h>
