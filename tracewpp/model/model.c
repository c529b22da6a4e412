/* The model's tables, and what follows from a complete configuration. The one hard point is the naming of a
 * function's conditions ("goo"): defaults come first whatever their place, because the macros that users and
 * headers define (WPP_LEVEL_FLAGS_ENABLED ...) are named after that order. */
#include "model.h"

#include <stdlib.h>

#include "buffer.h"

struct model *model_new(struct arena *a, struct diag *d)
{
    struct model *m = ARENA_NEW(a, struct model);
    m->arena = a;
    m->diag = d;
    m->settings.arg_base = 1;
    m->settings.arg_limit = 32;
    m->settings.range_min = 10;
    m->settings.range_max = 65535;
    m->settings.guid_per_file = true;
    m->manifest.prefix = TEXT("EventWrite");
    m->manifest.culture = TEXT("en-us");
    return m;
}

struct type *model_type(const struct model *m, struct text name)
{
    return table_get(&m->types, name);
}

const struct type *model_nearest_type(const struct model *m, struct text name)
{
    const struct type *nearest = NULL;
    unsigned best = name.len > 5 ? 6 : name.len > 2 ? 4 : 1; /* three, two or no edits besides case */
    for (size_t i = 0; i < m->type_list.count; i++) {
        unsigned distance = text_distance(name, m->type_list.items[i]->name, best);
        if (distance < best) {
            best = distance;
            nearest = m->type_list.items[i];
        }
    }
    return nearest;
}

void model_add_type(struct model *m, struct type *t)
{
    table_put(&m->types, m->arena, t->name, t);
    *(struct type **)ARENA_PUSH(m->arena, m->type_list) = t;
    if (t->name.len > m->max_type_name)
        m->max_type_name = t->name.len;
}

struct function *model_function(const struct model *m, struct text name)
{
    return table_get(&m->functions, name);
}

void model_add_function(struct model *m, struct function *f)
{
    struct function *before = table_put(&m->functions, m->arena, f->name, f);
    for (size_t i = 0; before && i < m->function_list.count; i++)
        if (m->function_list.items[i] == before) {
            m->function_list.items[i] = f;
            return;
        }
    *(struct function **)ARENA_PUSH(m->arena, m->function_list) = f;
}

void model_add_macro(struct model *m, struct text name, struct text value)
{
    for (size_t i = 0; i < m->macros.count; i++)
        if (text_equal(m->macros.items[i]->name, name)) {
            m->macros.items[i]->value = value;
            return;
        }
    struct macro *macro = ARENA_NEW(m->arena, struct macro);
    *macro = (struct macro){name, value};
    *(struct macro **)ARENA_PUSH(m->arena, m->macros) = macro;
}

const struct affix *model_prefix(const struct model *m, const struct function *f)
{
    return f->prefix.set ? &f->prefix : &m->prefix;
}

const struct affix *model_suffix(const struct model *m, const struct function *f)
{
    return f->suffix.set ? &f->suffix : &m->suffix;
}

/* ---- goo ---------------------------------------------------------------------------------------------- */

/* A parameter called NULL takes an argument of the call and is no condition: fprintf{LEVEL=Noise}(NULL,MSG,...). */
static bool is_condition(struct text name) { return !text_equal(name, TEXT("NULL")); }

static void append(struct buffer *b, const char *separator, struct text t)
{
    if (b->len)
        buffer_text(b, text_from(separator));
    buffer_text(b, t);
}

static struct text take(struct model *m, struct buffer *b)
{
    struct text t = text_copy(m->arena, buffer_slice(b));
    b->len = 0;
    return t;
}

static void name_goo(struct model *m, struct function *f, struct buffer *b)
{
    for (size_t i = 0; i < f->default_count; i++)
        buffer_format(b, "_%.*s", TEXT_ARG(f->defaults[i].name));
    for (size_t i = 0; i < f->fixed_count; i++)
        if (is_condition(f->fixed[i]))
            buffer_format(b, "_%.*s", TEXT_ARG(f->fixed[i]));
    f->goo_id = take(m, b);
    for (size_t i = 0; i < f->default_count; i++)
        append(b, ",", f->defaults[i].name);
    for (size_t i = 0; i < f->fixed_count; i++)
        if (is_condition(f->fixed[i]))
            append(b, ",", f->fixed[i]);
    f->goo_args = take(m, b);
    for (size_t i = 0; i < f->default_count; i++)
        append(b, ", ", f->defaults[i].value);
    for (size_t i = 0; i < f->fixed_count; i++)
        if (is_condition(f->fixed[i]))
            append(b, ", ", f->fixed[i]);
    f->goo_vals = take(m, b);
    for (size_t i = 0; i < f->msg_at; i++)
        buffer_format(b, "%.*s%s", TEXT_ARG(f->fixed[i]), i + 1 < f->msg_at || f->has_msg ? ", " : "");
    f->fixed_args = take(m, b);
}

static void note_condition(struct goo *g, struct text name)
{
    if (text_equal(name, TEXT("LEVEL")) || text_equal(name, TEXT("TRACELEVEL")))
        g->level = name;
    else if (text_equal(name, TEXT("FLAGS")) || text_equal(name, TEXT("FLAG")))
        g->flags = name;
    else if (text_equal(name, TEXT("IFRLOG")))
        g->ifr = name;
}

static struct goo *share_goo(struct model *m, struct table *known, const struct function *f)
{
    struct goo *g = f->goo_id.len ? table_get(known, f->goo_id) : NULL;
    if (g)
        return g;
    g = ARENA_NEW(m->arena, struct goo);
    g->id = f->goo_id;
    g->args = f->goo_args;
    for (size_t i = 0; i < f->default_count; i++)
        note_condition(g, f->defaults[i].name);
    for (size_t i = 0; i < f->fixed_count; i++)
        note_condition(g, f->fixed[i]);
    if (f->goo_id.len)
        table_put(known, m->arena, g->id, g);
    return g;
}

static int by_function_name(const void *a, const void *b)
{
    return text_compare((*(struct function *const *)a)->name, (*(struct function *const *)b)->name);
}

void model_finish_config(struct model *m)
{
    struct buffer b = {0};
    struct table known = {0};
    if (m->function_list.count)
        qsort(m->function_list.items, m->function_list.count, sizeof *m->function_list.items, by_function_name);
    for (size_t i = 0; i < m->function_list.count; i++) {
        struct function *f = m->function_list.items[i];
        name_goo(m, f, &b);
        f->goo = share_goo(m, &known, f);
    }
    buffer_free(&b);
}
