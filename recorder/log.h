/*
 * One log: the region of record.h and the object a RECORDER_LOG handle points to. Handle objects
 * are never given back to the system, so that a message with a handle deleted long ago finds a log
 * that says so.
 */
#ifndef RECORDER_LOG_H
#define RECORDER_LOG_H

#include "platform.h"
#include "record.h"
#include "settings.h"

enum recorder_log_state {
    RECORDER_LOG_OFF =
        0, /* the default log of a driver that has none: messages are for live sessions only */
    RECORDER_LOG_OPEN = 1,
    RECORDER_LOG_CLOSED = 2 /* deleted */
};

/* What a message asks a log first, in one word: enum recorder_log_state | RECORD_OPTION_ bits |
 * enum record_order. */
#define RECORDER_GATE(state, options, order)                                                       \
    ((uint64_t)(state) | (uint64_t)(options) << 16 | (uint64_t)(order) << 32)
#define RECORDER_GATE_STATE(gate) ((uint32_t)(gate)&0xFFFFu)
#define RECORDER_GATE_OPTIONS(gate) ((uint32_t)((gate) >> 16) & 0xFFFFu)
#define RECORDER_GATE_ORDER(gate) ((uint32_t)((gate) >> 32))
/* The usual log: open, no time stamps, ordered by the cycle counter. */
#define RECORDER_GATE_USUAL RECORDER_GATE(RECORDER_LOG_OPEN, 0, RECORD_ORDER_CYCLES)

/* The order of the records of all logs that share it, when the cycle counter is not used. */
struct recorder_counter {
    unsigned char before[64]; /* nobody else's data on the cache line of the counter */
    uint64_t next;            /* the number of the next record; atomic */
    uint32_t users;           /* drivers that own or have linked it; under the runtime's lock */
    unsigned char after[64];
};

struct recorder_driver;

struct recorder_log {
    /* Read for each message. */
    uint64_t gate; /* RECORDER_GATE(state, options, order); atomic */
    uint16_t general_rings;
    uint8_t has_error_ring;
    struct record_ring *rings;
    unsigned char *region; /* starts with the struct record_log_header */
    struct recorder_counter *counter;
    ptrdiff_t processor_place; /* of recorder_processor */
    /* The rest belongs to the control path, under its lock. */
    struct recorder_driver *driver;
    struct recorder_log *next;
    struct recorder_memory memory;
};

struct recorder_log_plan {
    uint32_t total_bytes;
    uint32_t error_bytes; /* at most half of the total */
    uint32_t options;
    uint32_t log_tag;
    enum record_log_kind kind;
    const char *identifier;   /* need not be terminated */
    size_t identifier_length; /* at most RECORD_IDENTIFIER_MAX */
    const char *path;         /* file of the region, or NULL */
};

/* Lays out a region and opens the log. Sizes are rounded down to words, and a general partition is
 * cut into one ring per processor, each of at least 1024 bytes; smaller ones stay whole. False: no
 * memory, the log stays off. */
bool recorder_log_open(struct recorder_log *log, const struct recorder_log_plan *plan,
                       const struct record_driver_context *context,
                       struct recorder_counter *counter, const struct recorder_settings *settings);

/* Marks the region deleted, gives it back and leaves the log in `state`. */
void recorder_log_close(struct recorder_log *log, enum recorder_log_state state);

/* Width of a WCHAR in the traced program, which may differ from the library's own (-fshort-wchar).
 */
uint8_t recorder_wchar_size(void);

static inline bool recorder_log_is_open(const struct recorder_log *log)
{
    return RECORDER_GATE_STATE(__atomic_load_n(&log->gate, __ATOMIC_ACQUIRE)) == RECORDER_LOG_OPEN;
}

static inline struct record_log_header *recorder_log_header(const struct recorder_log *log)
{
    return (struct record_log_header *)log->region;
}

/* Cuts to RECORD_IDENTIFIER_MAX characters and to the first NUL; the rest of the field is zeroed.
 */
void recorder_log_identify(struct recorder_log *log, const char *identifier, size_t length);

void recorder_log_set_options(struct recorder_log *log, uint32_t options);
void recorder_log_set_counter(struct recorder_log *log, struct recorder_counter *counter);

#endif
