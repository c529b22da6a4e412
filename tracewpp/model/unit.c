/* What is known of a source once all its calls are: numbers, signatures, the trace GUID; and of the run once
 * all sources are: reorder macros, and that no two sources share a GUID. */
#include <stdlib.h>

#include "buffer.h"
#include "file.h"
#include "guid.h"
#include "model.h"

struct text model_canonical(struct arena *a, struct text file_name)
{
    char *at = arena_copy(a, file_name.at, file_name.len);
    for (size_t i = 0; i < file_name.len; i++)
        if (!text_is_word(at[i]) || (unsigned char)at[i] >= 0x80)
            at[i] = '_';
    return (struct text){at, file_name.len};
}

static struct unit *new_unit(struct model *m, struct text path, struct text name)
{
    struct unit *u = ARENA_NEW(m->arena, struct unit);
    u->path = path;
    u->name = name;
    u->canonical = model_canonical(m->arena, name);
    return u;
}

struct unit *model_add_unit(struct model *m, struct text path)
{
    struct unit *u = new_unit(m, path, file_base_name(path));
    *(struct unit **)ARENA_PUSH(m->arena, m->units) = u;
    return u;
}

/* ---- reorder macros ----------------------------------------------------------------------------------- */

const struct reorder *model_reorder(struct model *m, struct text name, struct text permutation, size_t count)
{
    /* Without arguments the name is empty, which no table key should be: the blank cannot be in a name. */
    struct reorder *r = table_get(&m->reorder_table, name.len ? name : TEXT(" "));
    if (r)
        return r;
    struct buffer arguments = {0};
    r = ARENA_NEW(m->arena, struct reorder);
    buffer_text(&arguments, TEXT("MSG"));
    for (size_t i = 0; i < count; i++)
        buffer_format(&arguments, ", a%zu", i);
    r->name = text_copy(m->arena, name);
    r->arguments = text_copy(m->arena, buffer_slice(&arguments));
    r->permutation = text_copy(m->arena, permutation);
    buffer_free(&arguments);
    table_put(&m->reorder_table, m->arena, name.len ? r->name : TEXT(" "), r);
    *(struct reorder **)ARENA_PUSH(m->arena, m->reorders) = r;
    return r;
}

/* ---- one unit ----------------------------------------------------------------------------------------- */

static int by_signature_name(const void *a, const void *b)
{
    return text_compare((*(struct signature *const *)a)->name, (*(struct signature *const *)b)->name);
}

static void gather_signatures(struct model *m, struct unit *u)
{
    struct table seen = {0};
    for (size_t i = 0; i < u->messages.count; i++) {
        const struct signature *s = u->messages.items[i]->signature;
        struct text key = s->name.len ? s->name : TEXT(" ");
        if (!table_get(&seen, key)) {
            table_put(&seen, m->arena, key, (void *)(uintptr_t)s);
            *(const struct signature **)ARENA_PUSH(m->arena, u->signatures) = s;
        }
    }
    if (u->signatures.count)
        qsort(u->signatures.items, u->signatures.count, sizeof *u->signatures.items, by_signature_name);
}

static int by_goo_id(const void *a, const void *b)
{
    return text_compare((*(struct goo *const *)a)->id, (*(struct goo *const *)b)->id);
}

static void gather_goos(struct model *m, struct unit *u)
{
    struct table seen = {0};
    for (size_t i = 0; i < u->messages.count; i++) {
        struct goo *g = u->messages.items[i]->function->goo;
        if (g->id.len && !table_put(&seen, m->arena, g->id, g))
            *(struct goo **)ARENA_PUSH(m->arena, u->goos) = g;
    }
    if (u->goos.count)
        qsort(u->goos.items, u->goos.count, sizeof *u->goos.items, by_goo_id);
}

