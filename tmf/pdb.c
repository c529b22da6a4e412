/* The way in: PDB info stream (GUID, age), DBI stream (header, then one record per module), module streams.
 * Only old compilers leave modules whose records are not C13 (signature 4); such a module has no annotations
 * that anybody could read, so it is refused by name. */
#include "pdb.h"

#include <stdlib.h>
#include <string.h>

#include "codeview.h"

enum { DBI_HEADER = 64, MODULE_HEADER = 64, STRIPPED = 1 << 1, NEW_DBI = 0xFFFFFFFF };

static bool read_info(struct pdb *p)
{
    struct input *in = p->msf.input;
    char head[28];
    if (p->msf.stream_count <= PDB_STREAM_DBI)
        return input_damaged(in, 0, "only %u streams, too few for a PDB", p->msf.stream_count);
    if (!msf_read(&p->msf, PDB_STREAM_INFO, 0, head, sizeof head))
        return false;
    struct bytes b = bytes_from(head, sizeof head);
    bytes_skip(&b, 8); /* version, time */
    p->age = bytes_u32(&b);
    memcpy(p->guid.bytes, head + 12, sizeof p->guid.bytes);
    return true;
}

/* One record of the module list; its names stay in `b`'s memory. */
static bool read_module(struct bytes *b, struct pdb_module *m)
{
    bytes_skip(b, 34); /* pointer, section contribution, flags */
    m->stream = bytes_u16(b);
    m->symbol_bytes = bytes_u32(b);
    bytes_skip(b, MODULE_HEADER - 40);
    m->name = bytes_string(b);
    m->file = bytes_string(b);
    size_t odd = b->off % 4;
    if (odd && bytes_left(b))
        bytes_skip(b, 4 - odd < bytes_left(b) ? 4 - odd : bytes_left(b));
    return !b->bad;
}

static bool check_module(struct pdb *p, const struct pdb_module *m, uint32_t at)
{
    uint64_t where = msf_file_offset(&p->msf, PDB_STREAM_DBI, at);
    if (m->stream == MSF_NO_STREAM)
        return true;
    if (m->stream >= p->msf.stream_count)
        return input_damaged(p->msf.input, where, "module %.*s: there is no stream %u", TEXT_ARG(m->name), m->stream);
    uint32_t size = p->msf.streams[m->stream].size;
    if (m->symbol_bytes > size)
        return input_damaged(p->msf.input, where, "module %.*s: %u bytes of symbols in a stream of %u",
                             TEXT_ARG(m->name), m->symbol_bytes, size);
    return true;
}

static bool read_modules(struct pdb *p, uint32_t bytes)
{
    ARENA_LIST(struct pdb_module) list = {0};
    struct arena *a = p->msf.arena;
    char *at = arena_alloc(a, bytes);
    if (!msf_read(&p->msf, PDB_STREAM_DBI, DBI_HEADER, at, bytes))
        return false;
    struct bytes b = bytes_from(at, bytes);
    while (bytes_left(&b)) {
        uint32_t start = (uint32_t)b.off;
        struct pdb_module *m = ARENA_PUSH(a, list);
        if (!read_module(&b, m))
            return input_damaged(p->msf.input, msf_file_offset(&p->msf, PDB_STREAM_DBI, DBI_HEADER + start),
                                 "the list of modules ends inside module %zu", list.count - 1);
        if (!check_module(p, m, DBI_HEADER + start))
            return false;
    }
    p->modules = list.items;
    p->module_count = list.count;
    return true;
}

static bool read_dbi(struct pdb *p)
{
    struct input *in = p->msf.input;
    char head[DBI_HEADER];
    uint32_t size = p->msf.streams[PDB_STREAM_DBI].size;
    if (size == 0)
        return true; /* a compiler's PDB, types only */
    if (!msf_read(&p->msf, PDB_STREAM_DBI, 0, head, sizeof head))
        return false;
    uint64_t at = msf_file_offset(&p->msf, PDB_STREAM_DBI, 0);
    struct bytes b = bytes_from(head, sizeof head);
    uint32_t signature = bytes_u32(&b), version = bytes_u32(&b);
    if (signature != NEW_DBI)
        return input_damaged(in, at, "debug information of an unknown form (signature 0x%08x)", signature);
    if (version < 19970606)
        return input_unsupported(in, "debug information of version %u, from before 1997", version);
    p->compiler_age = bytes_u32(&b);
    bytes_skip(&b, 8); /* stream numbers and builds of globals and publics */
    p->symbol_records = bytes_u16(&b);
    bytes_skip(&b, 2);
    uint32_t module_bytes = bytes_u32(&b);
    bytes_skip(&b, 28); /* sizes of the other parts */
    p->stripped = bytes_u16(&b) & STRIPPED;
    if (module_bytes > size - DBI_HEADER)
        return input_damaged(in, at + 24, "a list of modules of %u bytes in a stream of %u", module_bytes, size);
    return read_modules(p, module_bytes);
}

