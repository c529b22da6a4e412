/* Records keep their size, as lld's own dropping of annotations does, so that nothing else in the PDB moves.
 * Zeroing the unused blocks matters: a linker that updates a PDB leaves the old blocks where they were. */
#include "codeview.h"
#include "patch.h"
#include "pdb.h"
#include "restore.h"

struct strip {
    struct arena arena;
    struct pdb pdb;
    struct patches patches;
    struct codeview_strings strings;
    struct strip_result result;
};

static bool strip_record(struct strip *s, const struct pdb_module *m, const struct codeview_record *r)
{
    struct annotation a = {0};
    if (!codeview_annotation(r, &s->strings, &a.offset, &a.segment))
        return input_damaged(s->pdb.msf.input, msf_file_offset(&s->pdb.msf, m->stream, (uint32_t)r->off),
                             "the strings do not fit into their annotation");
    a.strings = s->strings.items;
    a.count = s->strings.count;
    if (annotation_is_public(&a)) {
        s->result.kept++;
        return true;
    }
    char *bytes = arena_alloc(&s->arena, r->size); /* zeros */
    bytes[0] = (char)r->at[0];
    bytes[1] = (char)r->at[1];
    bytes[2] = CV_S_SKIP;
    patches_add(&s->patches, &s->pdb.msf, m->stream, (uint32_t)r->off, (struct text){bytes, r->size});
    s->result.removed++;
    return true;
}

static bool strip_module(struct strip *s, const struct pdb_module *m, struct buffer *symbols)
{
    if (!pdb_read_module(&s->pdb, m, symbols))
        return false;
    struct bytes b = bytes_from(symbols->at, symbols->len);
    struct codeview_record r;
    if (symbols->len < PDB_SYMBOLS_START)
        return true;
    bytes_skip(&b, PDB_SYMBOLS_START);
    while (codeview_next(&b, &r))
        if (r.kind == CV_S_ANNOTATION && !strip_record(s, m, &r))
            return false;
    return !b.bad || input_damaged(s->pdb.msf.input, msf_file_offset(&s->pdb.msf, m->stream, 0),
                                   "module %.*s: a symbol record does not fit", TEXT_ARG(m->name));
}

static void zero_unused(struct strip *s)
{
    const struct msf *m = &s->pdb.msf;
    char *zeros = arena_alloc(&s->arena, m->block_size);
    for (uint32_t block = 0; block < m->block_count; block++)
        if (!msf_block_used(m, block))
            *(struct patch *)ARENA_PUSH(&s->arena, s->patches.list) =
                (struct patch){(uint64_t)block * m->block_size, {zeros, m->block_size}};
}

struct expected { const struct strip_result *result; struct arena *arena; size_t public_ones, private_ones; };

static bool count_kinds(void *context, const struct annotation *a)
{
    struct expected *e = context;
    *(annotation_is_public(a) ? &e->public_ones : &e->private_ones) += 1;
    return true;
}

static bool nothing_private(void *context, struct input *written)
{
    struct expected *e = context;
    struct annotation_sink sink = {count_kinds, e};
    struct pdb p;
    return pdb_open(&p, written, e->arena) && pdb_scan(&p, &sink) && e->private_ones == 0 &&
           e->public_ones == e->result->kept;
}

bool strip_private(struct text pdb, struct text copy, struct diag *d, struct strip_result *result)
{
    struct strip s = {0};
    struct input in;
    struct buffer symbols = {0};
    if (!input_open(&in, pdb, d))
        return false;
    s.patches.arena = &s.arena;
    bool ok = pdb_open(&s.pdb, &in, &s.arena);
    for (size_t i = 0; ok && i < s.pdb.module_count; i++)
        ok = strip_module(&s, &s.pdb.modules[i], &symbols);
    if (ok) {
        struct expected expected = {.result = &s.result, .arena = &s.arena};
        zero_unused(&s);
        ok = patches_write(&s.patches, &in, copy, nothing_private, &expected);
    }
    *result = s.result;
    buffer_free(&symbols);
    codeview_strings_free(&s.strings);
    input_close(&in);
    arena_free(&s.arena);
    return ok;
}
