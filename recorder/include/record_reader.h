/*
 * Reading recorder logs (record.h) from any bytes: a snapshot, a log file, a core file, a minidump,
 * one's own memory. Nothing is believed before it is checked against the length, so damaged bytes
 * give an error or fewer records, never a read outside. No allocation, no global state.
 */
#ifndef RECORD_READER_H
#define RECORD_READER_H

#include "record.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A checked log inside bytes that somebody else owns and keeps. */
struct record_log_view {
    const unsigned char *bytes; /* from the magic on */
    size_t size;                /* = header.region_size */
    struct record_log_header header;
};

/* What a ring says about itself. written = whole + torn + overwritten; lost messages are counted
 * apart. */
struct record_ring_view {
    struct record_ring ring;
    uint64_t written;     /* records that ever got a place */
    uint64_t present;     /* of these, in the ring now */
    uint64_t overwritten; /* pushed out by newer ones */
};

/* One record. `arguments` points into the caller's buffer. */
struct record {
    uint64_t order;
    uint64_t number; /* of the record in its ring, from 0 */
    uint64_t time;   /* FILETIME; 0 = none */
    const unsigned char *arguments;
    size_t argument_size;
    uint32_t flags; /* WPP_BIT_ value of the message */
    uint16_t message_number;
    uint8_t level;
    uint8_t partition; /* enum record_partition */
    uint16_t ring;
    unsigned char guid[16];
};

enum record_result {
    RECORD_WHOLE, /* a record was given */
    RECORD_TORN,  /* a place whose writer did not finish, or whose check fails; it was skipped */
    RECORD_END
};

/* Walks one ring from the oldest record to the newest. */
struct record_walk {
    const struct record_log_view *log;
    struct record_ring_view ring;
    uint32_t offset; /* words */
    uint32_t left;   /* words that are still to be looked at */
    uint64_t number; /* expected next */
};

/* A walk of all rings at once, in the order of record.order; the order inside a ring is kept, and
 * an order that goes back there (a signal handler traced between the two steps of another message)
 * is raised. The arguments of the record given last stay valid until the next call. About 20 KB. */
struct record_merge {
    unsigned ring_count;
    uint64_t torn;                   /* records met so far whose writer did not finish */
    struct record_merge_ring *taken; /* whose record was given last */
    struct record_merge_ring {
        struct record_walk walk;
        struct record next;
        uint64_t order;
        bool ready;
        unsigned char *buffer;
    } rings[RECORD_RINGS_MAX];
};

/* Checks the log that starts at bytes[0]: magic, version, geometry, header check, all rings inside
 * `size`. False: there is none. The view keeps the pointer. */
bool record_log_open(struct record_log_view *log, const void *bytes, size_t size);

/* Finds the first log at or after *offset in steps of 8 bytes, and opens it. *offset becomes its
 * place. False: no more. Whoever goes on starts at *offset + log->size. */
bool record_log_find(struct record_log_view *log, const void *bytes, size_t size, size_t *offset);

/* Ring `index` < header.ring_count. False: its numbers make no sense. */
bool record_ring_open(const struct record_log_view *log, unsigned index,
                      struct record_ring_view *ring);

bool record_walk_start(struct record_walk *walk, const struct record_log_view *log, unsigned index);

/* `buffer` receives the argument bytes and has room for RECORD_RING_UNITS_MAX * RECORD_UNIT bytes.
 */
enum record_result record_walk_next(struct record_walk *walk, struct record *record,
                                    unsigned char *buffer);

/* Starts a merged walk. `buffer` has room for log->size bytes and lives as long as the walk. */
void record_merge_start(struct record_merge *merge, const struct record_log_view *log,
                        unsigned char *buffer);

/* The next record of all rings; false at the end. Torn places are counted in merge->torn. */
bool record_merge_next(struct record_merge *merge, struct record *record);

/* Copies a log of this process while others trace to it. `copy` has room for the log's region_size
 * and is 8-byte aligned. Afterwards it is a log by itself that holds, for each ring, exactly the
 * records that were complete at one moment and still there at a later one; what left meanwhile
 * counts as overwritten, and what a writer had not finished is torn. May be called in a signal
 * handler. False: `live` is not a log. */
bool record_snapshot(const struct record_log_header *live, void *copy, size_t size);

#ifdef __cplusplus
}
#endif
#endif
