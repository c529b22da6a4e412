/* Recorder logs found in memory, and a walk over the records of some of them in their order. The layout of a log is
 * the recorder's record.h, its records are read by the recorder's record_reader.h. */
#ifndef VIEWER_LOGS_H
#define VIEWER_LOGS_H

#include "format.h"
#include "memory.h"
#include "record_reader.h"

struct log {
    struct text path;             /* of the file, or "process 123" */
    uint64_t place;               /* where it was found: address or offset */
    struct record_log_view view;  /* its bytes are a copy */
    struct text id;               /* LogIdentifier, "default" for a default log without one; printable */
    struct text driver;           /* printable */
    uint64_t present, written, overwritten; /* records; torn ones are among the present */
    uint64_t lost;                /* messages that got no place: too large, or the oldest was still being written */
    uint64_t torn;                /* counted while the log is walked */
    /* of the walk */
    struct record_merge *merge;
    unsigned char *buffer;
    struct record next;
    uint64_t order;
    bool ready;
};

struct logs {
    struct arena *arena;
    struct diag *diag;
    ARENA_LIST(struct log *) found; /* by file, then place */
    size_t newer;                   /* logs of a version that this program does not know */
    size_t damaged;                 /* the magic of a log, but no log */
    size_t copies;                  /* older copies of a log, left out */
    struct table known;             /* private */
};

/* Adds the logs in m. Only logs that stand at the address they name are taken where addresses are known: others are
 * copies of a log. Of several copies in mere bytes the one with most records stays. progress may be NULL. */
void logs_find(struct logs *l, struct memory *m, void (*progress)(void *context, double done), void *context);

/* Logs that count with one counter, or by cycles, have the same domain; records of others have no common order. */
uint64_t logs_domain(const struct log *log);

struct logs_walk {
    struct log **logs;
    size_t count;
    uint64_t number;              /* of the next record where orders are cycles */
};
/* The logs belong to one domain. What the walk needs is in the arena, some 20 KB for each log. */
void logs_start(struct logs_walk *w, struct arena *a, struct log **logs, size_t count);
/* The next record in order; its arguments are valid until the next call. *log is NULL at first and then stays what the
 * call left there. False at the end. *sequence is what %7
 * shows: the record's number in its order. */
bool logs_next(struct logs_walk *w, struct log **log, struct record *r, uint64_t *sequence);

/* The event that a record is. */
struct format_event logs_event(const struct log *log, const struct record *r, uint64_t sequence);

#endif
