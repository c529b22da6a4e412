/* ELF core files: each PT_LOAD header is a range of memory, of which p_filesz bytes are in the file. 32 and 64 bit,
 * little-endian. A core cut off by a full disk keeps its headers, so what is there is still found. */
#include <string.h>

#include "bytes.h"
#include "memory.h"

static const struct diag_kind damaged = {"damaged-dump", 3405, DIAG_WARNING, false};
enum { PT_LOAD = 1, HEADERS_MOST = 1 << 20 };

struct headers { uint64_t offset, size, count; bool wide; };

static bool find_headers(struct memory *m, struct headers *h)
{
    unsigned char raw[64] = {0};
    size_t n = m->input.size < sizeof raw ? (size_t)m->input.size : sizeof raw;
    if (!input_read(&m->input, 0, raw, n))
        return false;
    struct bytes b = bytes_from(raw, n);
    h->wide = raw[4] == 2;
    if (raw[5] != 1)
        return input_unsupported(&m->input, "a core file of a big-endian machine");
    bytes_seek(&b, 24);
    if (h->wide) {
        bytes_skip(&b, 8);
        h->offset = bytes_u64(&b);
        bytes_skip(&b, 14);
    } else {
        bytes_skip(&b, 4);
        h->offset = bytes_u32(&b);
        bytes_skip(&b, 10);
    }
    h->size = bytes_u16(&b);
    h->count = bytes_u16(&b);
    if (b.bad || h->size < (h->wide ? 56u : 32u))
        return input_damaged(&m->input, 0, "the header of this core file is cut or makes no sense");
    return true;
}

/* More than 65534 program headers: the count stands in sh_info of the first section header. */
static bool large_count(struct memory *m, struct headers *h)
{
    unsigned char raw[64];
    uint64_t at = 0;
    if (h->count != 0xFFFF)
        return true;
    if (!input_read(&m->input, h->wide ? 40 : 32, raw, h->wide ? 8 : 4))
        return false;
    struct bytes b = bytes_from(raw, h->wide ? 8 : 4);
    at = h->wide ? bytes_u64(&b) : bytes_u32(&b);
    if (at > UINT64_MAX - 64 || !input_read(&m->input, at + (h->wide ? 44 : 28), raw, 4))
        return false;
    b = bytes_from(raw, 4);
    h->count = bytes_u32(&b);
    return h->count <= HEADERS_MOST || input_damaged(&m->input, at, "too many program headers");
}

static bool add_segment(struct memory *m, struct bytes b, bool wide, bool *whole)
{
    uint32_t type = bytes_u32(&b);
    struct memory_range r;
    if (wide) {
        bytes_skip(&b, 4);
        r.offset = bytes_u64(&b);
        r.address = bytes_u64(&b);
        bytes_skip(&b, 8);
        r.size = bytes_u64(&b);
    } else {
        r.offset = bytes_u32(&b);
        r.address = bytes_u32(&b);
        bytes_skip(&b, 4);
        r.size = bytes_u32(&b);
    }
    if (!b.bad && type == PT_LOAD)
        *whole = memory_add(m, r) && *whole;
    return !b.bad;
}

bool memory_read_core(struct memory *m)
{
    struct headers h = {0};
    unsigned char raw[64];
    bool whole = true;
    if (!find_headers(m, &h) || !large_count(m, &h))
        return false;
    size_t take = h.wide ? 56 : 32;
    for (uint64_t i = 0; i < h.count; i++) {
        uint64_t at = h.offset + i * h.size;
        if (at < h.offset || at > m->input.size || m->input.size - at < take) {
            whole = false;
            break;
        }
        if (!input_read(&m->input, at, raw, take) || !add_segment(m, bytes_from(raw, take), h.wide, &whole))
            return false;
    }
    if (!whole)
        diag_report(m->diag, &damaged, span_none(), "%.*s: the core file is cut off; what is there is used",
                    TEXT_ARG(m->path));
    return true;
}
