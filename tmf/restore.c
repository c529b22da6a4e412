/* Which record goes where. A module of the PDB is made of one object, and its procedures are those of the
 * object in the same order, less the ones that were discarded; so they embed into the object's list. Where two
 * procedures of the object could stand for the same one, the earliest and the latest possible embedding
 * differ; then everything between them that fits must give the same bytes. Overloads of one size are the case
 * where it does not: there the linker's names, which the PDB's public symbols have, decide, and when they
 * cannot, nothing is done.
 *
 * The address of a record is not copied but moved: it keeps its distance to the start of its procedure, both
 * taken from the object's relocations, and the start is what the PDB says. This holds for folded functions
 * too, since lld gives each its records and the address of the one that stayed. */
#include "restore.h"

#include <string.h>

#include "file.h"
#include "objects.h"
#include "patch.h"
#include "pdb.h"

static const struct diag_kind not_restored = {"not-restored", 3401, DIAG_ERROR, false};
static const struct diag_kind no_object = {"module-without-object", 3402, DIAG_WARNING, false};

/* A module's names in the form that objects have theirs. */
struct module_path { struct text base, name, file; };

struct restore {
    struct arena arena;
    struct diag *diag;
    struct input input;
    struct pdb pdb;
    struct objects objects;
    struct patches patches;
    struct module_path *paths; /* one for each module */
    struct table publics;      /* struct pdb_public by name; read when first needed */
    bool has_publics;
    struct restore_result result;
};

/* A record that will be put back: its bytes, and where in the module's stream. */
struct change { uint32_t off; struct text bytes; };
struct changes { ARENA_LIST(struct change) list; size_t present; };

static bool refuse(struct restore *r, const struct pdb_module *m, const char *format, struct text what)
{
    struct text sentence = text_format(&r->arena, format, TEXT_ARG(what));
    diag_report(r->diag, &not_restored, span_none(), "%.*s: not changed: module %.*s: %.*s", TEXT_ARG(r->input.path),
                TEXT_ARG(m->name), TEXT_ARG(sentence));
    return false;
}

/* ---- the bytes of one record ---- */

struct target { int32_t section; uint32_t offset; bool relocated; };

/* What the two address fields of a record point at in the object. False: in a way not understood. */
static bool address_of(const struct object *o, const struct procedure *p, const struct procedure_record *rec,
                       uint32_t offset_field, uint32_t segment_field, struct target *t)
{
    uint16_t secrel, section;
    struct coff_relocation a, b;
    struct coff_symbol s, other;
    if (!coff_relocation_type(&o->coff, COFF_SECREL, &secrel) || !coff_relocation_type(&o->coff, COFF_SECTION, &section))
        return false;
    uint32_t at = (uint32_t)((size_t)(rec->at - o->coff.bytes.at) - p->section->raw_at);
    bool has_offset = coff_relocation_at(&o->coff, p->section, at + offset_field, secrel, &a);
    bool has_section = coff_relocation_at(&o->coff, p->section, at + segment_field, section, &b);
    struct bytes record = bytes_from(rec->at, rec->stored);
    bytes_seek(&record, offset_field);
    uint32_t addend = bytes_u32(&record);
    *t = (struct target){.relocated = has_offset};
    if (has_offset != has_section || record.bad)
        return false;
    if (!has_offset)
        return addend == 0; /* cl leaves the address of code it removed empty */
    if (!coff_symbol(&o->coff, a.symbol, &s) || !coff_symbol(&o->coff, b.symbol, &other) || s.section != other.section)
        return false;
    t->section = s.section;
    t->offset = s.value + addend;
    return s.section > 0;
}

/* The S_ANNOTATION for the place of an S_SKIP, with its final address. NULL: not understood. */
static const char *make_record(struct restore *r, const struct object *o, const struct procedure *in_pdb,
                               const struct procedure *p, const struct procedure_record *rec)
{
    struct target start, here;
    if (!address_of(o, p, &p->records[0], CV_PROCEDURE_OFFSET, CV_PROCEDURE_SEGMENT, &start) || !start.relocated ||
        !address_of(o, p, rec, CV_ANNOTATION_OFFSET, CV_ANNOTATION_SEGMENT, &here))
        return NULL;
    uint32_t offset = 0;
    uint16_t segment = 0;
    if (here.relocated) {
        uint32_t distance = here.offset - start.offset;
        if (here.section != start.section || here.offset < start.offset || distance > in_pdb->code_size ||
            in_pdb->offset > UINT32_MAX - distance)
            return NULL;
        offset = in_pdb->offset + distance;
        segment = in_pdb->segment;
    }
    unsigned char *bytes = arena_alloc(&r->arena, rec->size);
    memcpy(bytes, rec->at, rec->stored);
    bytes[0] = (unsigned char)(rec->size - 2);
    bytes[1] = (unsigned char)((rec->size - 2) >> 8);
    for (unsigned i = 0; i < 4; i++)
        bytes[CV_ANNOTATION_OFFSET + i] = (unsigned char)(offset >> 8 * i);
    for (unsigned i = 0; i < 2; i++)
        bytes[CV_ANNOTATION_SEGMENT + i] = (unsigned char)(segment >> 8 * i);
    return (const char *)bytes;
}

