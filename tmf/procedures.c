/* What lld does to the records of a procedure was measured with lld 14 and 19, and is read in its PDB.cpp:
 * kinds with "_ID" become the plain ones, S_PROC_ID_END becomes S_END, records are padded to 4 bytes, records
 * of global data move elsewhere, and what it does not know becomes S_SKIP. Nothing else changes size or order. */
#include "procedures.h"

static uint16_t kind_in_pdb(uint16_t kind)
{
    switch (kind) {
    case CV_S_GPROC32_ID: return CV_S_GPROC32;
    case CV_S_LPROC32_ID: return CV_S_LPROC32;
    case CV_S_LPROC32_DPC_ID: return CV_S_LPROC32_DPC;
    case CV_S_PROC_ID_END: return CV_S_END;
    default: return kind;
    }
}

static bool goes_elsewhere(uint16_t kind)
{
    return kind == CV_S_GDATA32 || kind == CV_S_GTHREAD32 || kind == CV_S_PROCREF || kind == CV_S_LPROCREF;
}

struct walk {
    struct procedures *all;
    struct procedure current;
    size_t cap, depth;
};

static void keep(struct walk *w, const struct codeview_record *r)
{
    struct procedure *p = &w->current;
    struct procedure_record *slot = arena_push(w->all->arena, &p->records, &p->count, &w->cap, sizeof *slot);
    uint32_t size = (uint32_t)r->size;
    *slot = (struct procedure_record){r->at, size, (size + 3) & ~3u, (uint32_t)r->off, r->kind};
    p->annotations += r->kind == CV_S_ANNOTATION;
    p->skips += r->kind == CV_S_SKIP;
}

static bool open_procedure(struct walk *w, const struct codeview_record *r, const struct coff_section *object)
{
    struct codeview_procedure p;
    if (!codeview_procedure(r, &p))
        return false;
    w->current = (struct procedure){
        .name = p.name, .code_size = p.code_size, .offset = p.offset, .segment = p.segment, .section = object};
    w->cap = 0;
    return true;
}

static void close_procedure(struct walk *w)
{
    w->all->annotations += w->current.annotations;
    w->all->skips += w->current.skips;
    *(struct procedure *)ARENA_PUSH(w->all->arena, w->all->list) = w->current;
}

bool procedures_read(struct procedures *p, struct bytes records, const struct coff_section *object)
{
    struct walk w = {.all = p};
    struct codeview_record r;
    bool inside = false;
    while (codeview_next(&records, &r)) {
        if (!inside && codeview_is_procedure(r.kind) && w.depth == 0) {
            if (!open_procedure(&w, &r, object))
                return false;
            inside = true;
        }
        if (inside && !(object && goes_elsewhere(r.kind)))
            keep(&w, &r);
        if (!inside && r.kind == CV_S_ANNOTATION)
            p->outside++;
        if (codeview_opens_scope(r.kind)) {
            w.depth++;
        } else if (codeview_closes_scope(r.kind)) {
            if (w.depth-- == 0)
                return false;
            if (inside && w.depth == 0) {
                close_procedure(&w);
                inside = false;
            }
        }
    }
    return !records.bad && w.depth == 0;
}

bool procedures_match(const struct procedure *in_pdb, const struct procedure *in_object)
{
    if (in_pdb->count != in_object->count || in_pdb->code_size != in_object->code_size ||
        !text_equal(in_pdb->name, in_object->name))
        return false;
    for (size_t i = 0; i < in_pdb->count; i++) {
        const struct procedure_record *a = &in_pdb->records[i], *b = &in_object->records[i];
        if (a->size != b->size || (a->kind != CV_S_SKIP && a->kind != kind_in_pdb(b->kind)))
            return false;
    }
    return true;
}
