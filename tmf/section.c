/* Records carry no length, so the section's bytes tell where each ends, and padding of any linker is skipped:
 * a record never starts with a zero byte, and behind one only its address may hold any. */
#include "section.h"

#include <stdlib.h>

struct strings { struct text *items; size_t count, cap; };

static void push(struct strings *s, struct text t)
{
    if (s->count == s->cap) {
        s->cap = s->cap ? s->cap * 2 : 16;
        s->items = base_realloc(s->items, s->cap * sizeof *s->items);
    }
    s->items[s->count++] = t;
}

static bool scan_record(const struct section_reader *r, struct bytes *b, struct strings *s,
                        const struct annotation_sink *sink)
{
    uint64_t at = b->base + b->off, address = 0;
    s->count = 0;
    for (struct text t = bytes_string(b); t.len; t = bytes_string(b))
        push(s, t);
    size_t address_at = b->off;
    if (r->address_size)
        address = r->address_size == 8 ? bytes_u64(b) : bytes_u32(b);
    if (b->bad)
        return input_damaged(r->in, b->bad_off, "message data: the record at 0x%llx has no end", (unsigned long long)at);
    struct annotation a = {.strings = s->items, .count = s->count, .object = r->object, .at = at};
    a.function = r->function(r->context, &a, address_at, address);
    return sink->found(sink->context, &a);
}

bool section_scan(const struct section_reader *r, struct bytes section, const struct annotation_sink *sink)
{
    struct strings s = {0};
    bool ok = true;
    while (ok && bytes_left(&section)) {
        if (section.at[section.off] == 0)
            bytes_skip(&section, 1);
        else
            ok = scan_record(r, &section, &s, sink);
    }
    free(s.items);
    return ok;
}