bool pdb_open(struct pdb *p, struct input *in, struct arena *a)
{
    *p = (struct pdb){.symbol_records = MSF_NO_STREAM};
    return msf_open(&p->msf, in, a) && read_info(p) && read_dbi(p);
}

bool pdb_read_module(struct pdb *p, const struct pdb_module *m, struct buffer *out)
{
    out->len = 0;
    if (m->stream == MSF_NO_STREAM || m->symbol_bytes < PDB_SYMBOLS_START)
        return true;
    if (!msf_read_into(&p->msf, m->stream, m->symbol_bytes, out))
        return false;
    struct bytes b = bytes_from(out->at, out->len);
    uint32_t signature = bytes_u32(&b);
    if (signature != 4)
        return input_damaged(p->msf.input, msf_file_offset(&p->msf, m->stream, 0),
                             "module %.*s: symbols of an unknown form (signature %u)", TEXT_ARG(m->name), signature);
    return true;
}

struct place { const struct msf *msf; uint32_t stream; };

static uint64_t file_place(const void *context, uint64_t off)
{
    const struct place *p = context;
    uint32_t size = p->msf->streams[p->stream].size; /* an offset just behind the end is a place too */
    return off < size ? msf_file_offset(p->msf, p->stream, (uint32_t)off)
                      : msf_file_offset(p->msf, p->stream, size - 1) + 1;
}

static bool scan_module(struct pdb *p, const struct pdb_module *m, struct buffer *symbols,
                        const struct annotation_sink *sink)
{
    if (!pdb_read_module(p, m, symbols))
        return false;
    if (symbols->len <= PDB_SYMBOLS_START)
        return true;
    struct place place = {&p->msf, m->stream};
    struct codeview_source from = {p->msf.input, m->name, file_place, &place};
    struct bytes all = bytes_from(symbols->at, symbols->len);
    return codeview_scan(&from, bytes_sub(&all, PDB_SYMBOLS_START, symbols->len - PDB_SYMBOLS_START), sink);
}

bool pdb_scan(struct pdb *p, const struct annotation_sink *sink)
{
    struct buffer symbols = {0};
    bool ok = true;
    for (size_t i = 0; ok && i < p->module_count; i++)
        ok = scan_module(p, &p->modules[i], &symbols, sink);
    buffer_free(&symbols);
    return ok;
}

enum { PUBLIC_WINDOW = 1 << 18, RECORD_MAX = 2 + 0xFFFF };

/* The public symbols in the records of one window. False: a record does not fit. */
static bool publics_in(struct bytes *window, bool last, void (*each)(void *, const struct pdb_public *), void *context)
{
    struct codeview_record r;
    while (bytes_left(window) > (last ? 0 : RECORD_MAX) && codeview_next(window, &r)) {
        if (r.kind != CV_S_PUB32)
            continue;
        struct pdb_public s = {0};
        bytes_skip(&r.body, 4);
        s.offset = bytes_u32(&r.body);
        s.segment = bytes_u16(&r.body);
        s.name = bytes_string(&r.body);
        if (r.body.bad)
            return false;
        each(context, &s);
    }
    return !window->bad;
}

bool pdb_each_public(struct pdb *p, void (*each)(void *context, const struct pdb_public *s), void *context)
{
    if (p->symbol_records >= p->msf.stream_count)
        return true;
    uint32_t size = p->msf.streams[p->symbol_records].size;
    char *window = base_realloc(NULL, PUBLIC_WINDOW);
    bool ok = true;
    for (uint32_t at = 0; ok && at < size;) {
        uint32_t n = size - at < PUBLIC_WINDOW ? size - at : PUBLIC_WINDOW;
        struct bytes b = bytes_from(window, n);
        ok = msf_read(&p->msf, p->symbol_records, at, window, n);
        if (ok && !publics_in(&b, at + n == size, each, context))
            ok = input_damaged(p->msf.input, msf_file_offset(&p->msf, p->symbol_records, at),
                               "a record of the public symbols does not fit");
        at += (uint32_t)b.off;
    }
    free(window);
    return ok;
}
