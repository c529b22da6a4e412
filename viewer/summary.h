/* The summary of a run of tracefmt: what was read, lost and unknown, and how often each message came. Its parts and
 * the columns of its table are those Microsoft documents for the Summary Message File. */
#ifndef VIEWER_SUMMARY_H
#define VIEWER_SUMMARY_H

#include "etl.h"
#include "show.h"

struct summary_row { struct tmf_guid guid; unsigned number; uint64_t count; const struct tmf_message *message; };

struct summary {
    struct arena *arena;
    struct summary_row *rows;       /* hash table */
    size_t row_count, row_cap;
    uint64_t beyond;                /* messages not in the table, which damaged input made too large */
    uint64_t first, last;           /* times met */
    struct etl_counts counts;       /* of all files together */
    ARENA_LIST(struct text) files;
};

void summary_count(struct summary *s, const struct format_event *e, const struct tmf_message *m);
void summary_file(struct summary *s, struct text path, const struct etl_counts *counts);
void summary_write(const struct summary *s, const struct show *show, struct buffer *out);

#endif
