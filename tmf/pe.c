/* A COFF header behind a DOS program, with an optional header in between that differs in width. The symbols of
 * an image of gcc survive linking; they have no sizes, so a function reaches to the next one. */
#include "pe.h"

#include <string.h>

#include "functions.h"
#include "section.h"

enum { DEBUG_DIRECTORY = 6, DEBUG_ENTRY = 28, DEBUG_CODEVIEW = 2, MACHINE_I386 = 0x14c };

static size_t header_at(struct bytes b)
{
    bytes_seek(&b, 0x3c);
    return bytes_u32(&b);
}

bool pe_is(struct bytes b) { return b.len >= 64 && b.at[0] == 'M' && b.at[1] == 'Z'; }

static bool damaged(const struct pe *p, uint64_t at, const char *what)
{
    return input_damaged(p->coff.input, at, "%s", what);
}

/* The place in the file of an address in the image. */
static bool file_offset(const struct pe *p, uint32_t rva, size_t *at)
{
    for (uint32_t i = 0; i < p->coff.section_count; i++) {
        const struct coff_section *s = &p->coff.sections[i];
        if (rva >= s->address && rva - s->address < s->raw_size) {
            *at = (size_t)s->raw_at + (rva - s->address);
            return true;
        }
    }
    return false;
}

static bool read_codeview(struct pe *p, uint32_t at, uint32_t size)
{
    struct bytes b = bytes_sub(&p->coff.bytes, at, size);
    uint32_t mark = bytes_u32(&b);
    if (!b.bad && mark != 0x53445352)
        return true; /* NB10 and older, or something else's */
    const void *guid = bytes_take(&b, 16);
    p->age = bytes_u32(&b);
    p->pdb = bytes_string(&b);
    if (b.bad)
        return damaged(p, at, "the name of the PDB is cut off");
    memcpy(p->guid.bytes, guid, 16);
    p->has_pdb = true;
    return true;
}

static bool read_debug_directory(struct pe *p, uint32_t rva, uint32_t size)
{
    size_t at;
    if (size == 0 || rva == 0)
        return true;
    if (!file_offset(p, rva, &at))
        return damaged(p, 0x3c, "the debug directory is in no section");
    struct bytes b = bytes_sub(&p->coff.bytes, at, size);
    if (b.bad)
        return damaged(p, at, "the debug directory reaches outside the file");
    while (bytes_left(&b) >= DEBUG_ENTRY && !p->has_pdb) {
        bytes_skip(&b, 12);
        uint32_t type = bytes_u32(&b), data = bytes_u32(&b);
        bytes_skip(&b, 4);
        uint32_t data_at = bytes_u32(&b);
        if (type == DEBUG_CODEVIEW && !read_codeview(p, data_at, data))
            return false;
    }
    return true;
}

bool pe_open(struct pe *p, struct input *in, struct bytes b, struct arena *a)
{
    *p = (struct pe){.coff.input = in};
    size_t at = header_at(b);
    struct bytes h = b;
    bytes_seek(&h, at);
    uint32_t mark = bytes_u32(&h);
    if (h.bad || mark != 0x4550)
        return damaged(p, 0x3c, "a DOS program: there is no PE header");
    if (!coff_open_at(&p->coff, in, b, at + 4, a))
        return false;
    bytes_seek(&h, at + 24);
    uint16_t magic = bytes_u16(&h);
    bool wide = magic == 0x20b;
    if (h.bad || (magic != 0x10b && !wide))
        return damaged(p, at + 24, "an optional header of an unknown form");
    bytes_skip(&h, wide ? 22 : 26);
    p->base = wide ? bytes_u64(&h) : bytes_u32(&h);
    bytes_seek(&h, at + 24 + (wide ? 108u : 92u));
    uint32_t directories = bytes_u32(&h);
    if (directories <= DEBUG_DIRECTORY || h.bad)
        return true;
    bytes_skip(&h, DEBUG_DIRECTORY * 8);
    uint32_t rva = bytes_u32(&h), size = bytes_u32(&h);
    return h.bad ? damaged(p, at + 24, "the optional header is cut off") : read_debug_directory(p, rva, size);
}

