/*
 * The bytes of an in-flight recorder log, as they stand in memory, in a snapshot file, in a core
 * file and in a minidump. A program that has none of the driver's symbols finds a log by its 16
 * byte magic, checks the header and walks the records; record_reader.h does so.
 *
 *   region    = header (256 bytes), one ring header of 128 bytes per ring, then each ring's data
 *   ring data = `units` words of 8 bytes, used as a circle: a record may run over the end to the
 * start record    = RECORD_HEAD_WORDS fixed words, [FILETIME word], argument bytes filled up to a
 * word
 *
 * All numbers are in the byte order of the machine that recorded, and every part is 8-byte aligned.
 * The first `general_rings` rings form the general partition, one ring for each group of
 * processors; one more ring, when error_partition_size is not 0, takes TRACE_LEVEL_ERROR alone. A
 * ring never moves.
 *
 * Why a killed writer does no harm. A writer reserves its words with one compare-and-swap of
 * `state`, which also pushes whole oldest records out and counts them; stores the first word as
 * "busy" with its number and size; stores the rest; then stores the first word again, now committed
 * and with a check over the others, with release order. Whatever instruction is the last one, each
 * record is absent, busy or whole. The check is there for what order cannot promise: pages of a
 * file that were written back separately.
 */
#ifndef RECORD_H
#define RECORD_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#define RECORD_ASSERT(condition, text) static_assert(condition, text)
#else
#define RECORD_ASSERT(condition, text) _Static_assert(condition, text)
#endif

#define RECORD_MAGIC "tracewpp IFR log" /* 16 bytes, without a terminating NUL */
#define RECORD_MAGIC_SIZE 16
#define RECORD_VERSION 1
#define RECORD_REGION_ALIGNMENT                                                                    \
    64 /* a log starts at a multiple of this in memory; in a file at any multiple of 8 */
#define RECORD_IDENTIFIER_MAX 16 /* characters; WPP documents 16 for LogIdentifier */
#define RECORD_UNIT 8 /* bytes of a word: the unit of all offsets and sizes inside a ring */
#define RECORD_RING_UNITS_MAX 8191 /* 64 KB less a word: a size fits the 13 bits of `state` */
#define RECORD_RINGS_MAX 65        /* 64 general rings and the error ring */

/* What the number in a record's second word is. Records of one log, and of all logs with the same
 * counter_id, are merged by it; inside one ring the ring's own order goes first. */
enum record_order {
    RECORD_ORDER_COUNTER = 1, /* a counter shared by the logs: 0, 1, 2, ... */
    RECORD_ORDER_CYCLES =
        2 /* the processor's time-stamp counter; comparable on one machine, not a time */
};

enum record_log_kind { RECORD_LOG_DEFAULT = 1, RECORD_LOG_CUSTOM = 2 };
enum record_log_state { RECORD_LOG_LIVE = 1, RECORD_LOG_DELETED = 2 };
enum record_partition { RECORD_PARTITION_GENERAL = 0, RECORD_PARTITION_ERROR = 1 };

/* Bits of record_log_header.options. */
#define RECORD_OPTION_TIMESTAMP 0x1u /* records carry a FILETIME (100 ns since 1601, UTC) */
#define RECORD_OPTION_PRECISE                                                                      \
    0x2u /* read from the precise clock, not at the resolution of the system tick */

/* Who recorded. Grouped logs of one driver have the same `instance`. */
struct record_driver_context {
    unsigned char
        control_guid[16]; /* first WPP control GUID, in the memory layout of a Windows GUID */
    uint64_t process_id;
    uint64_t
        instance;  /* differs between starts of the recorder in one process and between processes */
    char name[64]; /* service name: last component of the registry path, UTF-8, NUL terminated */
};

struct record_log_header {
    char magic[RECORD_MAGIC_SIZE];
    uint16_t version;     /* RECORD_VERSION; a reader refuses a newer one */
    uint16_t header_size; /* sizeof(struct record_log_header) */
    uint32_t check;       /* record_header_check(): the bytes from `version` to `state` */
    uint64_t region_size; /* bytes from the magic to the end of the last ring */
    uint64_t address;     /* of this header in the recording process: names the log */
    uint16_t ring_count;  /* all rings */
    uint16_t general_rings;
    uint16_t ring_header_size; /* sizeof(struct record_ring) */
    uint8_t pointer_size;      /* 4 or 8: width of %p arguments */
    uint8_t wchar_size;        /* 2 or 4: width of one WCHAR of string arguments */
    uint32_t
        total_buffer_size; /* TotalBufferSize after clipping: bytes for records, both partitions */
    uint32_t
        error_partition_size; /* of these, for TRACE_LEVEL_ERROR alone; 0 = no such partition */
    uint8_t order;            /* enum record_order */
    uint8_t kind;             /* enum record_log_kind */
    uint8_t reserved_checked[6];

