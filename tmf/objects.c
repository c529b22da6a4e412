/* Records of an object are compared where they lie, so the files stay loaded, all but those without an
 * annotation: of them only the name matters. */
#include "objects.h"

#include "archive.h"
#include "elf.h"
#include "file.h"

static const struct diag_kind unreadable = {"unreadable-file", 3001, DIAG_ERROR, false};

static bool is_drive(struct text path) { return path.len > 1 && path.at[1] == ':'; }

struct text objects_absolute(struct arena *a, struct text path)
{
    struct text whole = file_is_absolute(path) ? path : file_join(a, file_current_dir(a), path), rest = whole;
    char *out = arena_alloc(a, whole.len + 2);
    size_t len = 0;
    while (rest.len) {
        size_t n = 0;
        while (n < rest.len && rest.at[n] != '/' && rest.at[n] != '\\')
            n++;
        struct text part = {rest.at, n};
        rest = text_skip(rest, n + 1);
        if (text_equal(part, TEXT("..")))
            while (len && out[--len] != '/')
                continue;
        if (n == 0 || text_equal(part, TEXT(".")) || text_equal(part, TEXT("..")))
            continue;
        if (len || !is_drive(whole))
            out[len++] = '/';
        for (size_t i = 0; i < n; i++)
            out[len++] = part.at[i];
    }
    return (struct text){out, len};
}

struct loading { struct objects *all; struct object *object; };

static bool add_records(void *context, const struct coff_section *s, struct bytes records)
{
    struct loading *l = context;
    if (procedures_read(&l->object->procedures, records, s))
        return true;
    return input_damaged(l->object->coff.input, records.base, "%.*s: its symbol records do not fit",
                         TEXT_ARG(l->object->name));
}

static bool add_object(struct objects *o, struct input *in, struct bytes b, struct object *like)
{
    struct object *object = ARENA_NEW(o->arena, struct object);
    *object = *like;
    object->procedures.arena = o->arena;
    struct loading l = {o, object};
    *(struct object **)ARENA_PUSH(o->arena, o->list) = object;
    if (!coff_open(&object->coff, in, b, o->arena) || !coff_each_symbols(&object->coff, add_records, &l))
        return false;
    object->annotated = object->procedures.annotations || object->procedures.outside;
    return true;
}

struct member { struct objects *all; struct input *input; struct text archive; };

static bool add_member(void *context, const struct archive_member *m)
{
    struct member *at = context;
    if (m->external) {
        struct text whole = at->input->path, base = file_base_name(whole);
        return objects_load(at->all, file_join(at->all->arena, (struct text){whole.at, whole.len - base.len}, m->name));
    }
    if (coff_kind(m->bytes) != COFF_OBJECT)
        return true;
    struct arena *a = at->all->arena;
    struct object like = {.path = m->name, .archive = at->archive};
    like.name = text_format(a, "%.*s(%.*s)", TEXT_ARG(at->input->path), TEXT_ARG(m->name));
    return add_object(at->all, at->input, m->bytes, &like);
}

static bool add_file(struct objects *o, struct input *in, struct bytes b)
{
    struct text absolute = objects_absolute(o->arena, in->path);
    if (archive_is(b)) {
        struct member at = {o, in, absolute};
        return archive_each(in, b, add_member, &at);
    }
    if (coff_kind(b) != COFF_OBJECT)
        return input_unsupported(in, "neither a COFF object nor a library of them");
    struct object like = {.name = in->path, .path = absolute, .named_itself = o->depth == 1};
    return add_object(o, in, b, &like);
}

bool objects_load(struct objects *o, struct text path)
{
    struct buffer bytes = {0};
    struct text at = file_resolve(o->arena, path);
    const char *why;
    if (o->depth == 4 || !file_read(at.at, &bytes, &why)) {
        diag_report(o->diag, &unreadable, span_none(), "%.*s: %s", TEXT_ARG(path),
                    o->depth == 4 ? "thin libraries nested too deep" : why);
        buffer_free(&bytes);
        return false;
    }
    size_t before = o->list.count;
    struct input *in = ARENA_NEW(o->arena, struct input);
    *in = input_from(at, buffer_slice(&bytes), o->diag);
    o->depth++;
    bool ok = add_file(o, in, bytes_from(bytes.at, bytes.len)), annotated = false;
    o->depth--;
    for (size_t i = before; i < o->list.count; i++)
        annotated |= o->list.items[i]->annotated;
    if (ok && annotated) {
        *(struct buffer *)ARENA_PUSH(o->arena, o->files) = bytes;
        return true;
    }
    for (size_t i = before; i < o->list.count; i++) { /* what is left of these must not point into the file */
        struct object *object = o->list.items[i];
        object->path = text_copy(o->arena, object->path);
        object->procedures = (struct procedures){0};
        object->coff = (struct coff){0};
    }
    buffer_free(&bytes);
    return ok;
}

void objects_release(struct objects *o)
{
    for (size_t i = 0; i < o->files.count; i++)
        buffer_free(&o->files.items[i]);
    o->files.count = 0;
}
