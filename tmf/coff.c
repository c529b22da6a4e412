/* Both header forms lead to the same tables; only section headers, symbols (18 or 20 bytes) and counts differ.
 * Offsets in an object that is a member of an archive count from the member, messages from the file. */
#include "coff.h"

#include <string.h>

enum { HEADER = 20, BIG_HEADER = 56, SECTION_HEADER = 40, SYMBOL = 18, BIG_SYMBOL = 20, RELOCATION = 10 };
enum { FLAG_UNINITIALISED = 0x80, FLAG_MANY_RELOCATIONS = 0x01000000 };
enum { SUBSECTION_SYMBOLS = 0xF1, SUBSECTION_IGNORE = 0x80000000u };

static const unsigned char big_class[16] = {0xc7, 0xa1, 0xba, 0xd1, 0xee, 0xba, 0xa9, 0x4b,
                                            0xaf, 0x20, 0xfa, 0xf6, 0x6a, 0xa4, 0xdc, 0xb8};

static bool known_machine(uint16_t machine)
{
    return machine == 0x8664 || machine == 0x14c || machine == 0xaa64 || machine == 0x1c4 || machine == 0xa641 ||
           machine == 0xa64e;
}

static bool is_big(struct bytes b)
{
    bytes_seek(&b, 12);
    const void *class = bytes_take(&b, 16);
    return class && memcmp(class, big_class, 16) == 0;
}

enum coff_kind coff_kind(struct bytes b)
{
    struct bytes head = b;
    uint32_t first = bytes_u32(&head);
    uint16_t version = bytes_u16(&head);
    if (head.bad)
        return COFF_NONE;
    if (first == 0xFFFF0000)
        return version == 0 ? COFF_IMPORT : is_big(b) ? COFF_OBJECT : COFF_LTCG;
    if (first == 0xdec04342 || first == 0x0b17c0de)
        return COFF_BITCODE;
    return known_machine((uint16_t)first) ? COFF_OBJECT : COFF_NONE;
}

static bool damaged(const struct coff *c, size_t at, const char *what)
{
    return input_damaged(c->input, c->bytes.base + at, "%s", what);
}

/* A string of the string table, which lies behind the symbols and starts with its own size. */
static bool long_name(const struct coff *c, uint64_t off, struct text *name)
{
    uint64_t at = (uint64_t)c->symbols_at + (uint64_t)c->symbol_count * c->symbol_size + off;
    struct bytes b = c->bytes;
    if (c->symbols_at == 0 || off < 4 || at >= b.len || !bytes_seek(&b, (size_t)at))
        return false;
    *name = bytes_string(&b);
    return !b.bad;
}

static struct text short_name(const char *at)
{
    size_t len = 0;
    while (len < 8 && at[len])
        len++;
    return (struct text){at, len};
}

/* "/123" and, for large tables, "//" with base 64. */
static bool section_name(const struct coff *c, const char *raw, struct text *name)
{
    *name = short_name(raw);
    if (name->len < 2 || raw[0] != '/')
        return true;
    uint64_t off = 0;
    if (raw[1] != '/')
        return text_to_u64(text_skip(*name, 1), &off) && long_name(c, off, name);
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 2; i < name->len; i++) {
        const char *digit = strchr(digits, raw[i]);
        if (!digit)
            return false;
        off = off * 64 + (uint64_t)(digit - digits);
    }
    return long_name(c, off, name);
}

