/* Windows minidumps: a directory of streams, two kinds of which hold memory. A MemoryListStream has for each range its
 * address, size and place; a Memory64ListStream, that full dumps have, only address and size: its ranges lie one
 * behind the other from a common place on. */
#include "bytes.h"
#include "memory.h"

static const struct diag_kind damaged = {"damaged-dump", 3405, DIAG_WARNING, false};
static const struct diag_kind no_memory = {"dump-without-memory", 3406, DIAG_WARNING, false};
enum { MEMORY_LIST = 5, MEMORY64_LIST = 9, RANGES_MOST = 1 << 20 };

static bool read_at(struct memory *m, uint64_t offset, unsigned char *to, size_t n, struct bytes *b)
{
    bool ok = offset <= m->input.size && n <= m->input.size - offset && input_read(&m->input, offset, to, n);
    *b = bytes_from(to, ok ? n : 0);
    return ok;
}

/* False: cut. */
static bool memory_list(struct memory *m, uint64_t at)
{
    unsigned char raw[16] = {0};
    struct bytes b;
    bool whole = true;
    if (!read_at(m, at, raw, 4, &b))
        return false;
    uint32_t count = bytes_u32(&b);
    for (uint32_t i = 0; i < count && i < RANGES_MOST; i++) {
        if (!read_at(m, at + 4 + 16 * (uint64_t)i, raw, 16, &b))
            return false;
        struct memory_range r = {.address = bytes_u64(&b)};
        r.size = bytes_u32(&b);
        r.offset = bytes_u32(&b);
        whole = memory_add(m, r) && whole;
    }
    return whole && count <= RANGES_MOST;
}

static bool memory64_list(struct memory *m, uint64_t at)
{
    unsigned char raw[16] = {0};
    struct bytes b;
    bool whole = true;
    if (!read_at(m, at, raw, 16, &b))
        return false;
    uint64_t count = bytes_u64(&b), offset = bytes_u64(&b);
    for (uint64_t i = 0; i < count && i < RANGES_MOST; i++) {
        if (!read_at(m, at + 16 + 16 * i, raw, 16, &b))
            return false;
        struct memory_range r = {.address = bytes_u64(&b), .offset = offset};
        r.size = bytes_u64(&b);
        if (r.size > UINT64_MAX - offset)
            return false;
        offset += r.size;
        whole = memory_add(m, r) && whole;
    }
    return whole && count <= RANGES_MOST;
}

bool memory_read_minidump(struct memory *m)
{
    unsigned char raw[12] = {0};
    struct bytes b;
    bool whole = true;
    if (!read_at(m, 8, raw, 8, &b))
        return input_damaged(&m->input, 0, "the header of this minidump is cut");
    uint32_t count = bytes_u32(&b);
    uint64_t directory = bytes_u32(&b);
    for (uint32_t i = 0; i < count && i < RANGES_MOST; i++) {
        if (!read_at(m, directory + 12 * (uint64_t)i, raw, 12, &b)) {
            whole = false;
            break;
        }
        uint32_t type = bytes_u32(&b);
        bytes_skip(&b, 4);
        uint32_t at = bytes_u32(&b);
        if (type == MEMORY_LIST)
            whole = memory_list(m, at) && whole;
        else if (type == MEMORY64_LIST)
            whole = memory64_list(m, at) && whole;
    }
    if (!whole)
        diag_report(m->diag, &damaged, span_none(), "%.*s: the minidump is cut off or damaged; what is there is used",
                    TEXT_ARG(m->path));
    if (!m->ranges.count)
        diag_report(m->diag, &no_memory, span_none(), "%.*s: this minidump holds no memory; write it with data "
                    "segments or full memory (MiniDumpWithDataSegs, MiniDumpWithFullMemory)", TEXT_ARG(m->path));
    return true;
}
