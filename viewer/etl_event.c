/* Events inside a buffer. Only the header event and the messages of TraceMessage are looked into; of all others the
 * size is enough, which stands in the first or in the third 16 bits, depending on the kind. Times are ticks of
 * the clock that the file header names, counted from the moment of that header. */
#include <string.h>

#include "etl_read.h"

enum { MARK_EVENT = 0xC0, MARK_MESSAGE = 0x90 };
enum { SYSTEM32 = 1, SYSTEM64, COMPACT32, COMPACT64, FULL32 = 10, INSTANCE32, TIMED, FAILED, WNODE, MESSAGE, PERFINFO32,
       PERFINFO64, EVENT32, EVENT64, FULL64, INSTANCE64 };

static size_t size_of_event(const unsigned char *at, unsigned kind)
{
    size_t first = (size_t)(at[0] | at[1] << 8), third = (size_t)(at[4] | at[5] << 8);
    switch (kind) {
    case SYSTEM32: case SYSTEM64: return third < 32 ? 0 : third;
    case COMPACT32: case COMPACT64: return third < 24 ? 0 : third;
    case PERFINFO32: case PERFINFO64: return third < 16 ? 0 : third;
    case FULL32: case FULL64: case INSTANCE32: case INSTANCE64: return first < 48 ? 0 : first;
    case EVENT32: case EVENT64: return first < 80 ? 0 : first;
    default: return first < 8 ? 0 : first; /* TIMED, FAILED, WNODE: seen in no file */
    }
}

/* a * b / c for b < 2^32 without losing bits or overflowing where the result does not. */
static uint64_t scale(uint64_t a, uint64_t b, uint64_t c)
{
    return a / c * b + (uint64_t)((double)(a % c) * (double)b / (double)c + 0.5);
}

static uint64_t time_of(const struct etl_header *h, uint64_t tick)
{
    const uint64_t second = 10000000;
    if (h->clock == ETL_CLOCK_SYSTEM)
        return tick;
    if (!h->found || h->frequency == 0)
        return 0;
    if (tick >= h->first_tick)
        return h->start + (h->frequency == second ? tick - h->first_tick : scale(tick - h->first_tick, second, h->frequency));
    uint64_t before = scale(h->first_tick - tick, second, h->frequency);
    return before < h->start ? h->start - before : 0;
}

/* False: the fields that the bits promise do not fit. */
static bool read_message(const struct etl_header *h, const unsigned char *at, size_t size, struct etl_message *m)
{
    struct bytes b = bytes_from(at, size);
    *m = (struct etl_message){0};
    bytes_skip(&b, 4);
    m->event.number = bytes_u16(&b);
    m->options = bytes_u16(&b);
    if (m->options & ETL_SEQUENCE)
        m->event.sequence = bytes_u32(&b);
    if (m->options & ETL_GUID) {
        const void *guid = bytes_take(&b, 16);
        if (guid)
            memcpy(m->event.guid.bytes, guid, 16);
    } else if (m->options & ETL_COMPONENT) {
        bytes_skip(&b, 4);
    }
    if (m->options & (ETL_TIME | ETL_PERFORMANCE_TIME)) {
        m->tick = bytes_u64(&b);
        m->event.time = time_of(h, m->tick);
    }
    if (m->options & ETL_SYSTEM) {
        m->event.thread = bytes_u32(&b);
        m->event.process = bytes_u32(&b);
    }
    m->event.arguments = b.at + b.off;
    m->event.argument_size = bytes_left(&b);
    m->event.wchar_size = 2;
    m->event.pointer_size = m->options & ETL_POINTER32 ? 4 : m->options & ETL_POINTER64 || h->pointer_size != 4 ? 8 : 4;
    return !b.bad;
}

enum etl_found etl_event(const struct etl_header *h, const unsigned char *bytes, size_t len, size_t pos,
                         struct etl_message *m, size_t *size)
{
    if (pos > len || len - pos < 8)
        return ETL_END;
    const unsigned char *at = bytes + pos;
    if (memcmp(at, "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 8) == 0)
        return ETL_END;
    size_t left = len - pos, n;
    if ((at[3] & MARK_EVENT) == MARK_EVENT) {
        n = size_of_event(at, at[2]);
        if (n == 0 || n > left)
            return ETL_BAD;
        *size = (n + 7) & ~(size_t)7;
        return ETL_OTHER;
    }
    n = (size_t)(at[0] | at[1] << 8);
    *size = 0;
    if ((at[3] & MARK_MESSAGE) != MARK_MESSAGE || n < 8 || n > left)
        return ETL_BAD;
    *size = (n + 7) & ~(size_t)7;
    return read_message(h, at, n, m) ? ETL_MESSAGE : ETL_BAD;
}

static void read_fields(struct bytes *b, struct etl_header *h)
{
    h->buffer_size = bytes_u32(b);
    h->version = bytes_u32(b);
    h->build = bytes_u32(b);
    h->processors = bytes_u32(b);
    h->end = bytes_u64(b);
    bytes_skip(b, 8); /* timer resolution, maximum file size */
    h->mode = bytes_u32(b);
    h->buffers_written = bytes_u32(b);
    bytes_skip(b, 4); /* start buffers */
    h->pointer_size = bytes_u32(b);
    h->events_lost = bytes_u32(b);
    uint32_t megahertz = bytes_u32(b);
    bytes_skip(b, h->pointer_size == 4 ? 8 : 16); /* addresses of logger name and file name */
    h->bias = (int32_t)bytes_u32(b);
    bytes_skip(b, 168); /* the rest of TIME_ZONE_INFORMATION */
    bytes_skip(b, (8 - b->off % 8) % 8);
    h->boot = bytes_u64(b);
    h->frequency = bytes_u64(b);
    h->start = bytes_u64(b);
    h->clock = bytes_u32(b) & 7; /* ReservedFlags: the clock of the session */
    h->buffers_lost = bytes_u32(b);
    if (h->clock == ETL_CLOCK_CYCLES)
        h->frequency = (uint64_t)megahertz * 1000000;
}

void etl_read_header(const unsigned char *bytes, size_t len, struct etl_header *h)
{
    struct bytes b = bytes_from(bytes, len);
    *h = (struct etl_header){0};
    bytes_seek(&b, ETL_BUFFER_HEADER);
    const unsigned char *at = bytes_take(&b, 8);
    if (!at || (at[3] & MARK_EVENT) != MARK_EVENT || (at[2] != SYSTEM32 && at[2] != SYSTEM64) || at[6] || at[7])
        return;
    bytes_skip(&b, 8);
    h->first_tick = bytes_u64(&b);
    bytes_skip(&b, 8);
    struct bytes fields = bytes_sub(&b, b.off, bytes_left(&b)); /* aligned as in the structure */
    read_fields(&fields, h);
    h->found = !b.bad && !fields.bad;
    if (!h->found)
        *h = (struct etl_header){0};
}