static bool read_section(struct coff *c, struct bytes *b, struct coff_section *s)
{
    size_t at = b->off;
    const char *name = bytes_take(b, 8);
    bytes_skip(b, 4);
    s->address = bytes_u32(b);
    s->raw_size = bytes_u32(b);
    s->raw_at = bytes_u32(b);
    s->relocations_at = bytes_u32(b);
    bytes_skip(b, 4);
    s->relocation_count = bytes_u16(b);
    bytes_skip(b, 2);
    s->flags = bytes_u32(b);
    if (b->bad)
        return damaged(c, at, "the table of sections is cut off");
    if (!section_name(c, name, &s->name))
        return damaged(c, at, "a section's name is not in the string table");
    if (s->flags & FLAG_UNINITIALISED || s->raw_at == 0)
        s->raw_size = 0;
    if (s->flags & FLAG_MANY_RELOCATIONS && s->relocation_count == 0xFFFF) {
        struct bytes r = bytes_sub(&c->bytes, s->relocations_at, RELOCATION); /* the first one holds the count */
        s->relocation_count = bytes_u32(&r);
        if (r.bad)
            return damaged(c, at, "the relocations of a section are not in the file");
    }
    return true;
}

static bool read_sections(struct coff *c, struct bytes *b, struct arena *a)
{
    if (c->section_count > bytes_left(b) / SECTION_HEADER)
        return damaged(c, b->off, "the table of sections does not fit into the file");
    if (c->symbols_at && (c->symbols_at > c->bytes.len ||
                          c->symbol_count > (c->bytes.len - c->symbols_at) / c->symbol_size))
        return damaged(c, c->symbols_at, "the symbols do not fit into the file");
    c->sections = arena_array(a, c->section_count, sizeof *c->sections);
    for (uint32_t i = 0; i < c->section_count; i++)
        if (!read_section(c, b, &c->sections[i]))
            return false;
    return true;
}

bool coff_open_at(struct coff *c, struct input *in, struct bytes bytes, size_t at, struct arena *a)
{
    *c = (struct coff){.input = in, .bytes = bytes, .symbol_size = SYMBOL};
    struct bytes b = bytes;
    bytes_seek(&b, at);
    c->machine = bytes_u16(&b);
    c->section_count = bytes_u16(&b);
    bytes_skip(&b, 4);
    c->symbols_at = bytes_u32(&b);
    c->symbol_count = bytes_u32(&b);
    uint16_t optional = bytes_u16(&b);
    bytes_skip(&b, 2);
    bytes_skip(&b, optional);
    return b.bad ? damaged(c, at, "the header is cut off") : read_sections(c, &b, a);
}

bool coff_open(struct coff *c, struct input *in, struct bytes bytes, struct arena *a)
{
    if (!is_big(bytes))
        return coff_open_at(c, in, bytes, 0, a);
    *c = (struct coff){.input = in, .bytes = bytes, .symbol_size = BIG_SYMBOL};
    struct bytes b = bytes;
    bytes_seek(&b, 6);
    c->machine = bytes_u16(&b);
    bytes_seek(&b, 44);
    c->section_count = bytes_u32(&b);
    c->symbols_at = bytes_u32(&b);
    c->symbol_count = bytes_u32(&b);
    return b.bad ? damaged(c, 0, "the header is cut off") : read_sections(c, &b, a);
}

bool coff_section_bytes(const struct coff *c, const struct coff_section *s, struct bytes *out)
{
    *out = bytes_sub(&c->bytes, s->raw_at, s->raw_size);
    if (s->raw_size == 0)
        *out = (struct bytes){0};
    return !out->bad || damaged(c, s->raw_at, "a section reaches outside the file");
}

bool coff_symbol(const struct coff *c, uint32_t index, struct coff_symbol *out)
{
    if (c->symbols_at == 0 || index >= c->symbol_count)
        return false;
    bool big = c->symbol_size == BIG_SYMBOL;
    struct bytes b = bytes_sub(&c->bytes, c->symbols_at + (size_t)index * c->symbol_size, c->symbol_size);
    const char *name = bytes_take(&b, 8);
    out->value = bytes_u32(&b);
    out->section = big ? (int32_t)bytes_u32(&b) : (int16_t)bytes_u16(&b);
    out->is_function = (bytes_u16(&b) & 0xF0) == 0x20;
    out->is_external = bytes_u8(&b) == 2;
    out->aux = bytes_u8(&b);
    if (b.bad)
        return false;
    struct bytes n = bytes_from(name, 8);
    uint32_t zero = bytes_u32(&n), off = bytes_u32(&n);
    out->name = short_name(name);
    return zero != 0 || long_name(c, off, &out->name);
}

