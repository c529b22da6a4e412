/* One .tmf a trace GUID, put together from the model with the structures and writers of the tmf room, so that
 * there is one place that knows how a .tmf looks. */
#include "catalogue.h"

#include <stdlib.h>

#include "file.h"
#include "tmf.h"

struct writer {
    const struct model *model;
    struct arena *arena;
    struct buffer out, scratch;
    const char *file_of_public; /* SRC and names of public messages say nothing of the source */
};

static struct text unescaped(struct writer *w, struct text t)
{
    w->scratch.len = 0;
    catalogue_unescape(&w->scratch, t);
    return text_copy(w->arena, buffer_slice(&w->scratch));
}

static struct text variable(const struct writer *w, const char *name)
{
    return text_from(w->model->settings.no_environment ? NULL : getenv(name));
}

static struct text base_item(struct text mof)
{
    const char *open = text_find(mof, '(');
    return open ? text_slice(mof.at, open) : mof;
}

static void put_message(struct writer *w, const struct message *m)
{
    bool is_public = m->function->is_public;
    struct tmf_message out = {
        .name = is_public ? text_from(w->file_of_public) : tmf_message_name(w->arena, m->name, m->unit->name),
        .id = m->id,
        .text = unescaped(w, m->text),
        .trailer = text_join(w->arena, TEXT("  "), unescaped(w, m->goo_pairs)),
        .is_public = is_public,
    };
    if (m->procedure.len)
        tmf_message_set_function(w->arena, &out, m->procedure);
    for (size_t i = 0; i < m->arg_count; i++) {
        struct text mof = m->args[i].type->mof, item = base_item(mof);
        uint64_t number = 0;
        text_to_u64(m->args[i].number, &number);
        struct tmf_argument *arg = ARENA_PUSH(w->arena, out.arguments);
        *arg = (struct tmf_argument){.expression = is_public ? TEXT("Arg") : unescaped(w, m->args[i].name),
                                     .item = item, .number = (unsigned)number};
        if (item.len < mof.len)
            arg->list = (struct text){mof.at + item.len + 1, mof.len - item.len - 2};
    }
    tmf_message_write(&out, &w->out);
}

static void put_source(struct writer *w, const struct unit *u, const struct trace_guid *g, bool is_public)
{
    struct tmf_source s = {.spelling = g->text, .module = w->model->settings.module,
                           .file = is_public ? text_from(w->file_of_public) : u->name,
                           .major = variable(w, "MAJORCOMP"), .minor = variable(w, "MINORCOMP")};
    tmf_source_write(&s, &w->out);
}

/* The enumeration that an ItemEnum(tag) or ItemFlagsEnum(tag) argument names, where a block defined it. */
static void put_enum(struct writer *w, const struct type *t, struct table *seen)
{
    struct text item = base_item(t->mof);
    if (!text_equal(item, TEXT("ItemEnum")) && !text_equal(item, TEXT("ItemFlagsEnum")))
        return;
    struct text tag = text_trim((struct text){t->mof.at + item.len + 1, t->mof.len - item.len - 2});
    const struct enumeration *e = table_get(&w->model->enums, tag);
    if (!e || table_put(seen, w->arena, tag, (void *)(uintptr_t)e))
        return;
    struct tmf_enum out = {.name = tag};
    for (size_t i = 0; i < e->items.count; i++) {
        struct tmf_enum_value v = {e->items.items[i].name,
                                   text_format(w->arena, "0x%llx", (unsigned long long)e->items.items[i].value)};
        *(struct tmf_enum_value *)ARENA_PUSH(w->arena, out.values) = v;
    }
    tmf_enum_write(&out, &w->out);
}

static void put_unit(struct writer *w, const struct unit *u, const struct trace_guid *g)
{
    struct table seen = {0};
    for (int is_public = 0; is_public < 2; is_public++) {
        bool first = true;
        for (size_t i = 0; i < u->messages.count; i++) {
            const struct message *m = u->messages.items[i];
            if (m->function->is_public != (bool)is_public || m->in_comment)
                continue;
            if (first)
                put_source(w, u, g, is_public);
            first = false;
            put_message(w, m);
        }
    }
    for (size_t i = 0; i < u->messages.count; i++)
        for (size_t k = 0; k < u->messages.items[i]->arg_count; k++)
            put_enum(w, u->messages.items[i]->args[k].type, &seen);
}

bool catalogue_write(const struct model *m, struct text dir, size_t *written)
{
    struct writer w = {.model = m, .arena = m->arena, .file_of_public = "Unknown_cxx00"};
    struct table done = {0};
    bool ok = true;
    *written = 0;
    for (size_t i = 0; ok && i < m->units.count; i++) {
        const struct trace_guid *g = m->units.items[i]->guids.count ? m->units.items[i]->guids.items[0] : NULL;
        if (!g || table_put(&done, m->arena, g->text, (void *)(uintptr_t)g))
            continue;
        w.out.len = 0;
        for (size_t k = i; k < m->units.count; k++) /* one GUID for several sources: SEPARATE_TRACE_GUID_PER_FILE(0) */
            if (m->units.items[k]->guids.count && m->units.items[k]->guids.items[0]->text.at == g->text.at)
                put_unit(&w, m->units.items[k], g);
        struct text path = file_join(m->arena, dir, text_format(m->arena, "%.*s.tmf", TEXT_ARG(g->text)));
        const char *why = "";
        bool changed;
        if (!file_update(m->arena, path.at, buffer_slice(&w.out), &changed, &why))
            ok = !diag_report(m->diag, &CHECK_WRITE_FAILED, span_none(), "cannot write '%.*s': %s", TEXT_ARG(path), why);
        *written += changed;
    }
    buffer_free(&w.out);
    buffer_free(&w.scratch);
    return ok;
}