    uint32_t state;      /* enum record_log_state */
    uint32_t options;    /* RECORD_OPTION_ bits */
    uint64_t counter_id; /* equal in logs that share a sequence counter (WppRecorderLinkCounters) */
    uint32_t log_tag;    /* LogTag of RECORDER_LOG_CREATE_PARAMS */
    uint32_t identifier_length;
    char identifier[24]; /* at most RECORD_IDENTIFIER_MAX characters, filled with NUL */
    uint64_t created;    /* FILETIME */
    uint64_t reserved0;
    struct record_driver_context driver;
    unsigned char reserved1[32];
};

/* `state` and the counters are written with atomic operations while the log is live. */
struct record_ring {
    uint64_t state;     /* see below */
    uint64_t half_laps; /* how often the 27 bit record number passed a multiple of 2^26; see
                           record_ring_total */
    uint64_t
        dropped; /* messages lost because the place of the oldest record was still being written */
    uint64_t too_large; /* messages lost because they can never fit this ring */
    uint32_t units;     /* size of the data, in words */
    uint16_t partition; /* enum record_partition */
    uint16_t index;     /* position in the ring table */
    uint64_t data;      /* offset of the data from the log header, bytes */
    unsigned char reserved[80];
};

/* state: number of the oldest record (27 bits, highest) | records in the ring (11) | words they
 * take (13) | offset of the oldest record in words (13, lowest). The next record's number is oldest
 * + count; its offset tail + used. */
#define RECORD_NUMBER_BITS 27
#define RECORD_NUMBER_MASK ((UINT32_C(1) << RECORD_NUMBER_BITS) - 1)
#define RECORD_STATE_TAIL(state) ((uint32_t)(state)&0x1FFFu)
#define RECORD_STATE_USED(state) ((uint32_t)((state) >> 13) & 0x1FFFu)
#define RECORD_STATE_COUNT(state) ((uint32_t)((state) >> 26) & 0x7FFu)
#define RECORD_STATE_OLDEST(state) ((uint32_t)((state) >> 37))
#define RECORD_STATE_NEXT(state)                                                                   \
    ((RECORD_STATE_OLDEST(state) + RECORD_STATE_COUNT(state)) & RECORD_NUMBER_MASK)
#define RECORD_STATE(oldest, count, used, tail)                                                    \
    ((uint64_t)(oldest) << 37 | (uint64_t)(count) << 26 | (uint64_t)(used) << 13 | (uint64_t)(tail))

/* First word of a record: check (23 bits) | committed (1) | size in words (13) | number (27,
 * lowest). */
#define RECORD_HEADER_NUMBER(word) ((uint32_t)(word)&RECORD_NUMBER_MASK)
#define RECORD_HEADER_UNITS(word) ((uint32_t)((word) >> RECORD_NUMBER_BITS) & 0x1FFFu)
#define RECORD_HEADER_COMMITTED(word) ((uint32_t)((word) >> 40) & 1u)
#define RECORD_HEADER_CHECK(word) ((uint32_t)((word) >> 41))
#define RECORD_HEADER(number, units, committed, check)                                             \
    ((uint64_t)(check) << 41 | (uint64_t)(committed) << 40                                         \
     | (uint64_t)(units) << RECORD_NUMBER_BITS | (uint64_t)(number))
#define RECORD_BUSY_CHECK 0x2B5A5Du /* check field of a record whose writer has not finished */

/* Words of a record: header, order, detail, message GUID (2), [FILETIME], arguments. */
#define RECORD_WORD_HEADER 0
#define RECORD_WORD_ORDER 1
#define RECORD_WORD_DETAIL 2
#define RECORD_WORD_GUID 3
#define RECORD_HEAD_WORDS 5