bool coff_relocation_type(const struct coff *c, enum coff_relocation_kind kind, uint16_t *type)
{
    static const struct { uint16_t machine, types[3]; } table[] = {
        {0x8664, {0x0A, 0x0B, 0x01}}, {0x14c, {0x0A, 0x0B, 0x06}}, {0xaa64, {0x0D, 0x08, 0x0E}},
        {0x1c4, {0x0E, 0x0F, 0x01}}, {0xa641, {0x0D, 0x08, 0x0E}}, {0xa64e, {0x0D, 0x08, 0x0E}},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (table[i].machine == c->machine) {
            *type = table[i].types[kind];
            return true;
        }
    return false;
}

static struct coff_relocation relocation(const struct coff *c, const struct coff_section *s, uint32_t index)
{
    struct bytes b = bytes_sub(&c->bytes, s->relocations_at + (size_t)index * RELOCATION, RELOCATION);
    struct coff_relocation r = {bytes_u32(&b), bytes_u32(&b), 0};
    r.at -= s->address; /* zero in objects */
    r.type = bytes_u16(&b);
    return b.bad ? (struct coff_relocation){UINT32_MAX, UINT32_MAX, UINT16_MAX} : r;
}

bool coff_relocation_at(const struct coff *c, const struct coff_section *s, uint32_t at, uint16_t type,
                        struct coff_relocation *out)
{
    /* Compilers write them in ascending order, so halving finds the place; the scan around it copes with a
     * place that has two. A table that is not sorted then only misses: the record counts as not relocated. */
    uint32_t low = 0, high = s->relocation_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (relocation(c, s, middle).at < at)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < s->relocation_count; low++) {
        *out = relocation(c, s, low);
        if (out->at != at)
            return false;
        if (out->type == type)
            return true;
    }
    return false;
}

static bool each_subsection(const struct coff *c, const struct coff_section *s, struct bytes b,
                            bool (*each)(void *, const struct coff_section *, struct bytes), void *context)
{
    if (bytes_u32(&b) != 4)
        return damaged(c, s->raw_at, ".debug$S of an unknown form: it does not start with 4");
    while (bytes_left(&b) >= 8) {
        uint32_t kind = bytes_u32(&b), size = bytes_u32(&b);
        size_t start = b.off;
        if (!bytes_skip(&b, size))
            return damaged(c, s->raw_at + start, "a subsection of .debug$S is larger than the section");
        if (kind == SUBSECTION_SYMBOLS && !each(context, s, bytes_sub(&b, start, size)))
            return false;
        size_t pad = (4 - size % 4) % 4;
        bytes_skip(&b, pad < bytes_left(&b) ? pad : bytes_left(&b));
    }
    return true;
}

bool coff_each_symbols(const struct coff *c, bool (*each)(void *context, const struct coff_section *s,
                       struct bytes records), void *context)
{
    for (uint32_t i = 0; i < c->section_count; i++) {
        const struct coff_section *s = &c->sections[i];
        struct bytes b;
        if (!text_equal(s->name, TEXT(".debug$S")) || s->raw_size == 0)
            continue;
        if (!coff_section_bytes(c, s, &b) || !each_subsection(c, s, b, each, context))
            return false;
    }
    return true;
}

struct scan { const struct codeview_source *from; const struct annotation_sink *sink; };

static bool scan_records(void *context, const struct coff_section *s, struct bytes records)
{
    (void)s;
    const struct scan *scan = context;
    return codeview_scan(scan->from, records, scan->sink);
}

bool coff_scan(const struct coff *c, struct text name, const struct annotation_sink *sink)
{
    struct codeview_source from = {.in = c->input, .what = name};
    struct scan scan = {&from, sink};
    return coff_each_symbols(c, scan_records, &scan);
}
