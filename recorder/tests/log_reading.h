/* Reading logs in tests: a snapshot of a handle, its records in an array, and the sums of its
 * rings. */
#ifndef LOG_READING_H
#define LOG_READING_H

#include "record_reader.h"

#include <stdlib.h>
#include <string.h>

#define LOG_RECORDS_MAX 4096

struct log_reading {
    uint64_t *bytes; /* the log; owned */
    struct record_log_view view;
    struct record records[LOG_RECORDS_MAX];
    unsigned char *arguments; /* all of them; owned */
    size_t count;
    uint64_t torn, written, overwritten, dropped, too_large;
};

/* Reads a log that is in memory. NULL: there is none, or a rule of the layout is broken. */
static inline struct log_reading *log_read(const void *bytes, size_t size)
{
    static struct record_merge merge;
    struct log_reading *log = calloc(1, sizeof *log);
    struct record record;
    size_t used = 0;
    log->bytes = malloc(size + 8);
    memcpy(log->bytes, bytes, size);
    if (!record_log_open(&log->view, log->bytes, size)) {
        free(log->bytes);
        free(log);
        return NULL;
    }
    log->arguments = malloc(log->view.size);
    unsigned char *buffer = malloc(log->view.size);
    for (unsigned i = 0; i < log->view.header.ring_count; i++) {
        struct record_ring_view ring;
        record_ring_open(&log->view, i, &ring);
        log->written += ring.written;
        log->overwritten += ring.overwritten;
        log->dropped += ring.ring.dropped;
        log->too_large += ring.ring.too_large;
    }
    record_merge_start(&merge, &log->view, buffer);
    while (record_merge_next(&merge, &record) && log->count < LOG_RECORDS_MAX) {
        memcpy(log->arguments + used, record.arguments, record.argument_size);
        record.arguments = log->arguments + used;
        used += record.argument_size;
        log->records[log->count++] = record;
    }
    log->torn = merge.torn;
    free(buffer);
    return log;
}

static inline struct log_reading *log_snapshot(const void *live)
{
    const struct record_log_header *header = live;
    uint64_t *copy = malloc((size_t)header->region_size);
    struct log_reading *log = NULL;
    if (record_snapshot(header, copy, (size_t)header->region_size))
        log = log_read(copy, (size_t)header->region_size);
    free(copy);
    return log;
}

static inline void log_done(struct log_reading *log)
{
    free(log->arguments);
    free(log->bytes);
    free(log);
}

static inline int record_int(const struct record *record)
{
    int value;
    memcpy(&value, record->arguments, sizeof value);
    return value;
}

#endif