bool model_finish_unit(struct model *m, struct unit *u)
{
    uint64_t id = m->settings.range_min;
    for (size_t i = 0; !m->settings.guid_per_file && i < m->units.count && m->units.items[i] != u; i++)
        id += m->units.items[i]->messages.count;
    for (size_t i = 0; i < u->messages.count; i++, id++) {
        if (id > m->settings.range_max) {
            diag_report(m->diag, &CHECK_MESSAGE_RANGE, span_none(),
                        "'%.*s' holds more messages than the range %llu..%llu has numbers", TEXT_ARG(u->path),
                        (unsigned long long)m->settings.range_min, (unsigned long long)m->settings.range_max);
            return false;
        }
        u->messages.items[i]->id = (unsigned)id;
        u->messages.items[i]->number = text_format(m->arena, "%llu", (unsigned long long)id);
    }
    gather_signatures(m, u);
    gather_goos(m, u);
    if (m->settings.guid_per_file && u->messages.count)
        *(struct trace_guid **)ARENA_PUSH(m->arena, u->guids) = model_make_guid(m, u, &u, 1);
    return true;
}

/* ---- the run ------------------------------------------------------------------------------------------ */

static int by_reorder_name(const void *a, const void *b)
{
    return text_compare((*(struct reorder *const *)a)->name, (*(struct reorder *const *)b)->name);
}

/* The GUID covers all that a decoder sees, so equal content may share it: the same source named twice. */
static bool same_content(const struct unit *a, const struct unit *b)
{
    bool same = text_equal(a->name, b->name) && a->messages.count == b->messages.count;
    for (size_t i = 0; same && i < a->messages.count; i++)
        same = text_equal(a->messages.items[i]->text, b->messages.items[i]->text) &&
               a->messages.items[i]->line == b->messages.items[i]->line;
    return same;
}

static bool check_collisions(struct model *m)
{
    struct table seen = {0};
    bool ok = true;
    for (size_t i = 0; i < m->units.count; i++) {
        struct unit *u = m->units.items[i];
        if (!u->guids.count)
            continue;
        struct unit *other = table_put(&seen, m->arena, u->guids.items[0]->text, u);
        if (other && !same_content(other, u))
            ok = !diag_report(m->diag, &CHECK_GUID_COLLISION, span_none(),
                              "'%.*s' and '%.*s' have the same trace GUID %.*s", TEXT_ARG(other->path),
                              TEXT_ARG(u->path), TEXT_ARG(u->guids.items[0]->text)) && ok;
    }
    return ok;
}

bool model_finish(struct model *m)
{
    if (m->reorders.count)
        qsort(m->reorders.items, m->reorders.count, sizeof *m->reorders.items, by_reorder_name);
    if (m->manifest.on)
        return model_finish_manifest(m);
    if (m->settings.guid_per_file)
        return check_collisions(m);
    struct trace_guid *shared = NULL;
    for (size_t i = 0; i < m->units.count; i++) {
        struct unit *u = m->units.items[i];
        if (!shared && u->messages.count)
            shared = model_make_guid(m, u, m->units.items, m->units.count);
        if (u->messages.count)
            *(struct trace_guid **)ARENA_PUSH(m->arena, u->guids) = model_share_guid(m, shared, u);
    }
    return true;
}

struct unit *model_group(struct model *m, struct text name)
{
    struct unit *g = new_unit(m, name, file_base_name(name));
    struct table guids = {0};
    for (size_t i = 0; i < m->units.count; i++) {
        struct unit *u = m->units.items[i];
        for (size_t j = 0; j < u->messages.count; j++)
            *(struct message **)ARENA_PUSH(m->arena, g->messages) = u->messages.items[j];
        if (u->guids.count && !table_put(&guids, m->arena, u->guids.items[0]->text, u))
            *(struct trace_guid **)ARENA_PUSH(m->arena, g->guids) =
                m->settings.guid_per_file ? u->guids.items[0] : model_share_guid(m, u->guids.items[0], g);
        for (size_t j = 0; j < u->found.count; j++)
            *(struct text *)ARENA_PUSH(m->arena, g->found) = u->found.items[j];
    }
    gather_signatures(m, g);
    gather_goos(m, g);
    return g;
}
