/* All kinds become one list of ranges, sorted by address; a read finds its range by halving and goes on into the
 * next one as long as they touch. Overlapping ranges, which only damaged files have, lose what they share. */
#include "memory.h"

#include <stdlib.h>
#include <string.h>

bool memory_add(struct memory *m, struct memory_range r)
{
    bool cut = r.size > UINT64_MAX - r.address;
    if (cut)
        r.size = UINT64_MAX - r.address;
    if (m->kind != MEMORY_PROCESS) {
        uint64_t room = r.offset < m->input.size ? m->input.size - r.offset : 0;
        cut = cut || r.size > room;
        r.size = r.size < room ? r.size : room;
    }
    if (r.size)
        *(struct memory_range *)ARENA_PUSH(m->arena, m->ranges) = r;
    return !cut;
}

static int by_address(const void *left, const void *right)
{
    const struct memory_range *a = left, *b = right;
    if (a->address != b->address)
        return a->address < b->address ? -1 : 1;
    return a->offset < b->offset ? -1 : a->offset > b->offset;
}

static void put_in_order(struct memory *m)
{
    size_t kept = 0;
    uint64_t end = 0; /* of the range before */
    if (m->ranges.count)
        qsort(m->ranges.items, m->ranges.count, sizeof *m->ranges.items, by_address);
    for (size_t i = 0; i < m->ranges.count; i++) {
        struct memory_range r = m->ranges.items[i];
        uint64_t shared = kept && r.address < end ? end - r.address : 0;
        if (shared >= r.size)
            continue;
        r = (struct memory_range){r.address + shared, r.offset + shared, r.size - shared};
        end = r.address + r.size;
        m->total += r.size;
        m->ranges.items[kept++] = r;
    }
    m->ranges.count = kept;
}

static bool fill(struct memory *m)
{
    unsigned char head[18] = {0};
    size_t n = m->input.size < sizeof head ? (size_t)m->input.size : sizeof head;
    if (!input_read(&m->input, 0, head, n))
        return false;
    m->kind = MEMORY_RAW;
    if (memcmp(head, "\x7F" "ELF", 4) == 0 && head[16] == 4 && head[17] == 0)
        m->kind = MEMORY_CORE;
    else if (memcmp(head, "MDMP", 4) == 0)
        m->kind = MEMORY_MINIDUMP;
    switch (m->kind) {
    case MEMORY_CORE: return memory_read_core(m);
    case MEMORY_MINIDUMP: return memory_read_minidump(m);
    case MEMORY_RAW: case MEMORY_PROCESS: break;
    }
    memory_add(m, (struct memory_range){0, 0, m->input.size});
    return true;
}

static bool ready(struct memory *m, bool ok)
{
    put_in_order(m);
    if (!ok)
        memory_close(m);
    return ok;
}

bool memory_open(struct memory *m, struct text path, struct arena *a, struct diag *d)
{
    *m = (struct memory){.path = path, .arena = a, .diag = d};
    return input_open(&m->input, path, d) && ready(m, fill(m));
}

bool memory_open_bytes(struct memory *m, struct text name, struct text bytes, struct arena *a, struct diag *d)
{
    *m = (struct memory){.path = name, .arena = a, .diag = d, .input = input_from(name, bytes, d)};
    return ready(m, fill(m));
}

bool memory_open_process(struct memory *m, uint64_t process_id, struct arena *a, struct diag *d)
{
    *m = (struct memory){.kind = MEMORY_PROCESS, .arena = a, .diag = d, .process_id = process_id};
    m->path = text_format(a, "process %llu", (unsigned long long)process_id);
    return memory_attach(m) && ready(m, true);
}

/* The range that holds address; the count when there is none. */
static size_t range_of(const struct memory *m, uint64_t address)
{
    size_t low = 0, high = m->ranges.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct memory_range *r = &m->ranges.items[middle];
        if (address < r->address)
            high = middle;
        else if (address - r->address >= r->size)
            low = middle + 1;
        else
            return middle;
    }
    return m->ranges.count;
}

size_t memory_read(struct memory *m, uint64_t address, void *to, size_t n)
{
    size_t done = 0;
    for (size_t i = range_of(m, address); i < m->ranges.count && done < n; i++) {
        const struct memory_range *r = &m->ranges.items[i];
        if (address + done < r->address)
            break; /* a gap */
        uint64_t skip = address + done - r->address, left = r->size - skip;
        size_t part = left < n - done ? (size_t)left : n - done;
        char *at = (char *)to + done;
        if (m->kind == MEMORY_PROCESS) {
            size_t got = memory_read_process(m, r->address + skip, at, part);
            done += got;
            if (got < part)
                break;
        } else {
            if (!input_read(&m->input, r->offset + skip, at, part))
                break;
            done += part;
        }
    }
    return done;
}

void memory_close(struct memory *m)
{
    if (m->kind == MEMORY_PROCESS)
        memory_detach(m);
    else
        input_close(&m->input);
    m->ranges.count = 0;
}