struct place { uint64_t section, address; };

struct wpp {
    struct coff *coff;
    const struct coff_section *section; /* SECTION_NAME_PE */
    struct arena *arena;
    uint64_t base;
    bool linked;
    struct functions functions;
    struct functions records; /* WPP_TMF_<name>, by address */
    struct table calls;       /* struct place of wpp_at_<name>, by name */
};

/* Where something in a section is: in an object the section's number and offset, in an image 0 and the address. */
static struct place place_of(const struct wpp *w, int32_t section, uint32_t value)
{
    uint64_t address = w->base + w->coff->sections[section - 1].address + value;
    return w->linked ? (struct place){0, address} : (struct place){(uint64_t)section, value};
}

static void add_function(struct wpp *w, struct functions *to, struct place at, uint64_t size, struct text name)
{
    *(struct function_place *)ARENA_PUSH(w->arena, to->list) = (struct function_place){at.section, at.address, size, name};
}

static void read_symbol(struct wpp *w, const struct coff_symbol *s)
{
    struct place at = place_of(w, s->section, s->value);
    struct text name = s->name;
    if (text_starts(name, TEXT("wpp_at_"))) {
        struct place *call = ARENA_NEW(w->arena, struct place);
        *call = at;
        table_put(&w->calls, w->arena, text_skip(name, 7), call);
        return;
    }
    if (w->coff->machine == MACHINE_I386 && text_starts(name, TEXT("_")))
        name = text_skip(name, 1);
    if (s->is_function)
        add_function(w, &w->functions, at, 0, name);
    else if (text_search(name, TEXT("WPP_TMF_")) != SIZE_MAX) /* mangled in C++ */
        add_function(w, &w->records, at, 1, name);
}

static void read_symbols(struct wpp *w)
{
    struct coff_symbol s;
    for (uint32_t i = 0; i < w->coff->symbol_count && coff_symbol(w->coff, i, &s); i += 1u + s.aux)
        if (s.section > 0 && (uint32_t)s.section <= w->coff->section_count)
            read_symbol(w, &s);
}

static struct text function_of(void *context, const struct annotation *a, size_t at, uint64_t address)
{
    (void)at;
    (void)address;
    struct wpp *w = context;
    uint64_t offset = a->at - (w->coff->bytes.base + w->section->raw_at);
    struct place record = place_of(w, (int32_t)(w->section - w->coff->sections) + 1, (uint32_t)offset);
    struct text name = functions_find(&w->records, w->arena, record.section, record.address);
    const struct place *call = table_get(&w->calls, text_skip(name, sizeof "WPP_TMF_" - 1));
    return call ? functions_find(&w->functions, w->arena, call->section, call->address) : (struct text){0};
}

bool coff_wpp_scan(struct coff *c, uint64_t image_base, bool linked, struct text object, struct arena *a,
                   const struct annotation_sink *sink)
{
    struct wpp w = {.coff = c, .arena = a, .base = image_base, .linked = linked};
    struct section_reader r = {.in = c->input, .object = object, .function = function_of, .context = &w};
    for (uint32_t i = 0, found = 0; i < c->section_count; i++) {
        struct bytes b;
        w.section = &c->sections[i];
        if (!text_equal(w.section->name, TEXT(SECTION_NAME_PE)))
            continue;
        if (found++ == 0)
            read_symbols(&w);
        if (!coff_section_bytes(c, w.section, &b) || !section_scan(&r, b, sink))
            return false;
    }
    return true;
}

bool pe_scan(struct pe *p, struct text object, struct arena *a, const struct annotation_sink *sink)
{
    return coff_wpp_scan(&p->coff, p->base, true, object, a, sink);
}