/* ---- one module and one object ---- */

struct pair {
    struct restore *restore;
    const struct pdb_module *module;
    const struct object *object;
    const struct procedures *in_pdb;
    size_t *first, *last; /* for each procedure of the module: the range of the object's that may be it */
};

/* Embeds the module's procedures into the object's, as early and as late as possible. */
static bool embed(struct pair *p)
{
    const struct procedures *whole = &p->object->procedures, *part = p->in_pdb;
    size_t at = 0;
    for (size_t i = 0; i < part->list.count; i++, at++) {
        while (at < whole->list.count && !procedures_match(&part->list.items[i], &whole->list.items[at]))
            at++;
        if (at == whole->list.count)
            return false;
        p->first[i] = at;
    }
    at = whole->list.count;
    for (size_t i = part->list.count; i-- > 0;) { /* cannot fail: the early embedding is one */
        do
            at--;
        while (!procedures_match(&part->list.items[i], &whole->list.items[at]));
        p->last[i] = at;
    }
    return true;
}

/* The changes of one procedure when it is the object's number `which`. False: refused. */
static bool changes_of(struct pair *p, size_t i, size_t which, struct changes *out)
{
    struct restore *r = p->restore;
    const struct procedure *old = &p->in_pdb->list.items[i], *from = &p->object->procedures.list.items[which];
    for (size_t k = 0; k < old->count; k++) {
        const struct procedure_record *was = &old->records[k], *rec = &from->records[k];
        if (rec->kind != CV_S_ANNOTATION)
            continue;
        const char *bytes = make_record(r, p->object, old, from, rec);
        if (!bytes)
            return refuse(r, p->module, "the address of an annotation in %.*s is not in its procedure", old->name);
        if (was->kind == CV_S_SKIP)
            *(struct change *)ARENA_PUSH(&r->arena, out->list) = (struct change){was->off, {bytes, rec->size}};
        else if (was->stored == rec->size && memcmp(was->at, bytes, rec->size) == 0)
            out->present++;
        else
            return refuse(r, p->module, "%.*s has an annotation that is not that of the object", old->name);
    }
    return true;
}

static bool same_changes(const struct changes *a, const struct changes *b)
{
    if (a->list.count != b->list.count)
        return false;
    for (size_t i = 0; i < a->list.count; i++)
        if (a->list.items[i].off != b->list.items[i].off ||
            !text_equal(a->list.items[i].bytes, b->list.items[i].bytes))
            return false;
    return true;
}

static void keep_public(void *context, const struct pdb_public *s)
{
    struct restore *r = context;
    struct pdb_public *copy = ARENA_NEW(&r->arena, struct pdb_public);
    *copy = *s;
    copy->name = text_copy(&r->arena, s->name);
    table_put(&r->publics, &r->arena, copy->name, copy);
}

/* Whether the object's procedure can be the PDB's by its linker's name: a name that others see must be a public
 * symbol with that address, and is none when the procedure was discarded. */
static bool may_be(struct restore *r, const struct object *o, const struct procedure *in_pdb, const struct procedure *p)
{
    uint16_t secrel;
    struct coff_relocation reloc;
    struct coff_symbol s;
    uint32_t at = (uint32_t)((size_t)(p->records[0].at - o->coff.bytes.at) - p->section->raw_at);
    if (!coff_relocation_type(&o->coff, COFF_SECREL, &secrel) ||
        !coff_relocation_at(&o->coff, p->section, at + CV_PROCEDURE_OFFSET, secrel, &reloc) ||
        !coff_symbol(&o->coff, reloc.symbol, &s) || !s.is_external)
        return true;
    const struct pdb_public *found = table_get(&r->publics, s.name);
    return found && found->segment == in_pdb->segment && found->offset == in_pdb->offset;
}

/* The changes of one procedure, from all of the object's that it may be. *differ: they are not the same ones,
 * and *out is meaningless. False: refused. */
