/* The section's bytes may have come through any linker: padding is skipped to the next non-zero word. */
#include "section.h"

#include <stdlib.h>

struct strings { struct text *items; size_t cap; };

static bool damaged(const struct section_reader *r, uint64_t at, const char *what)
{
    return input_damaged(r->in, at, ".debug_wpp: %s", what);
}

static bool read_strings(struct bytes *b, size_t count, struct strings *s)
{
    if (count > bytes_left(b))
        return false;
    if (count > s->cap) {
        s->items = base_realloc(s->items, count * sizeof *s->items);
        s->cap = count;
    }
    for (size_t i = 0; i < count; i++)
        s->items[i] = bytes_string(b);
    return !b->bad;
}

static bool scan_record(const struct section_reader *r, struct bytes *section, struct strings *s,
                        const struct annotation_sink *sink)
{
    size_t start = section->off;
    uint64_t at = section->base + start, address = 0;
    if (bytes_u32(section) != SECTION_MAGIC)
        return damaged(r, at, "neither padding nor a record");
    uint32_t size = bytes_u32(section);
    struct bytes b = bytes_sub(section, start, size);
    if (size < SECTION_HEADER || size % 4 || b.bad)
        return damaged(r, at + 4, "the size of a record is wrong");
    bytes_skip(&b, 8);
    uint16_t version = bytes_u16(&b), count = bytes_u16(&b);
    if (version != 1 && version != 2)
        return damaged(r, at + 8, "a record of an unknown version");
    if (version == 2)
        address = bytes_u64(&b);
    if (!read_strings(&b, count, s))
        return damaged(r, at + 10, "the strings do not fit into their record");
    struct annotation a = {.strings = s->items, .count = count, .object = r->object, .at = at};
    if (count && text_starts(s->items[count - 1], TEXT("FUNC="))) {
        a.function = text_skip(s->items[count - 1], 5);
        a.count--;
    } else if (version == 2 && r->function) {
        a.function = r->function(r->context, start + SECTION_ADDRESS, address);
    }
    bytes_seek(section, start + size);
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
