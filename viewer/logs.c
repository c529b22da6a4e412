/* Finding: memory is looked through in windows for the 16 bytes of the magic; the header behind them is checked by the
 * recorder's reader, so text that merely contains the magic (the program's own constant) is no log. A live log may
 * change while it is copied: what a writer pushes out meanwhile fails its check and counts as torn, so the copy is
 * taken again, a few times, until nothing is torn. */
#include "logs.h"

#include <stdlib.h>
#include <string.h>

enum { WINDOW = 1 << 20, REGION_MOST = RECORD_RINGS_MAX * (RECORD_RING_UNITS_MAX * RECORD_UNIT + 256) + 4096, TRIES = 4 };

static const struct diag_kind newer_log = {"newer-log", 3408, DIAG_WARNING, false};

/* The text of a field filled with NULs, control characters as '?'. */
static struct text printable(struct arena *a, const char *at, size_t most)
{
    size_t len = 0;
    while (len < most && at[len])
        len++;
    struct text t = text_copy(a, (struct text){at, len});
    char *out = (char *)(uintptr_t)t.at;
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)out[i] < 0x20 || (unsigned char)out[i] >= 0x7F)
            out[i] = '?';
    return t;
}

static void count(struct log *log)
{
    struct record_ring_view ring;
    log->present = log->written = log->overwritten = log->lost = 0;
    for (unsigned i = 0; i < log->view.header.ring_count; i++) {
        if (!record_ring_open(&log->view, i, &ring))
            continue;
        log->present += ring.present;
        log->written += ring.written;
        log->overwritten += ring.overwritten;
        log->lost += ring.ring.dropped + ring.ring.too_large;
    }
}

static uint64_t torn_records(struct logs *l, struct log *log)
{
    struct record_walk walk;
    struct record record;
    uint64_t torn = 0;
    struct arena scratch = {0};
    unsigned char *buffer = arena_alloc(&scratch, RECORD_RING_UNITS_MAX * RECORD_UNIT);
    (void)l;
    for (unsigned i = 0; i < log->view.header.ring_count; i++) {
        if (!record_walk_start(&walk, &log->view, i))
            continue;
        for (enum record_result r; (r = record_walk_next(&walk, &record, buffer)) != RECORD_END;)
            torn += r == RECORD_TORN;
    }
    arena_free(&scratch);
    return torn;
}

static bool copy(struct logs *l, struct memory *m, uint64_t place, size_t size, struct log *log)
{
    unsigned char *bytes = arena_alloc(l->arena, size);
    for (int i = 0; i < TRIES; i++) {
        if (memory_read(m, place, bytes, size) < size || !record_log_open(&log->view, bytes, size))
            return false;
        if (m->kind != MEMORY_PROCESS || torn_records(l, log) == 0)
            break;
    }
    const struct record_log_header *h = &log->view.header;
    log->path = m->path;
    log->place = place;
    log->id = printable(l->arena, h->identifier, sizeof h->identifier);
    log->driver = printable(l->arena, h->driver.name, sizeof h->driver.name);
    if (!log->id.len)
        log->id = h->kind == RECORD_LOG_DEFAULT ? TEXT("default") : text_format(l->arena, "%llx", (unsigned long long)h->address);
    count(log);
    return true;
}

/* Whether the log is there already; the one with more records stays. */
static bool repeated(struct logs *l, struct log *log)
{
    const struct record_log_header *h = &log->view.header;
    const uint64_t key[] = {h->address, h->driver.instance, h->created, h->driver.process_id};
    struct text name = text_copy(l->arena, (struct text){(const char *)key, sizeof key});
    struct log *other = table_get(&l->known, name);
    if (!other) {
        table_put(&l->known, l->arena, name, log);
        return false;
    }
    l->copies++;
    if (log->written > other->written)
        *other = *log;
    return true;
}

/* A place where the magic stands. Returns how far the search may go on. */
static uint64_t try(struct logs *l, struct memory *m, uint64_t place)
{
    struct record_log_header h;
    if (memory_read(m, place, &h, sizeof h) < sizeof h)
        return RECORD_UNIT;
    if (h.version != RECORD_VERSION) {
        bool sane = h.version > RECORD_VERSION && h.version < 1000 && h.header_size >= 64;
        if (sane && !l->newer++)
            diag_report(l->diag, &newer_log, span_none(), "%.*s: a log of version %u; this program reads version %u",
                        TEXT_ARG(m->path), h.version, RECORD_VERSION);
        return RECORD_UNIT;
    }
    struct log *log = ARENA_NEW(l->arena, struct log);
    bool fits = h.region_size >= sizeof h && h.region_size <= REGION_MOST;
    if (!fits || h.check != record_header_check(&h) || !copy(l, m, place, (size_t)h.region_size, log)) {
        l->damaged += fits && h.check == record_header_check(&h);
        return RECORD_UNIT;
    }
    if (m->kind != MEMORY_RAW && h.address != place)
        l->copies++;
    else if (!repeated(l, log))
        *(struct log **)ARENA_PUSH(l->arena, l->found) = log;
    return log->view.size;
}

