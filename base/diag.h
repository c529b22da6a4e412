/* Diagnostics that point: path:line:column, one sentence, the source line and a caret under the span.
 *
 *     driver.c:41:26: error: unknown type 'TIMESTMP' in trace message [unknown-type]
 *        41 |     TraceEvents(TRACE_LEVEL_ERROR, INIT, "at %!TIMESTMP!", t);
 *           |                                              ^~~~~~~~
 *
 * or, for Visual Studio and MSBuild, `driver.c(41,26): error WPP2001: unknown type ... [unknown-type]`.
 * Each diagnostic has a kind: a stable name that can be switched off or made an error, and a number. */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include <stdio.h>

#include "source.h"

enum diag_level { DIAG_WARNING, DIAG_ERROR };
enum diag_style { DIAG_GCC, DIAG_MSVC };

struct diag_kind {
    const char *name;      /* "unknown-type" */
    unsigned number;       /* 2001 is shown as WPP2001 */
    enum diag_level level; /* only warnings can be switched off */
    bool off;              /* a warning that has to be asked for */
};

enum { DIAG_MAX_ERRORS = 20 };

struct diag {
    FILE *out;
    struct arena *arena;
    const char *program;      /* names what has no place in a file */
    enum diag_style style;
    bool color, warnings_are_errors, no_warnings;
    ARENA_LIST(struct text) enabled, disabled; /* kind names of -W<name> and -Wno-<name> */
    size_t errors, warnings;
    bool last_shown;          /* whether the notes that follow are shown */
};

/* Reports at a span; a NULL source gives "tracewpp: error: ...". Returns whether it counted as an error. */
bool diag_report(struct diag *d, const struct diag_kind *kind, struct span at, const char *format, ...);
/* The other place that explains the report before it; silent when that one was. */
void diag_note(struct diag *d, struct span at, const char *format, ...);
/* True after DIAG_MAX_ERRORS errors: nothing more is shown, and work should stop. */
static inline bool diag_full(const struct diag *d) { return d->errors >= DIAG_MAX_ERRORS; }
bool diag_enabled(const struct diag *d, const struct diag_kind *kind);

static inline struct span span_none(void) { return (struct span){0}; }
static inline struct span span_of(const struct source *s, struct text t) /* t points into s->bytes */
{
    size_t begin = (size_t)(t.at - s->bytes.at);
    return (struct span){s, begin, begin + t.len};
}

#endif