/* Detail word: message flags (32 bits, lowest) | message number (16) | level (8) | filling bytes of
 * the last word (3) | unused (4) | a FILETIME word follows the GUID (1, highest). */
#define RECORD_DETAIL(flags, number, level, filling, timed)                                        \
    ((uint64_t)(uint32_t)(flags) | (uint64_t)(uint16_t)(number) << 32                              \
     | (uint64_t)(uint8_t)(level) << 48 | (uint64_t)(filling) << 56 | (uint64_t)(timed) << 63)
#define RECORD_DETAIL_FILL(argument_bytes)                                                         \
    ((uint64_t)(-(uint32_t)(argument_bytes) & (RECORD_UNIT - 1)) << 56)
#define RECORD_DETAIL_FLAGS(word) ((uint32_t)(word))
#define RECORD_DETAIL_NUMBER(word) ((uint16_t)((word) >> 32))
#define RECORD_DETAIL_LEVEL(word) ((uint8_t)((word) >> 48))
#define RECORD_DETAIL_FILLING(word) ((uint32_t)((word) >> 56) & 7u)
#define RECORD_DETAIL_TIMED(word) ((uint32_t)((word) >> 63))

RECORD_ASSERT(sizeof(struct record_driver_context) == 96, "layout of record_driver_context");
RECORD_ASSERT(sizeof(struct record_log_header) == 256, "layout of record_log_header");
RECORD_ASSERT(offsetof(struct record_log_header, region_size) == 24, "layout of record_log_header");
RECORD_ASSERT(offsetof(struct record_log_header, total_buffer_size) == 48,
              "layout of record_log_header");
RECORD_ASSERT(offsetof(struct record_log_header, state) == 64, "layout of record_log_header");
RECORD_ASSERT(offsetof(struct record_log_header, identifier) == 88, "layout of record_log_header");
RECORD_ASSERT(offsetof(struct record_log_header, driver) == 128, "layout of record_log_header");
RECORD_ASSERT(sizeof(struct record_ring) == 128, "layout of record_ring");
RECORD_ASSERT(offsetof(struct record_ring, data) == 40, "layout of record_ring");
RECORD_ASSERT(sizeof(RECORD_MAGIC) == RECORD_MAGIC_SIZE + 1, "the magic has 16 characters");

/* One step of the check: over the words from the GUID to the end, then the detail word, then the
 * order word, which is the one that the writer has to wait for. */
static inline uint64_t record_check_word(uint64_t sum, uint64_t word)
{
    return ((sum << 9) | (sum >> 55)) + word;
}

/* The check of a record, in its place in the header: `sum` over the words from the GUID on;
 * `header` holds number and size alone. */
static inline uint64_t record_check_finish(uint64_t sum, uint64_t detail, uint64_t order,
                                           uint64_t header)
{
    sum = record_check_word(record_check_word(sum, detail), order) ^ header;
    return sum * UINT64_C(0x9E3779B97F4A7C15) & RECORD_HEADER(0, 0, 0, UINT64_C(0x7FFFFF));
}

/* FNV-1a over the unchanging bytes of a header from `version` to `state`, its check field counted
 * as zero. */
static inline uint32_t record_header_check(const struct record_log_header *header)
{
    const unsigned char *bytes = (const unsigned char *)header;
    uint32_t sum = 2166136261u;
    for (size_t i = RECORD_MAGIC_SIZE; i < offsetof(struct record_log_header, state); i++) {
        const size_t check = offsetof(struct record_log_header, check);
        const unsigned char byte = i >= check && i < check + sizeof header->check ? 0 : bytes[i];
        sum = (sum ^ byte) * 16777619u;
    }
    return sum;
}

/* How many records a ring has taken since it was made, from its state and half_laps. The writer of
 * a number that is a multiple of 2^26 adds the half lap after its reservation and before its
 * commit, so the count is at most one behind, and the parity of half_laps tells when it is.
 * Overwritten = this - records present. */
static inline uint64_t record_ring_total(uint64_t state, uint64_t half_laps)
{
    const uint32_t number = RECORD_STATE_NEXT(state), half = UINT32_C(1)
                                                             << (RECORD_NUMBER_BITS - 1);
    if ((half_laps & 1u) != (number >= half))
        half_laps++;
    return half_laps << (RECORD_NUMBER_BITS - 1) | (number & (half - 1));
}

#ifdef __cplusplus
}
#endif
#endif
