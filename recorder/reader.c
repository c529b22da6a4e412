/*
 * Checking and walking logs. The hard point is a place without a readable size: a writer that was
 * killed between its reservation and its first store leaves the words of older records there. The
 * walk then looks word by word for the next header with a number that is due; a number and its
 * check do not fit by accident.
 */
#include "record_reader.h"

#include <string.h>

static uint64_t load_word(const unsigned char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

static bool header_sane(const struct record_log_header *header, size_t size)
{
    return memcmp(header->magic, RECORD_MAGIC, RECORD_MAGIC_SIZE) == 0
           && header->version == RECORD_VERSION && header->header_size == sizeof *header
           && header->ring_header_size == sizeof(struct record_ring) && header->ring_count >= 1
           && header->ring_count <= RECORD_RINGS_MAX && header->general_rings >= 1
           && header->general_rings <= header->ring_count && header->region_size <= size
           && header->region_size
                  >= sizeof *header + header->ring_count * sizeof(struct record_ring)
           && header->check == record_header_check(header);
}

bool record_log_open(struct record_log_view *log, const void *bytes, size_t size)
{
    struct record_ring_view ring;
    if (size < sizeof log->header)
        return false;
    memcpy(&log->header, bytes, sizeof log->header);
    if (!header_sane(&log->header, size))
        return false;
    log->bytes = bytes;
    log->size = (size_t)log->header.region_size;
    for (unsigned i = 0; i < log->header.ring_count; i++)
        if (!record_ring_open(log, i, &ring))
            return false;
    return true;
}

bool record_log_find(struct record_log_view *log, const void *bytes, size_t size, size_t *offset)
{
    const unsigned char *at = bytes;
    for (; *offset <= size && size - *offset >= sizeof log->header; *offset += RECORD_UNIT)
        if (memcmp(at + *offset, RECORD_MAGIC, RECORD_MAGIC_SIZE) == 0
            && record_log_open(log, at + *offset, size - *offset))
            return true;
    return false;
}

bool record_ring_open(const struct record_log_view *log, unsigned index,
                      struct record_ring_view *view)
{
    struct record_ring *ring = &view->ring;
    memcpy(ring, log->bytes + sizeof log->header + index * sizeof *ring, sizeof *ring);
    const uint64_t state = ring->state;
    if (ring->units > RECORD_RING_UNITS_MAX || ring->data % RECORD_UNIT != 0
        || ring->data > log->size || (uint64_t)ring->units * RECORD_UNIT > log->size - ring->data)
        return false;
    if (RECORD_STATE_USED(state) > ring->units
        || (RECORD_STATE_USED(state) != 0 && RECORD_STATE_TAIL(state) >= ring->units))
        return false;
    view->written = record_ring_total(state, ring->half_laps);
    view->present = RECORD_STATE_COUNT(state);
    if (view->present > view->written)
        return false;
    view->overwritten = view->written - view->present;
    return true;
}

bool record_walk_start(struct record_walk *walk, const struct record_log_view *log, unsigned index)
{
    walk->log = log;
    if (index >= log->header.ring_count || !record_ring_open(log, index, &walk->ring))
        return false;
    walk->offset = RECORD_STATE_TAIL(walk->ring.ring.state);
    walk->left = RECORD_STATE_USED(walk->ring.ring.state);
    walk->number = walk->ring.overwritten;
    return true;
}

/* The word `ahead` words behind the walk's place. */
static uint64_t word_at(const struct record_walk *walk, uint32_t ahead)
{
    uint32_t at = walk->offset + ahead;
    if (at >= walk->ring.ring.units)
        at -= walk->ring.ring.units;
    return load_word(walk->log->bytes + walk->ring.ring.data + (size_t)at * RECORD_UNIT);
}

static bool check_fits(const struct record_walk *walk, uint32_t ahead, uint64_t header)
{
    const uint32_t units = RECORD_HEADER_UNITS(header);
    const uint64_t bare = RECORD_HEADER(RECORD_HEADER_NUMBER(header), units, 0, 0);
    uint64_t sum = 0;
    for (uint32_t i = RECORD_WORD_GUID; i < units; i++)
        sum = record_check_word(sum, word_at(walk, ahead + i));
    return (bare | RECORD_HEADER(0, 0, 1, 0)
            | record_check_finish(sum, word_at(walk, ahead + RECORD_WORD_DETAIL),
                                  word_at(walk, ahead + RECORD_WORD_ORDER), bare))
           == header;
}

/* Whether a whole record of a number that is still due starts `ahead` words from here. */
static bool record_at(const struct record_walk *walk, uint32_t ahead)
{
    const uint64_t header = word_at(walk, ahead);
    const uint32_t units = RECORD_HEADER_UNITS(header);
    const uint32_t later =
        (RECORD_HEADER_NUMBER(header) - (uint32_t)walk->number) & RECORD_NUMBER_MASK;
    return RECORD_HEADER_COMMITTED(header) && units >= RECORD_HEAD_WORDS
           && units <= walk->left - ahead && later < walk->ring.written - walk->number
           && check_fits(walk, ahead, header);
}

static void advance(struct record_walk *walk, uint32_t words)
{
    walk->left -= words;
    walk->offset += words;
    if (walk->offset >= walk->ring.ring.units)
        walk->offset -= walk->ring.ring.units;
}

/* Steps over a torn place: by the size in its busy mark, else to the next whole record, else to the
 * end. The header of a record whose check fails is not believed. */
static void skip_torn(struct record_walk *walk)
{
    const uint64_t header = word_at(walk, 0);
    const uint32_t units = RECORD_HEADER_UNITS(header);
    const uint32_t due = (uint32_t)walk->number & RECORD_NUMBER_MASK;
    if (header == RECORD_HEADER(due, units, 0, RECORD_BUSY_CHECK) && units >= RECORD_HEAD_WORDS
        && units <= walk->left) {
        advance(walk, units);
        walk->number++;
        return;
    }
    uint32_t ahead = 1;
    while (ahead < walk->left && !record_at(walk, ahead))
        ahead++;
    if (ahead < walk->left)
        walk->number += (RECORD_HEADER_NUMBER(word_at(walk, ahead)) - (uint32_t)walk->number)
                        & RECORD_NUMBER_MASK;
    else
        walk->number = walk->ring.written;
    advance(walk, ahead);
}

static bool take_record(struct record_walk *walk, struct record *record, unsigned char *buffer)
{
    const uint64_t header = word_at(walk, 0), detail = word_at(walk, RECORD_WORD_DETAIL);
    const uint32_t units = RECORD_HEADER_UNITS(header), filling = RECORD_DETAIL_FILLING(detail);
    uint32_t next = RECORD_HEAD_WORDS;
    const uint64_t guid[2] = {word_at(walk, RECORD_WORD_GUID), word_at(walk, RECORD_WORD_GUID + 1)};
    memcpy(record->guid, guid, sizeof guid);
    record->order = word_at(walk, RECORD_WORD_ORDER);
    record->number = walk->number;
    record->flags = RECORD_DETAIL_FLAGS(detail);
    record->message_number = RECORD_DETAIL_NUMBER(detail);
    record->level = RECORD_DETAIL_LEVEL(detail);
    record->partition = (uint8_t)walk->ring.ring.partition;
    record->ring = walk->ring.ring.index;
    record->time = 0;
    if (RECORD_DETAIL_TIMED(detail)) {
        if (units <= RECORD_HEAD_WORDS)
            return false;
        record->time = word_at(walk, next++);
    }
    if ((size_t)(units - next) * RECORD_UNIT < filling)
        return false;
    record->arguments = buffer;
    record->argument_size = (size_t)(units - next) * RECORD_UNIT - filling;
    for (uint32_t i = 0; next < units; i++, next++) {
        const uint64_t word = word_at(walk, next);
        memcpy(buffer + (size_t)i * RECORD_UNIT, &word, sizeof word);
    }
    return true;
}

enum record_result record_walk_next(struct record_walk *walk, struct record *record,
                                    unsigned char *buffer)
{
    if (walk->left == 0)
        return RECORD_END;
    const uint32_t due = (uint32_t)walk->number & RECORD_NUMBER_MASK;
    if (RECORD_HEADER_NUMBER(word_at(walk, 0)) == due && record_at(walk, 0)
        && take_record(walk, record, buffer)) {
        advance(walk, RECORD_HEADER_UNITS(word_at(walk, 0)));
        walk->number++;
        return RECORD_WHOLE;
    }
    skip_torn(walk);
    return RECORD_TORN;
}

static void merge_fetch(struct record_merge *merge, struct record_merge_ring *ring)
{
    enum record_result result;
    for (;;) {
        const uint64_t number = ring->walk.number;
        result = record_walk_next(&ring->walk, &ring->next, ring->buffer);
        if (result != RECORD_TORN)
            break;
        merge->torn += ring->walk.number - number;
    }
    ring->ready = result == RECORD_WHOLE;
    if (ring->ready && ring->next.order > ring->order)
        ring->order = ring->next.order;
}

void record_merge_start(struct record_merge *merge, const struct record_log_view *log,
                        unsigned char *buffer)
{
    merge->torn = 0;
    merge->taken = NULL;
    merge->ring_count = log->header.ring_count;
    for (unsigned i = 0; i < merge->ring_count; i++) {
        struct record_merge_ring *ring = &merge->rings[i];
        ring->order = 0;
        ring->ready = false;
        if (record_walk_start(&ring->walk, log, i)) {
            ring->buffer = buffer + ring->walk.ring.ring.data;
            merge_fetch(merge, ring);
        }
    }
}

bool record_merge_next(struct record_merge *merge, struct record *record)
{
    struct record_merge_ring *first = NULL;
    if (merge->taken)
        merge_fetch(merge, merge->taken);
    for (unsigned i = 0; i < merge->ring_count; i++) {
        struct record_merge_ring *ring = &merge->rings[i];
        if (ring->ready && (!first || ring->order < first->order))
            first = ring;
    }
    merge->taken = first;
    if (!first)
        return false;
    *record = first->next;
    record->order = first->order;
    return true;
}
