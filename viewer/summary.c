/* One row for each message met, known or not, in a hash table that is sorted when the summary is written. */
#include "summary.h"

#include <stdlib.h>
#include <string.h>

enum { ROWS_MOST = 1 << 20 };

static struct summary_row *row_at(struct summary_row *rows, size_t cap, struct tmf_guid guid, unsigned number)
{
    uint64_t low, high;
    memcpy(&low, guid.bytes, 8);
    memcpy(&high, guid.bytes + 8, 8);
    size_t at = (size_t)(((low ^ high ^ (uint64_t)number << 20) * UINT64_C(0x9E3779B97F4A7C15)) >> 32) & (cap - 1);
    while (rows[at].count && (rows[at].number != number || !tmf_guid_equal(rows[at].guid, guid)))
        at = (at + 1) & (cap - 1);
    return &rows[at];
}

static void grow(struct summary *s)
{
    size_t cap = s->row_cap ? s->row_cap * 2 : 256;
    struct summary_row *rows = arena_array(s->arena, cap, sizeof *rows);
    for (size_t i = 0; i < s->row_cap; i++)
        if (s->rows[i].count)
            *row_at(rows, cap, s->rows[i].guid, s->rows[i].number) = s->rows[i];
    s->rows = rows;
    s->row_cap = cap;
}

void summary_count(struct summary *s, const struct format_event *e, const struct tmf_message *m)
{
    if (e->time && (s->first == 0 || e->time < s->first))
        s->first = e->time;
    if (e->time > s->last)
        s->last = e->time;
    if (2 * s->row_count >= s->row_cap && s->row_cap < ROWS_MOST)
        grow(s);
    struct summary_row *row = row_at(s->rows, s->row_cap, e->guid, e->number);
    if (row->count++ == 0) {
        if (4 * s->row_count >= 3 * s->row_cap) {
            row->count = 0;
            s->beyond++;
            return;
        }
        *row = (struct summary_row){e->guid, e->number, 1, m};
        s->row_count++;
    }
}

void summary_file(struct summary *s, struct text path, const struct etl_counts *c)
{
    struct etl_counts *all = &s->counts;
    *(struct text *)ARENA_PUSH(s->arena, s->files) = path;
    all->buffers += c->buffers;
    all->messages += c->messages;
    all->others += c->others;
    all->compressed += c->compressed;
    all->damaged += c->damaged;
    all->no_buffer_bytes += c->no_buffer_bytes;
    all->lost_events += c->lost_events;
    all->lost_buffers += c->lost_buffers;
}

static int by_count(const void *left, const void *right)
{
    const struct summary_row *a = left, *b = right;
    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    int guid = memcmp(a->guid.bytes, b->guid.bytes, sizeof a->guid.bytes);
    return guid ? guid : (int)a->number - (int)b->number;
}

static void line(struct buffer *out, const char *name, uint64_t value)
{
    buffer_format(out, "%-24s%llu\n", name, (unsigned long long)value);
}

static void times(const struct summary *s, const struct show *show, struct buffer *out)
{
    if (!s->first)
        return;
    buffer_format(out, "%-24s", "Start Time");
    formatter_time(&show->formats->formatter, s->first, out);
    buffer_format(out, "\n%-24s", "End Time");
    formatter_time(&show->formats->formatter, s->last, out);
    uint64_t ms = (s->last - s->first) / 10000;
    buffer_format(out, "\n%-24s%llu.%03u sec\n", "Elapsed Time", (unsigned long long)(ms / 1000), (unsigned)(ms % 1000));
}

static void table(const struct summary *s, struct buffer *out)
{
    struct arena scratch = {0};
    struct summary_row *rows = arena_array(&scratch, s->row_count + 1, sizeof *rows);
    size_t n = 0;
    for (size_t i = 0; i < s->row_cap; i++)
        if (s->rows[i].count)
            rows[n++] = s->rows[i];
    qsort(rows, n, sizeof *rows, by_count);
    buffer_format(out, "\n%10s  %-24s %-32s %s\n", "EventCount", "EventName", "EventType", "Guid");
    for (size_t i = 0; i < n; i++) {
        const struct tmf_message *m = rows[i].message;
        struct text module = m ? m->source->module : TEXT("Unknown");
        struct text name = m ? m->name : text_format(&scratch, "%u", rows[i].number);
        buffer_format(out, "%10llu  %-24.*s %-32.*s %.*s\n", (unsigned long long)rows[i].count, TEXT_ARG(module),
                      TEXT_ARG(name), TEXT_ARG(tmf_guid_text(&scratch, rows[i].guid)));
    }
    if (s->beyond)
        buffer_format(out, "%10llu  of further kinds\n", (unsigned long long)s->beyond);
    arena_free(&scratch);
}

void summary_write(const struct summary *s, const struct show *show, struct buffer *out)
{
    buffer_text(out, TEXT("Files Processed:\n"));
    for (size_t i = 0; i < s->files.count; i++)
        buffer_format(out, "\t%.*s\n", TEXT_ARG(s->files.items[i]));
    line(out, "Total Buffers Processed", s->counts.buffers);
    line(out, "Total Events  Processed", s->counts.messages);
    line(out, "Total Events  Not WPP", s->counts.others);
    line(out, "Total Events  Lost", s->counts.lost_events);
    line(out, "Total Buffers Lost", s->counts.lost_buffers);
    line(out, "Total Format Errors", show->results[FORMAT_SHORT] + show->results[FORMAT_LONG] + show->results[FORMAT_FOREIGN]);
    line(out, "Total Formats Unknown", show->results[FORMAT_UNKNOWN]);
    if (s->counts.compressed)
        line(out, "Buffers Compressed", s->counts.compressed);
    if (s->counts.damaged)
        line(out, "Places Damaged", s->counts.damaged);
    times(s, show, out);
    table(s, out);
}
