/* Candidates are tried one after the other; a PDB of the same name but another build is remembered, because
 * that is the commonest reason for finding none. */
#include "image.h"

#include "elf.h"
#include "file.h"
#include "pdb.h"
#include "pe.h"
#include "section.h"

static const struct diag_kind unreadable = {"unreadable-file", 3001, DIAG_ERROR, false};
static const struct diag_kind no_pdb = {"no-pdb", 3302, DIAG_ERROR, false};

struct find {
    struct arena *arena;
    struct diag *diag;
    struct pe pe;
    struct text name;      /* of the PDB, without folder */
    struct text other;     /* a PDB of another build */
    struct text found;
};

static bool try(struct find *f, struct text path)
{
    struct input in;
    struct pdb pdb;
    struct text at = file_resolve(f->arena, path);
    if (!file_exists(at.at))
        return false;
    struct diag silent = {.out = f->diag->out, .arena = f->arena, .program = f->diag->program, .no_warnings = true};
    silent.errors = DIAG_MAX_ERRORS; /* what cannot be read is no candidate, and no error */
    if (!input_open(&in, at, &silent))
        return false;
    bool same = pdb_open(&pdb, &in, f->arena) && tmf_guid_equal(pdb.guid, f->pe.guid);
    input_close(&in);
    if (same)
        f->found = at;
    else
        f->other = at;
    return same;
}

static bool try_store(struct find *f, struct text dir)
{
    static const unsigned char order[16] = {3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};
    struct text key = TEXT("");
    for (size_t i = 0; i < 16; i++)
        key = text_format(f->arena, "%.*s%02X", TEXT_ARG(key), f->pe.guid.bytes[order[i]]);
    key = text_format(f->arena, "%.*s%X", TEXT_ARG(key), f->pe.age);
    struct text inside = file_join(f->arena, file_join(f->arena, dir, f->name), key);
    return try(f, file_join(f->arena, inside, f->name));
}

static bool try_part(struct find *f, struct text part)
{
    bool store = text_starts_nocase(part, TEXT("srv*")) || text_starts_nocase(part, TEXT("cache*")) ||
                 text_starts_nocase(part, TEXT("symsrv*"));
    if (!store)
        return part.len && (try(f, file_join(f->arena, part, f->name)) || try_store(f, part));
    while (part.len) {
        const char *star = text_find(part, '*');
        struct text one = star ? text_slice(part.at, star) : part;
        part = text_skip(part, one.len + 1);
        if (one.len && text_search(one, TEXT("://")) == SIZE_MAX && try_store(f, one))
            return true;
    }
    return false;
}

static bool try_path(struct find *f, struct text path)
{
    while (path.len) {
        const char *end = text_find(path, ';');
        struct text part = end ? text_slice(path.at, end) : path;
        path = text_skip(path, part.len + 1);
        if (try_part(f, text_trim(part)))
            return true;
    }
    return false;
}

static bool has_own_messages(const struct pe *p)
{
    for (uint32_t i = 0; i < p->coff.section_count; i++)
        if (text_equal(p->coff.sections[i].name, TEXT(SECTION_NAME_PE)))
            return true;
    return false;
}

static bool search(struct find *f, struct text image, struct text symbol_path)
{
    struct text base = file_base_name(image), dir = {image.at, image.len - base.len};
    f->name = file_base_name(f->pe.pdb);
    if (try(f, file_join(f->arena, dir, f->name)) || try(f, f->pe.pdb) || try_path(f, symbol_path))
        return true;
    if (f->other.len)
        diag_report(f->diag, &no_pdb, span_none(), "%.*s: its PDB %.*s was not found; %.*s is of another build",
                    TEXT_ARG(image), TEXT_ARG(f->pe.pdb), TEXT_ARG(f->other));
    else
        diag_report(f->diag, &no_pdb, span_none(), "%.*s: its PDB %.*s was not found", TEXT_ARG(image),
                    TEXT_ARG(f->pe.pdb));
    return false;
}

bool image_find(struct text image, struct text symbol_path, struct diag *d, struct text *found)
{
    struct buffer bytes = {0};
    struct arena arena = {0};
    const char *why;
    struct find f = {.arena = &arena, .diag = d};
    struct text at = file_resolve(d->arena, image);
    bool ok = file_read(at.at, &bytes, &why);
    *found = at;
    if (!ok)
        diag_report(d, &unreadable, span_none(), "%.*s: %s", TEXT_ARG(image), why);
    struct bytes b = bytes_from(bytes.at, bytes.len);
    if (ok && pe_is(b)) {
        struct input in = input_from(image, buffer_slice(&bytes), d);
        ok = pe_open(&f.pe, &in, b, &arena);
        if (ok && f.pe.has_pdb && !has_own_messages(&f.pe)) {
            ok = search(&f, at, symbol_path);
            *found = text_copy(d->arena, f.found);
        }
    }
    buffer_free(&bytes);
    arena_free(&arena);
    return ok;
}
