/* The commands that define types: what may follow a % in a message. Names are unique; the same definition
 * twice is silent, because headers that several drivers share are scanned more than once. */
#include "reader.h"

/* A name as messages spell it: without blanks, which `%!. * hs!` could not match. */
static struct text type_name(struct reader *r, size_t index)
{
    struct text t = reader_arg_text(r, index);
    size_t blanks = 0;
    for (size_t i = 0; i < t.len; i++)
        blanks += text_is_blank(t.at[i]);
    if (!blanks)
        return t;
    char *at = arena_alloc(r->config->model->arena, t.len - blanks + 1);
    size_t len = 0;
    for (size_t i = 0; i < t.len; i++)
        if (!text_is_blank(t.at[i]))
            at[len++] = t.at[i];
    return (struct text){at, len};
}

static bool same(const struct type *a, const struct type *b)
{
    return a->kind == b->kind && text_equal(a->equiv, b->equiv) && text_equal(a->mof, b->mof) &&
           text_equal(a->spec, b->spec) && text_equal(a->sig, b->sig) && text_equal(a->macro, b->macro) &&
           text_equal(a->manifest, b->manifest) && a->priority == b->priority;
}

/* Puts the type under the name that is the statement's first value. */
static bool define(struct reader *r, struct type type)
{
    struct model *m = r->config->model;
    type.name = type_name(r, 0);
    type.where = reader_arg_span(r, 0);
    if (!type.name.len)
        return reader_fail(r, &CHECK_CONFIG_ARGUMENTS, type.where, "the type has no name");
    const struct type *before = model_type(m, type.name);
    if (before && (m->settings.ignore_duplicate_types || same(before, &type)))
        return true;
    /* The built-in configuration has more types than the genuine one; a project's own HEXDUMP replaces ours. */
    bool built_in = before && before->where.source && before->where.source->built_in;
    if (before && !built_in) {
        diag_report(m->diag, &CHECK_DUPLICATE_TYPE, type.where, "type '%.*s' is defined already",
                    TEXT_ARG(type.name));
        diag_note(m->diag, before->where, "the first definition is here; -IgnoreDupTypes would keep it");
        return false;
    }
    struct type *t = ARENA_NEW(m->arena, struct type);
    *t = type;
    model_add_type(m, t);
    return true;
}

static bool is_number(struct text t)
{
    uint64_t value;
    return text_to_u64(t, &value);
}

static bool read_priority(struct reader *r, size_t index, uint64_t *priority)
{
    struct text t = reader_arg_text(r, index);
    *priority = 0;
    if (!t.len || text_to_u64(t, priority))
        return true;
    return reader_fail(r, &CHECK_BAD_VALUE, reader_arg_span(r, index),
                       "expected a number as priority, found '%.*s'", TEXT_ARG(t));
}

/* The signature becomes part of function names. */
static bool read_sig(struct reader *r, size_t index, struct text *sig)
{
    *sig = reader_arg_text(r, index);
    for (size_t i = 0; i < sig->len; i++)
        if (!text_is_word(sig->at[i]))
            return reader_fail(r, &CHECK_BAD_VALUE, reader_arg_span(r, index),
                               "a signature consists of letters, digits and '_', found '%.*s'", TEXT_ARG(*sig));
    return true;
}

static bool simple_type(struct reader *r, enum type_kind kind)
{
    struct type t = {.kind = kind, .equiv = reader_arg_text(r, 1), .mof = reader_arg_text(r, 2),
                     .spec = reader_arg_text(r, 3), .manifest = reader_arg_text(r, 6)};
    return read_sig(r, 4, &t.sig) && read_priority(r, 5, &t.priority) && define(r, t);
}

bool config_simple_type(struct reader *r) { return simple_type(r, TYPE_SIMPLE); }
bool config_simple_type_ptr(struct reader *r) { return simple_type(r, TYPE_POINTER); }

/* Older configurations have the number of data items as 8th value; it is not used any more. */
bool config_complex_type(struct reader *r)
{
    bool slots = is_number(reader_arg_text(r, 7));
    struct type t = {.kind = TYPE_COMPLEX, .macro = reader_arg_text(r, 1), .equiv = reader_arg_text(r, 2),
                     .mof = reader_arg_text(r, 3), .spec = reader_arg_text(r, 4),
                     .manifest = reader_arg_text(r, slots ? 8 : 7)};
    if (!slots && r->statement.count > 8)
        return reader_fail(r, &CHECK_CONFIG_ARGUMENTS, reader_arg_span(r, 8),
                           "nothing may follow the manifest type");
    if (!t.macro.len)
        return reader_fail(r, &CHECK_CONFIG_ARGUMENTS, reader_arg_span(r, 1),
                           "a complex type needs the macro that stores its value");
    if (!t.equiv.len)
        return reader_fail(r, &CHECK_CONFIG_ARGUMENTS, reader_arg_span(r, 2), "a complex type needs a C type");
    return read_sig(r, 5, &t.sig) && read_priority(r, 6, &t.priority) && define(r, t);
}

static const struct type *base_type(struct reader *r, struct text name, struct span where)
{
    struct model *m = r->config->model;
    const struct type *base = model_type(m, name);
    if (base || table_get(&r->config->broken, name))
        return base;
    diag_report(m->diag, &CHECK_UNKNOWN_BASE_TYPE, where, "unknown base type '%.*s'", TEXT_ARG(name));
    const struct type *near = diag_full(m->diag) ? NULL : model_nearest_type(m, name);
    if (near)
        diag_note(m->diag, near->where, "did you mean '%.*s', defined here?", TEXT_ARG(near->name));
    return NULL;
}

static void override(struct text *field, struct text value)
{
    if (text_trim(value).len)
        *field = value;
}

bool config_flavor(struct reader *r)
{
    const struct type *base = base_type(r, type_name(r, 1), reader_arg_span(r, 1));
    if (!base)
        return false;
    struct type t = *base;
    override(&t.mof, reader_arg_text(r, 2));
    override(&t.spec, reader_arg_text(r, 3));
    override(&t.manifest, reader_arg_text(r, 4));
    return define(r, t);
}

/* CUSTOM_TYPE(Name, Base(list)): the base's mof with the list as written behind it. */
bool config_custom_type(struct reader *r)
{
    struct text whole = reader_arg_text(r, 1);
    const char *open = text_find(whole, '(');
    struct span where = reader_arg_span(r, 1);
    if (!open || !text_ends(whole, TEXT(")")))
        return reader_fail(r, &CHECK_CONFIG_ARGUMENTS, where,
                           "expected a base type with its list, like ItemListLong(Off,On), found '%.*s'",
                           TEXT_ARG(whole));
    struct text name = text_trim(text_slice(whole.at, open)), list = text_slice(open, whole.at + whole.len);
    if (where.end - where.begin > name.len)
        where.end = where.begin + name.len;
    const struct type *base = base_type(r, name, where);
    if (!base)
        return false;
    struct type t = *base;
    t.mof = text_join(r->config->model->arena, base->mof, list);
    override(&t.spec, reader_arg_text(r, 2));
    return define(r, t);
}
