/* The first pass over an .etl: the 72 bytes in front of each buffer. All buffers of a file have the size that the
 * first one names, so the next header is where the last buffer ends; when it is not, it is searched for in steps
 * of 8 bytes, with all that is known about headers as the pattern. 32 bytes are kept for each buffer, that is
 * half a megabyte for a gigabyte of buffers of 64 KB. */
#include <stdlib.h>
#include <string.h>

#include "etl_read.h"

static const struct diag_kind damaged = {"damaged-buffer", 3401, DIAG_WARNING, false};
static const struct diag_kind compressed = {"compressed-buffer", 3402, DIAG_WARNING, false};
enum { REPORTS = 10, WINDOW = 1 << 16 };

void etl_report(struct etl *e, uint64_t offset, bool packed, const char *what)
{
    if (packed)
        e->counts.compressed++;
    else
        e->counts.damaged++;
    if (e->reports >= REPORTS)
        return;
    diag_report(e->input.diag, packed ? &compressed : &damaged, span_none(), "%.*s: offset 0x%llx: %s%s",
                TEXT_ARG(e->input.path), (unsigned long long)offset, what,
                ++e->reports == REPORTS ? "; more are only counted" : "");
}

/* False: this is no buffer's header. `expected` is the size of all buffers, 0 when it is not known yet. */
static bool read_buffer_header(const unsigned char *at, uint32_t expected, struct etl_buffer *h)
{
    struct bytes b = bytes_from(at, ETL_BUFFER_HEADER);
    h->size = bytes_u32(&b);
    uint32_t saved = bytes_u32(&b);
    bytes_skip(&b, 8);
    h->time = bytes_u64(&b);
    bytes_skip(&b, 16); /* sequence number; clock type and frequency */
    h->processor = bytes_u16(&b);
    bytes_skip(&b, 6); /* logger id, state */
    h->used = bytes_u32(&b);
    h->flags = bytes_u16(&b);
    h->type = bytes_u16(&b);
    if (!(h->flags & ETL_FLAG_PROCESSOR_INDEX))
        h->processor &= 0xFF; /* the other byte is an alignment */
    if (h->used < ETL_BUFFER_HEADER || h->used > h->size)
        h->used = saved; /* where older loggers leave it */
    return h->size >= 1024 && h->size <= ETL_BUFFER_MOST && h->size % 8 == 0 && (!expected || h->size == expected) &&
           h->used >= ETL_BUFFER_HEADER && h->used <= h->size && h->type < ETL_TYPE_LAST;
}

static void keep(struct etl *e, uint64_t offset, const struct etl_buffer *h)
{
    uint64_t left = e->input.size - offset;
    uint32_t used = h->used < left ? h->used : (uint32_t)left;
    if (used < h->used)
        etl_report(e, offset, false, "the file ends inside this buffer");
    if (e->place_count == e->place_cap) {
        e->place_cap = e->place_cap ? e->place_cap * 2 : 64;
        e->places = base_realloc(e->places, e->place_cap * sizeof *e->places);
    }
    e->places[e->place_count++] = (struct etl_place){offset, h->time, h->processor % ETL_PROCESSORS, used};
}

/* One buffer whose header makes sense. */
static void take_buffer(struct etl *e, uint64_t offset, const struct etl_buffer *h)
{
    e->counts.buffers++;
    if (h->flags & ETL_FLAG_COMPRESSED)
        etl_report(e, offset, true, "a compressed buffer; it is passed over");
    else if (h->type == ETL_TYPE_GENERIC || h->type == ETL_TYPE_RUNDOWN || h->type == ETL_TYPE_HEADER)
        keep(e, offset, h);
}

/* The next place from `offset` on that looks like a header; the file's size when there is none. */
static uint64_t search(struct etl *e, uint64_t offset, uint32_t expected)
{
    unsigned char *window = base_realloc(NULL, WINDOW + ETL_BUFFER_HEADER);
    uint64_t found = e->input.size;
    struct etl_buffer h;
    while (found == e->input.size && e->input.size - offset >= ETL_BUFFER_HEADER) {
        uint64_t left = e->input.size - offset;
        size_t n = left < WINDOW + ETL_BUFFER_HEADER ? (size_t)left : WINDOW + ETL_BUFFER_HEADER, at = 0;
        if (!input_read(&e->input, offset, window, n))
            break;
        for (; at + ETL_BUFFER_HEADER <= n && found == e->input.size; at += 8)
            if (read_buffer_header(window + at, expected, &h))
                found = offset + at;
        offset += at;
    }
    free(window);
    return found;
}

static bool scan(struct etl *e)
{
    unsigned char bytes[ETL_BUFFER_HEADER];
    struct etl_buffer h;
    uint32_t expected = 0;
    for (uint64_t offset = 0; e->input.size - offset >= ETL_BUFFER_HEADER;) {
        if (!input_read(&e->input, offset, bytes, sizeof bytes))
            return false;
        if (read_buffer_header(bytes, expected, &h)) {
            take_buffer(e, offset, &h);
            expected = expected ? expected : h.size;
            offset = e->input.size - offset < h.size ? e->input.size : offset + h.size;
            continue;
        }
        uint64_t next = search(e, offset + 8 < e->input.size ? offset + 8 : e->input.size, expected);
        if (next == e->input.size && !e->counts.buffers)
            return input_unsupported(&e->input, "not an .etl file: it has no buffer of a trace session");
        e->counts.no_buffer_bytes += next - offset;
        etl_report(e, offset, false, "no buffer starts here; looking for the next one");
        offset = next;
    }
    return e->counts.buffers ||
           input_unsupported(&e->input, "not an .etl file: it is too short for a buffer of a trace session");
}

/* By processor, then by the time they were flushed: in a circular file the oldest buffer is
 * somewhere in the middle. */
static int compare(const void *left, const void *right)
{
    const struct etl_place *a = left, *b = right;
    if (a->processor != b->processor)
        return a->processor < b->processor ? -1 : 1;
    if (a->time != b->time)
        return a->time < b->time ? -1 : 1;
    return a->offset < b->offset ? -1 : a->offset > b->offset;
}

static void make_streams(struct etl *e)
{
    size_t count = 0;
    if (e->place_count == 0)
        return;
    qsort(e->places, e->place_count, sizeof *e->places, compare);
    for (size_t i = 0; i < e->place_count; i++)
        count += i == 0 || e->places[i].processor != e->places[i - 1].processor;
    e->streams = base_realloc(NULL, count * sizeof *e->streams);
    memset(e->streams, 0, count * sizeof *e->streams);
    for (size_t i = 0; i < e->place_count; i++) {
        if (i == 0 || e->places[i].processor != e->places[i - 1].processor)
            e->streams[e->stream_count++].next = i;
        e->streams[e->stream_count - 1].end = i + 1;
    }
}

static void read_file_header(struct etl *e)
{
    unsigned char *bytes = NULL;
    for (size_t i = 0; i < e->place_count && !e->header.found; i++) {
        if (e->places[i].offset != 0)
            continue;
        bytes = base_realloc(NULL, e->places[i].used);
        if (input_read(&e->input, 0, bytes, e->places[i].used))
            etl_read_header(bytes, e->places[i].used, &e->header);
    }
    free(bytes);
    if (!e->header.found)
        etl_report(e, 0, false, "the file header is missing: messages are shown without a time");
    e->counts.lost_events = e->header.events_lost;
    e->counts.lost_buffers = e->header.buffers_lost;
}

bool etl_index(struct etl *e)
{
    if (!scan(e))
        return false;
    read_file_header(e);
    make_streams(e);
    return true;
}
