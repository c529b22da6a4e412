/* 32 and 64 bits differ in the width and order of fields only; a section header is read into one shape. In an
 * object the address of a record is a relocation against a section or function symbol, and functions are told
 * apart by section; in a linked file it is an address, and functions are in section 0 of this room's table. */
#include "elf.h"

#include <string.h>

#include "functions.h"
#include "section.h"

enum { TYPE_OBJECT = 1, SHT_SYMTAB = 2, SHT_RELA = 4, SHT_NOBITS = 8, SHT_REL = 9, SHF_COMPRESSED = 0x800,
       STT_FUNC = 2, SHN_FIRST_RESERVED = 0xFF00 };

struct header { uint32_t name, type; uint64_t flags, at, size; uint32_t link, info; };

struct elf {
    struct input *input;
    struct bytes bytes;
    struct arena *arena;
    bool wide;      /* 64 bits */
    uint16_t type;
    struct header *sections;
    uint32_t count, names;
    uint32_t wpp;   /* the section being read */
    struct functions functions;
};

bool elf_is(struct bytes b) { return b.len >= 4 && memcmp(b.at, "\x7f" "ELF", 4) == 0; }

static bool damaged(const struct elf *e, uint64_t at, const char *what)
{
    return input_damaged(e->input, e->bytes.base + at, "%s", what);
}

static uint64_t word(const struct elf *e, struct bytes *b) { return e->wide ? bytes_u64(b) : bytes_u32(b); }

static struct header read_header(const struct elf *e, struct bytes *b)
{
    struct header h = {bytes_u32(b), bytes_u32(b), 0, 0, 0, 0, 0};
    h.flags = word(e, b);
    word(e, b); /* address */
    h.at = word(e, b);
    h.size = word(e, b);
    h.link = bytes_u32(b);
    h.info = bytes_u32(b);
    word(e, b); /* alignment */
    word(e, b); /* entry size */
    return h;
}

static struct bytes section_bytes(const struct elf *e, const struct header *h)
{
    if (h->type == SHT_NOBITS)
        return (struct bytes){0};
    size_t at = h->at > SIZE_MAX ? SIZE_MAX : (size_t)h->at, size = h->size > SIZE_MAX ? SIZE_MAX : (size_t)h->size;
    return bytes_sub(&e->bytes, at, size);
}

static bool read_sections(struct elf *e, uint64_t at, uint32_t count, uint32_t names, uint16_t entry)
{
    struct bytes b = e->bytes;
    size_t size = e->wide ? 64 : 40;
    if (at == 0)
        return true; /* stripped of its section headers: nothing to find */
    if (entry < size || at > b.len || !bytes_seek(&b, (size_t)at))
        return damaged(e, at, "the section headers are not in the file");
    if (count == 0 || names == 0xFFFF) { /* large files keep the true numbers in the first header */
        struct bytes peek = b;
        struct header first = read_header(e, &peek);
        if (peek.bad)
            return damaged(e, at, "the section headers are cut off");
        count = count ? count : first.size > UINT32_MAX ? UINT32_MAX : (uint32_t)first.size;
        names = names == 0xFFFF ? first.link : names;
    }
    if (count > bytes_left(&b) / entry || names >= count)
        return damaged(e, at, "the section headers do not fit into the file");
    e->sections = arena_array(e->arena, count, sizeof *e->sections);
    e->count = count;
    e->names = names;
    for (uint32_t i = 0; i < count; i++) {
        struct bytes one = bytes_sub(&e->bytes, (size_t)at + (size_t)i * entry, size);
        e->sections[i] = read_header(e, &one);
    }
    return true;
}

static bool read_file_header(struct elf *e)
{
    struct bytes b = e->bytes;
    bytes_skip(&b, 4);
    uint8_t class = bytes_u8(&b), order = bytes_u8(&b);
    bytes_skip(&b, 10);
    e->wide = class == 2;
    if (!b.bad && (class < 1 || class > 2))
        return damaged(e, 4, "an ELF file that is neither of 32 nor of 64 bits");
    if (!b.bad && order != 1)
        return input_unsupported(e->input, "a big-endian ELF file");
    e->type = bytes_u16(&b);
    bytes_skip(&b, 6);
    word(e, &b); /* entry */
    word(e, &b); /* program headers */
    uint64_t sections = word(e, &b);
    bytes_skip(&b, 10); /* flags, header size, program headers */
    uint16_t entry = bytes_u16(&b), count = bytes_u16(&b), names = bytes_u16(&b);
    return b.bad ? damaged(e, 0, "the header is cut off") : read_sections(e, sections, count, names, entry);
}

