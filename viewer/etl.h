/* WPP messages out of an .etl file, oldest first, in memory that does not grow with it.
 *
 * An .etl is a row of buffers, all of one size, each filled by one processor:
 *
 *     buffer  = WMI_BUFFER_HEADER (72 bytes), events at multiples of 8, 0xFF up to the end
 *     event   = a header whose fourth byte tells its kind: 0xC0 with the kind of event in the third byte, or
 *               0x90 for a message of TraceMessage, which is what WPP sends:
 *               size (16) | reserved (8) | 0x90 (8) | message number (16) | TRACE_MESSAGE_ bits (16), then,
 *               as the bits say: sequence (32), GUID or component id (128/32), time (64), thread and process
 *               (32 each), and the arguments
 *
 * The first event of the first buffer is the TRACE_LOGFILE_HEADER with the clock, the pointer size and what was
 * lost. Layouts are those of evntrace.h and evntcons.h (public), of the buffer header as other open readers have
 * it, and of the nine genuine captures of the findneedle set.
 *
 * A damaged buffer is reported and passed over; the next one is looked for. Compressed ones, too: how they are
 * packed is not published. Numbers are little-endian. */
#ifndef VIEWER_ETL_H
#define VIEWER_ETL_H

#include "format.h"
#include "input.h"

enum etl_clock { ETL_CLOCK_QPC = 1, ETL_CLOCK_SYSTEM = 2, ETL_CLOCK_CYCLES = 3 };

/* The file header; times are FILETIMEs. */
struct etl_header {
    bool found;               /* else all the rest is zero, and messages have no time */
    uint32_t buffer_size, version, build, processors, mode, pointer_size, buffers_written, events_lost, buffers_lost;
    uint32_t clock;           /* enum etl_clock */
    uint64_t frequency;       /* of the clock, in ticks a second */
    uint64_t start, end, boot;
    uint64_t first_tick;      /* what the clock showed at `start` */
    int32_t bias;             /* minutes that UTC is ahead of the recording machine's time */
};

/* TRACE_MESSAGE_ bits. */
enum { ETL_SEQUENCE = 1, ETL_GUID = 2, ETL_COMPONENT = 4, ETL_TIME = 8, ETL_PERFORMANCE_TIME = 16, ETL_SYSTEM = 32,
       ETL_POINTER32 = 64, ETL_POINTER64 = 128 };

struct etl_message {
    struct format_event event;
    unsigned options;         /* ETL_ bits: what of event is there */
    uint64_t tick;            /* raw time */
};

struct etl_counts {
    uint64_t buffers, messages, others;    /* others: events that are not WPP's */
    uint64_t compressed, damaged;          /* buffers */
    uint64_t no_buffer_bytes;              /* bytes between and behind buffers */
    uint64_t lost_events, lost_buffers;    /* by the logger, as the file says */
};

struct etl {
    struct input input;
    struct etl_header header;
    struct etl_counts counts;
    /* private */
    struct etl_place { uint64_t offset, time; uint32_t processor, used; } *places; /* buffers by processor and time */
    size_t place_count, place_cap;
    struct etl_stream {
        size_t next, end;     /* its places */
        unsigned char *bytes; /* the buffer at hand */
        size_t len, pos, cap;
        struct etl_message message;
        bool ready;
    } *streams;
    size_t stream_count, current;
    uint64_t limit;           /* the time up to which the current stream goes on */
    bool given;               /* the current stream's message was */
    unsigned reports;
};

/* Reads the headers of all buffers. False: reported; there is nothing to close. */
bool etl_open(struct etl *e, struct text path, struct diag *d);
/* The same for bytes in memory, which stay the caller's. */
bool etl_open_bytes(struct etl *e, struct text name, struct text bytes, struct diag *d);
/* The next message by time; messages of one processor keep their order. Its arguments are valid until the next
 * call. False at the end. */
bool etl_next(struct etl *e, struct etl_message *message);
/* How much of the file has been looked at, from 0 to 1. */
double etl_progress(const struct etl *e);
void etl_close(struct etl *e);

#endif