static bool changes_of_all(struct pair *p, size_t i, bool by_name, struct changes *out, bool *differ)
{
    const struct procedure *old = &p->in_pdb->list.items[i];
    bool any = false;
    *differ = false;
    for (size_t which = p->first[i]; which <= p->last[i]; which++) {
        const struct procedure *one = &p->object->procedures.list.items[which];
        struct changes these = {0};
        if (!procedures_match(old, one) || (by_name && !may_be(p->restore, p->object, old, one)))
            continue;
        if (!changes_of(p, i, which, &these))
            return false;
        if (any && !same_changes(out, &these))
            *differ = true;
        *out = these;
        any = true;
    }
    *differ |= !any;
    return true;
}

static bool read_publics(struct restore *r)
{
    if (!r->has_publics && !pdb_each_public(&r->pdb, keep_public, r))
        return false;
    r->has_publics = true;
    return true;
}

/* All changes that the object makes to the module. False: refused. */
static bool changes_of_module(struct pair *p, struct changes *out)
{
    struct restore *r = p->restore;
    for (size_t i = 0; i < p->in_pdb->list.count; i++) {
        struct changes one = {0};
        bool differ;
        if (!changes_of_all(p, i, false, &one, &differ))
            return false;
        if (differ && (!read_publics(r) || !changes_of_all(p, i, true, &one, &differ)))
            return false;
        if (differ)
            return refuse(r, p->module, "the object has several procedures that could be %.*s",
                          p->in_pdb->list.items[i].name);
        out->present += one.present;
        for (size_t k = 0; k < one.list.count; k++)
            *(struct change *)ARENA_PUSH(&r->arena, out->list) = one.list.items[k];
    }
    return true;
}

/* ---- which object a module is made of ---- */

static void name_modules(struct restore *r)
{
    r->paths = arena_array(&r->arena, r->pdb.module_count, sizeof *r->paths);
    for (size_t i = 0; i < r->pdb.module_count; i++) {
        const struct pdb_module *m = &r->pdb.modules[i];
        r->paths[i] = (struct module_path){file_base_name(m->name), objects_absolute(&r->arena, m->name),
                                           objects_absolute(&r->arena, m->file)};
    }
}

static bool names_loosely(const struct module_path *m, const struct object *o)
{
    return text_equal_nocase(m->base, file_base_name(o->path));
}

static bool names_exactly(const struct module_path *m, const struct object *o)
{
    return o->archive.len ? text_equal_nocase(m->file, o->archive) && names_loosely(m, o)
                          : text_equal_nocase(m->name, o->path);
}

static bool names_another(const struct restore *r, size_t module, const struct object *o)
{
    for (size_t i = 0; i < r->pdb.module_count; i++)
        if (i != module && names_exactly(&r->paths[i], o))
            return true;
    return false;
}

/* The objects that may be the module: those of its very path; without one, those of its name that are not the
 * very path of another module. */
static struct object **candidates(struct restore *r, size_t module, size_t *count)
{
    ARENA_LIST(struct object *) exact = {0}, loose = {0};
    for (size_t i = 0; i < r->objects.list.count; i++) {
        struct object *o = r->objects.list.items[i];
        if (!names_loosely(&r->paths[module], o))
            continue;
        if (names_exactly(&r->paths[module], o))
            *(struct object **)ARENA_PUSH(&r->arena, exact) = o;
        else if (!names_another(r, module, o))
            *(struct object **)ARENA_PUSH(&r->arena, loose) = o;
    }
    *count = exact.count ? exact.count : loose.count;
    return exact.count ? exact.items : loose.items;
}

/* Tries the candidates; those that fit must all say the same. False: refused. */
static bool choose(struct restore *r, const struct pdb_module *m, const struct procedures *in_pdb,
                   struct object **list, size_t count, struct changes *out)
{
    bool found = false;
    struct text first = {0};
    for (size_t i = 0; i < count; i++) {
        struct changes these = {0};
        struct pair p = {r, m, list[i], in_pdb, arena_array(&r->arena, in_pdb->list.count, sizeof(size_t)),
                         arena_array(&r->arena, in_pdb->list.count, sizeof(size_t))};
        if (list[i]->annotated ? !embed(&p) : count > 1 && in_pdb->skips)
            continue;
        if (list[i]->procedures.outside)
            return refuse(r, m, "object %.*s has annotations outside of procedures", list[i]->name);
        if (list[i]->annotated && !changes_of_module(&p, &these))
            return false;
        if (found && !same_changes(out, &these))
            return refuse(r, m, "several objects fit: %.*s and another of that name", first);
        found = true;
        first = list[i]->name;
        *out = these;
    }
    return found || refuse(r, m, "its procedures are not those of %.*s; was it linked from another build?",
                           list[0]->name);
}