static struct text string_at(const struct elf *e, uint32_t table, uint32_t off)
{
    if (table >= e->count)
        return (struct text){0};
    struct bytes b = section_bytes(e, &e->sections[table]);
    bytes_seek(&b, off);
    return bytes_string(&b);
}

struct symbol { struct text name; uint64_t value, size; uint16_t section; uint8_t info; };

static bool read_symbol(const struct elf *e, const struct header *table, uint64_t index, struct symbol *s)
{
    size_t size = e->wide ? 24 : 16;
    struct bytes all = section_bytes(e, table);
    if (index >= all.len / size)
        return false;
    struct bytes b = bytes_sub(&all, (size_t)index * size, size);
    uint32_t name = bytes_u32(&b);
    if (!e->wide) {
        s->value = bytes_u32(&b);
        s->size = bytes_u32(&b);
    }
    s->info = bytes_u8(&b);
    bytes_skip(&b, 1);
    s->section = bytes_u16(&b);
    if (e->wide) {
        s->value = bytes_u64(&b);
        s->size = bytes_u64(&b);
    }
    s->name = string_at(e, table->link, name);
    return !b.bad;
}

static void read_functions(struct elf *e)
{
    for (uint32_t i = 0; i < e->count; i++) {
        struct symbol s;
        if (e->sections[i].type != SHT_SYMTAB)
            continue;
        for (uint64_t k = 1; read_symbol(e, &e->sections[i], k, &s); k++) {
            if ((s.info & 15) != STT_FUNC || s.section == 0 || s.name.len == 0)
                continue;
            *(struct function_place *)ARENA_PUSH(e->arena, e->functions.list) = (struct function_place){
                e->type == TYPE_OBJECT ? s.section : 0, s.value, s.size, s.name};
        }
    }
}

/* The relocation that applies to byte `at` of the section: its symbol's section and the address there. */
static bool relocated(const struct elf *e, size_t at, uint64_t *section, uint64_t *address)
{
    for (uint32_t i = 0; i < e->count; i++) {
        const struct header *h = &e->sections[i];
        if ((h->type != SHT_RELA && h->type != SHT_REL) || h->info != e->wpp || h->link >= e->count)
            continue;
        struct bytes b = section_bytes(e, h);
        while (bytes_left(&b) && !b.bad) {
            uint64_t where = word(e, &b), info = word(e, &b), addend = h->type == SHT_RELA ? word(e, &b) : *address;
            struct symbol s;
            if (b.bad || where != at)
                continue;
            if (!read_symbol(e, &e->sections[h->link], e->wide ? info >> 32 : info >> 8, &s))
                return false;
            *section = s.section;
            *address = s.value + addend;
            return s.section != 0 && s.section < SHN_FIRST_RESERVED;
        }
    }
    return false;
}

static struct text function_of(void *context, const struct annotation *a, size_t at, uint64_t address)
{
    (void)a;
    struct elf *e = context;
    uint64_t section = 0;
    if (e->type == TYPE_OBJECT && !relocated(e, at, &section, &address))
        return (struct text){0};
    return functions_find(&e->functions, e->arena, section, address);
}

static bool scan_section(struct elf *e, uint32_t index, struct text object, const struct annotation_sink *sink)
{
    const struct header *h = &e->sections[index];
    struct section_reader r = {.in = e->input, .object = object, .address_size = e->wide ? 8 : 4,
                               .function = function_of, .context = e};
    struct bytes b = section_bytes(e, h);
    if (b.bad)
        return damaged(e, h->at, ".debug_wpp reaches outside the file");
    if (h->flags & SHF_COMPRESSED)
        return input_unsupported(e->input, "its .debug_wpp is compressed; objcopy --decompress-debug-sections helps");
    e->wpp = index;
    return section_scan(&r, b, sink);
}

bool elf_scan(struct input *in, struct bytes b, struct text object, struct arena *a,
              const struct annotation_sink *sink)
{
    struct elf e = {.input = in, .bytes = b, .arena = a};
    if (!read_file_header(&e))
        return false;
    for (uint32_t i = 0, found = 0; i < e.count; i++) {
        if (!text_equal(string_at(&e, e.names, e.sections[i].name), TEXT(SECTION_NAME_ELF)))
            continue;
        if (found++ == 0)
            read_functions(&e);
        if (!scan_section(&e, i, object, sink))
            return false;
    }
    return true;
}