/* The next place of the magic in the bytes, in steps of a word; n when there is none. */
static size_t find_magic(const unsigned char *bytes, size_t at, size_t n)
{
    uint64_t first, word;
    memcpy(&first, RECORD_MAGIC, sizeof first);
    for (; at + RECORD_MAGIC_SIZE <= n; at += RECORD_UNIT) {
        memcpy(&word, bytes + at, sizeof word);
        if (word == first && memcmp(bytes + at, RECORD_MAGIC, RECORD_MAGIC_SIZE) == 0)
            return at;
    }
    return n;
}

/* Looks through n bytes of memory that start at `place`. Returns how many of them are done: those at the end that
 * could begin a magic are not, unless they are the last; and more than n when a log goes on behind them. */
static uint64_t find_in_window(struct logs *l, struct memory *m, uint64_t place, const unsigned char *window, size_t n, bool last)
{
    uint64_t at = 0;
    while (at < n) {
        size_t next = find_magic(window, (size_t)at, n);
        if (next == n)
            return last || n < RECORD_MAGIC_SIZE ? n : (n - RECORD_MAGIC_SIZE) / RECORD_UNIT * RECORD_UNIT + RECORD_UNIT;
        at = next + try(l, m, place + next);
    }
    return at;
}

static void find_in_range(struct logs *l, struct memory *m, const struct memory_range *r, unsigned char *window)
{
    uint64_t odd = m->kind == MEMORY_RAW ? 0 : r->address % RECORD_UNIT;
    for (uint64_t at = odd ? RECORD_UNIT - odd : 0; at < r->size;) {
        size_t want = r->size - at < WINDOW ? (size_t)(r->size - at) : WINDOW;
        size_t n = memory_read(m, r->address + at, window, want);
        if (n == 0)
            at += want; /* a part of a live process that is gone */
        else
            at += find_in_window(l, m, r->address + at, window, n, n < want || at + n == r->size);
    }
}

void logs_find(struct logs *l, struct memory *m, void (*progress)(void *context, double done), void *context)
{
    unsigned char *window = base_realloc(NULL, WINDOW);
    uint64_t done = 0;
    for (size_t i = 0; i < m->ranges.count; i++) {
        find_in_range(l, m, &m->ranges.items[i], window);
        done += m->ranges.items[i].size;
        if (progress)
            progress(context, (double)done / (double)m->total);
    }
    free(window);
}

uint64_t logs_domain(const struct log *log)
{
    return log->view.header.order == RECORD_ORDER_COUNTER ? log->view.header.counter_id : 0;
}

static void advance(struct log *log)
{
    log->ready = record_merge_next(log->merge, &log->next);
    log->torn = log->merge->torn;
    if (log->ready && log->next.order > log->order)
        log->order = log->next.order;
}

void logs_start(struct logs_walk *w, struct arena *a, struct log **logs, size_t n)
{
    *w = (struct logs_walk){logs, n, 1};
    for (size_t i = 0; i < n; i++) {
        struct log *log = logs[i];
        log->merge = ARENA_NEW(a, struct record_merge);
        log->buffer = arena_alloc(a, log->view.size);
        log->order = 0;
        record_merge_start(log->merge, &log->view, log->buffer);
        w->number += log->overwritten;
        advance(log);
    }
}

bool logs_next(struct logs_walk *w, struct log **from, struct record *r, uint64_t *sequence)
{
    struct log *best = NULL;
    if (*from)
        advance(*from); /* its record was used */
    for (size_t i = 0; i < w->count; i++)
        if (w->logs[i]->ready && (!best || w->logs[i]->order < best->order))
            best = w->logs[i];
    *from = best;
    if (!best)
        return false;
    *r = best->next;
    *sequence = best->view.header.order == RECORD_ORDER_COUNTER ? r->order : w->number;
    w->number++;
    return true;
}

struct format_event logs_event(const struct log *log, const struct record *r, uint64_t sequence)
{
    struct format_event e = {
        .number = r->message_number, .arguments = r->arguments, .argument_size = r->argument_size,
        .pointer_size = log->view.header.pointer_size, .wchar_size = log->view.header.wchar_size, .time = r->time,
        .sequence = sequence, .process = (uint32_t)log->view.header.driver.process_id, .cpu = r->ring};
    memcpy(e.guid.bytes, r->guid, sizeof e.guid.bytes);
    return e;
}