/* ---- the whole PDB ---- */

static bool read_module(struct restore *r, const struct pdb_module *m, struct arena *a, struct procedures *p,
                        struct buffer *symbols)
{
    *p = (struct procedures){.arena = a};
    if (!pdb_read_module(&r->pdb, m, symbols))
        return false;
    if (symbols->len <= PDB_SYMBOLS_START)
        return true;
    struct bytes all = bytes_from(symbols->at, symbols->len);
    if (procedures_read(p, bytes_sub(&all, PDB_SYMBOLS_START, symbols->len - PDB_SYMBOLS_START), NULL))
        return true;
    return refuse(r, m, "its symbol records do not fit%.*s", TEXT(""));
}

static bool restore_module(struct restore *r, size_t module, struct buffer *symbols)
{
    const struct pdb_module *m = &r->pdb.modules[module];
    struct procedures p;
    struct arena scratch = {0};
    struct changes changes = {0};
    size_t count;
    struct object **list = candidates(r, module, &count);
    bool ok = read_module(r, m, &scratch, &p, symbols);
    for (size_t i = 0; i < count; i++)
        list[i]->used = true;
    bool open = ok && p.skips;
    if (ok && count == 0 && open)
        diag_report(r->diag, &no_object, span_none(), "%.*s: module %.*s has %zu records that lld may have dropped, and "
                    "no object of that name was given", TEXT_ARG(r->input.path), TEXT_ARG(m->name), p.skips);
    else if (ok && count && p.list.count)
        ok = choose(r, m, &p, list, count, &changes);
    for (size_t i = 0; ok && i < changes.list.count; i++)
        patches_add(&r->patches, &r->pdb.msf, m->stream, changes.list.items[i].off, changes.list.items[i].bytes);
    r->result.restored += changes.list.count;
    r->result.present += changes.present;
    r->result.modules += changes.list.count != 0;
    arena_free(&scratch);
    return ok;
}

static bool all_objects_used(struct restore *r)
{
    for (size_t i = 0; i < r->objects.list.count; i++) {
        const struct object *o = r->objects.list.items[i];
        if (o->annotated && o->named_itself && !o->used) {
            diag_report(r->diag, &not_restored, span_none(), "%.*s: not changed: it has no module made of %.*s",
                        TEXT_ARG(r->input.path), TEXT_ARG(o->name));
            return false;
        }
    }
    return true;
}

struct tally { struct arena *arena; size_t count; };

static bool count_one(void *context, const struct annotation *a)
{
    (void)a;
    ((struct tally *)context)->count++;
    return true;
}

static bool count_annotations(struct tally *t, struct input *in)
{
    struct annotation_sink sink = {count_one, t};
    struct pdb p;
    return pdb_open(&p, in, t->arena) && pdb_scan(&p, &sink);
}

/* Beyond the bytes being those that were meant: a reader must find that many annotations more. */
struct expectation { struct tally before; size_t restored; };

static bool reads_back(void *context, struct input *written)
{
    struct expectation *e = context;
    struct tally now = {.arena = e->before.arena};
    return count_annotations(&now, written) && now.count == e->before.count + e->restored;
}

static bool restore_all(struct restore *r, const struct text *objects, size_t count)
{
    struct buffer symbols = {0};
    struct expectation expected = {.before = {.arena = &r->arena}};
    bool ok = pdb_open(&r->pdb, &r->input, &r->arena);
    for (size_t i = 0; ok && i < count; i++)
        ok = objects_load(&r->objects, objects[i]);
    if (ok)
        name_modules(r);
    for (size_t i = 0; ok && i < r->pdb.module_count; i++)
        ok = restore_module(r, i, &symbols);
    ok = ok && all_objects_used(r);
    expected.restored = r->result.restored;
    if (ok && r->patches.list.count)
        ok = count_annotations(&expected.before, &r->input) &&
             patches_write(&r->patches, &r->input, r->input.path, reads_back, &expected);
    buffer_free(&symbols);
    return ok;
}

bool restore_annotations(struct text pdb, const struct text *objects, size_t count, struct diag *d,
                         struct restore_result *result)
{
    struct restore r = {.diag = d};
    r.objects = (struct objects){.arena = &r.arena, .diag = d};
    r.patches.arena = &r.arena;
    *result = (struct restore_result){0};
    if (!input_open(&r.input, file_resolve(d->arena, pdb), d))
        return false;
    bool ok = restore_all(&r, objects, count);
    if (ok)
        *result = r.result;
    input_close(&r.input);
    objects_release(&r.objects);
    arena_free(&r.arena);
    return ok;
}
