/* A PDB is read where it lies, since it can be huge; everything else is loaded. A library's members are
 * objects, or other files beside a thin library. */
#include "reader.h"

#include "archive.h"
#include "coff.h"
#include "elf.h"
#include "file.h"
#include "pdb.h"
#include "pe.h"
#include "types.h"

static const struct diag_kind unreadable = {"unreadable-file", 3001, DIAG_ERROR, false};

struct reader {
    struct arena arena;   /* of this file alone */
    struct diag *diag;
    struct tmf_catalogue *catalogue;
    struct reader_result *result;
    struct collector collector;
    struct annotation_sink sink;
    unsigned depth;       /* thin libraries may name libraries */
};

static bool scan_pdb(struct reader *r, struct input *in)
{
    struct pdb p;
    r->result->kind = READER_PDB;
    if (!pdb_open(&p, in, &r->arena))
        return false;
    r->result->modules = p.module_count;
    r->result->stripped = p.stripped;
    return pdb_scan(&p, &r->sink) && types_from_pdb(&p, r->catalogue);
}

static bool scan_object(struct reader *r, struct input *in, struct bytes b, struct text name)
{
    struct coff c;
    return coff_open(&c, in, b, &r->arena) && coff_scan(&c, name, &r->sink) &&
           coff_wpp_scan(&c, 0, false, name, &r->arena, &r->sink) && types_from_coff(&c, r->catalogue);
}

static bool scan_image(struct reader *r, struct input *in, struct bytes b)
{
    struct pe p;
    return pe_open(&p, in, b, &r->arena) && pe_scan(&p, in->path, &r->arena, &r->sink);
}

static bool scan_bytes(struct reader *r, struct input *in, struct bytes b, struct text name);
static bool scan_file(struct reader *r, struct text path);

struct member { struct reader *reader; struct input *input; };

static bool scan_member(void *context, const struct archive_member *m)
{
    const struct member *at = context;
    at->reader->result->modules++;
    if (m->external) {
        struct text whole = at->input->path, base = file_base_name(whole);
        struct text dir = {whole.at, whole.len - base.len};
        return scan_file(at->reader, file_join(&at->reader->arena, dir, m->name));
    }
    enum coff_kind kind = coff_kind(m->bytes);
    bool skipped = kind != COFF_OBJECT && !elf_is(m->bytes); /* imports, resources, bitcode */
    return skipped || scan_bytes(at->reader, at->input, m->bytes, m->name);
}

static bool scan_tmf(struct reader *r, struct text path, struct text bytes)
{
    struct source s = source_from(path, text_copy(r->catalogue->arena, bytes));
    struct tmf_file file;
    r->result->kind = READER_TMF;
    if (!tmf_file_parse(r->catalogue->arena, &s, r->diag, &file))
        return false;
    tmf_catalogue_add_file(r->catalogue, &file);
    for (size_t i = 0; i < file.entries.count; i++)
        r->result->messages += file.entries.items[i].kind == TMF_ENTRY_MESSAGE;
    return true;
}

static bool scan_bytes(struct reader *r, struct input *in, struct bytes b, struct text name)
{
    struct member at = {r, in};
    if (archive_is(b)) {
        r->result->kind = READER_LIBRARY;
        return archive_each(in, b, scan_member, &at);
    }
    if (elf_is(b)) {
        r->result->kind = READER_ELF;
        return elf_scan(in, b, name, &r->arena, &r->sink);
    }
    switch (coff_kind(b)) {
    case COFF_OBJECT:
        r->result->kind = READER_OBJECT;
        return scan_object(r, in, b, name);
    case COFF_IMPORT:
        return true;
    case COFF_BITCODE:
        return input_unsupported(in, "LLVM bitcode: there are no annotations before code is made of it");
    case COFF_LTCG:
        return input_unsupported(in, "an object of /GL: there are no annotations before the linker makes code of it");
    case COFF_NONE:
        break;
    }
    if (pe_is(b)) {
        r->result->kind = READER_IMAGE;
        return scan_image(r, in, b);
    }
    return input_damaged(in, b.base, "neither a PDB nor an object, a library, an ELF or a PE file");
}

static bool is_pdb(struct input *in)
{
    char head[24];
    return in->size >= sizeof head && input_read(in, 0, head, sizeof head) &&
           (text_starts((struct text){head, sizeof head}, TEXT("Microsoft C/C++")) ||
            text_starts((struct text){head, sizeof head}, TEXT("Microsoft MSFZ")) ||
            text_starts((struct text){head, sizeof head}, TEXT("BSJB")));
}

static bool scan_loaded(struct reader *r, struct text path)
{
    struct buffer bytes = {0};
    const char *why;
    bool ok = file_read(path.at, &bytes, &why);
    if (!ok) {
        diag_report(r->diag, &unreadable, span_none(), "%.*s: %s", TEXT_ARG(path), why);
    } else if (text_ends_nocase(path, TEXT(".tmf"))) {
        ok = scan_tmf(r, path, buffer_slice(&bytes));
    } else {
        struct input in = input_from(path, buffer_slice(&bytes), r->diag);
        struct input *outer = r->collector.input;
        r->collector.input = &in;
        ok = scan_bytes(r, &in, bytes_from(bytes.at, bytes.len), path);
        r->collector.input = outer;
    }
    buffer_free(&bytes);
    return ok;
}

static bool scan_file(struct reader *r, struct text path)
{
    struct input in;
    if (r->depth == 4) {
        diag_report(r->diag, &unreadable, span_none(), "%.*s: thin libraries nested too deep", TEXT_ARG(path));
        return false;
    }
    if (!input_open(&in, path, r->diag))
        return false;
    struct input *outer = r->collector.input;
    r->depth++;
    r->collector.input = &in;
    bool pdb = is_pdb(&in);
    bool ok = pdb && scan_pdb(r, &in);
    input_close(&in);
    if (!pdb)
        ok = scan_loaded(r, in.path);
    r->collector.input = outer;
    r->depth--;
    return ok;
}

static bool finish(struct reader *r, bool ok)
{
    r->result->messages += r->collector.messages;
    r->result->controls = r->collector.controls;
    r->result->others = r->collector.others;
    r->result->bad = r->collector.bad;
    r->result->left_out = r->collector.left_out;
    arena_free(&r->arena);
    return ok;
}

static void start(struct reader *r, bool public_only)
{
    *r->result = (struct reader_result){0};
    r->collector = (struct collector){.catalogue = r->catalogue, .public_only = public_only};
    r->sink = (struct annotation_sink){collector_add, &r->collector};
}

bool reader_scan(struct text path, bool public_only, struct diag *d, struct tmf_catalogue *c,
                 struct reader_result *result)
{
    struct reader r = {.diag = d, .catalogue = c, .result = result};
    start(&r, public_only);
    return finish(&r, scan_file(&r, path));
}

bool reader_scan_bytes(struct text path, struct text bytes, bool public_only, struct diag *d, struct tmf_catalogue *c,
                       struct reader_result *result)
{
    struct reader r = {.diag = d, .catalogue = c, .result = result};
    struct input in = input_from(path, bytes, d);
    start(&r, public_only);
    r.collector.input = &in;
    return finish(&r, is_pdb(&in) ? scan_pdb(&r, &in) : scan_bytes(&r, &in, bytes_from(bytes.at, bytes.len), path));
}
