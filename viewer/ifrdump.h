/* What the parts of the command ifrdump share. */
#ifndef VIEWER_IFRDUMP_H
#define VIEWER_IFRDUMP_H

#include "ifrdump_options.h"
#include "logs.h"
#include "sink.h"

struct ifrdump {
    struct arena arena;        /* of the whole run */
    struct diag diag;
    struct ifrdump_options options;
    struct formats formats;
    struct show show;
    struct sink sink;
    struct buffer out, text;
    uint64_t shown;
};

/* ifrdump_list.c: the table of logs, in the form asked for. */
void ifrdump_list(struct ifrdump *d, struct log **logs, size_t count);
/* The two lines and the table with which !rcdrlogdump begins. */
void ifrdump_rcdrkd_head(struct ifrdump *d, struct log **logs, size_t count);

/* ifrdump_records.c: the records of logs, one log after the other or merged, filtered. */
void ifrdump_records(struct ifrdump *d, struct log **logs, size_t count);
/* One record, if the filters let it pass. */
void ifrdump_record(struct ifrdump *d, const struct log *log, const struct record *r, uint64_t sequence);
void ifrdump_flush(struct ifrdump *d);

/* ifrdump_follow.c: prints what is there and what comes; returns when the inputs are gone. */
bool ifrdump_follow(struct ifrdump *d);
/* ifrdump.c: finds the logs of all inputs, in the arena. False: an input could not be read (reported). */
bool ifrdump_find(struct ifrdump *d, struct arena *a, struct logs *l);
/* Those that --log asks for, in place; the count that stays. */
size_t ifrdump_choose(struct ifrdump *d, struct logs *l);

#endif
