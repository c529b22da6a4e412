/* Trace functions: the shapes a declaration may have, and what other statements say about them.
 *
 *     F{A=v}(B, MSG, ...)     F((B, MSG, ...))     F(B, (MSG, ...))     F(B)     F(B, ...)     F()
 *
 * MSG stands for the format, `...` for its arguments, every other name is a condition. Prefixes, suffixes and
 * publications may come before the declaration they speak of, in another file even; they wait until
 * config_finish. */
#include "reader.h"

enum { MAX_PARAMETERS = 256, MAX_HINTS = 20 };

/* A declaration while its parameters are read. */
struct shape {
    struct reader *r;
    struct function *f;
    ARENA_LIST(struct text) fixed;
};

/* ---- parameters --------------------------------------------------------------------------------------- */

static bool bad_shape(struct shape *s, struct config_range at, const char *why)
{
    struct model *m = s->r->config->model;
    struct diag *d = m->diag;
    const struct text *near = s->r->statement.func ? NULL : config_nearest_command(m->arena, s->f->name);
    diag_report(d, &CHECK_FUNCTION_SHAPE, reader_span(s->r, at), "trace function '%.*s': %s",
                TEXT_ARG(s->f->name), why);
    if (near)
        diag_note(d, s->f->where, "is this the command '%.*s'?", TEXT_ARG(*near));
    return false;
}

static bool is_name(struct text t)
{
    if (!t.len || text_is_digit(t.at[0]))
        return false;
    for (size_t i = 0; i < t.len; i++)
        if (!text_is_word(t.at[i]))
            return false;
    return true;
}

static bool is_known(const struct shape *s, struct text name)
{
    for (size_t i = 0; i < s->fixed.count; i++)
        if (text_equal(s->fixed.items[i], name))
            return true;
    return false;
}

static bool add_message(struct shape *s, const struct config_value *v)
{
    if (s->f->has_msg)
        return bad_shape(s, v->at, "MSG stands twice in the parameter list");
    s->f->has_msg = true;
    s->f->msg_at = s->fixed.count;
    return true;
}

static bool add_name(struct shape *s, const struct config_value *v)
{
    struct text name = reader_bytes(s->r, v->at);
    if (text_equal(name, TEXT("MSG")))
        return add_message(s, v);
    if (!is_name(name))
        return bad_shape(s, v->at, "a parameter is a name, and this is a number");
    if (is_known(s, name))
        return bad_shape(s, v->at, "two parameters have this name");
    if (s->fixed.count == MAX_PARAMETERS)
        return bad_shape(s, v->at, "there are more than 256 parameters");
    *(struct text *)ARENA_PUSH(s->r->config->model->arena, s->fixed) = name;
    return true;
}

static bool bad_parameter(struct shape *s, const struct config_value *v)
{
    struct text found = reader_text(s->r, v);
    return bad_shape(s, v->at, text_format(s->r->config->model->arena,
                                           "expected a name, MSG or '...', found '%.*s'; commas separate parameters",
                                           TEXT_ARG(found)).at);
}

static bool add_parameter(struct shape *s, const struct config_value *v)
{
    switch (v->kind) {
    case CONFIG_WORD:
        return add_name(s, v);
    case CONFIG_ELLIPSIS:
        s->f->variadic = true;
        return !v->next || bad_shape(s, v->next->at, "nothing may follow '...'");
    case CONFIG_EMPTY:
        return bad_shape(s, v->at, "a parameter is missing here");
    case CONFIG_STRING:
        return bad_shape(s, v->at, "a parameter is a name, and this is a string");
    case CONFIG_GROUP:
        return bad_shape(s, v->at, "inner parentheses stand around all parameters or around (MSG, ...) at the end");
    case CONFIG_MIXED:
        return bad_parameter(s, v);
    }
    return false;
}

static bool add_list(struct shape *s, const struct config_value *v)
{
    bool ok = true;
    if (v && v->kind == CONFIG_EMPTY && !v->next) /* () */
        return true;
    for (; v && ok; v = v->next)
        ok = add_parameter(s, v);
    return ok;
}

/* (MSG, ...) or (MSG) behind the other parameters. */
static bool add_message_group(struct shape *s, const struct config_value *group)
{
    const struct config_value *msg = group->inner, *rest = msg->next;
    s->f->msg_args = true;
    if (msg->kind != CONFIG_WORD || !text_equal(reader_bytes(s->r, msg->at), TEXT("MSG")))
        return bad_shape(s, msg->at, "inner parentheses at the end hold (MSG, ...)");
    if (rest && (rest->kind != CONFIG_ELLIPSIS || rest->next))
        return bad_shape(s, rest->at, "only '...' may follow MSG in inner parentheses");
    s->f->variadic = rest != NULL;
    return add_message(s, msg);
}

static bool read_parameters(struct shape *s)
{
    const struct config_value *v = s->r->statement.args;
    if (v && v->kind == CONFIG_GROUP && !v->next) {
        s->f->double_parens = true;
        return add_list(s, v->inner);
    }
    for (; v; v = v->next) {
        bool last_group = v->kind == CONFIG_GROUP && !v->next;
        if (last_group ? !add_message_group(s, v) : !add_parameter(s, v))
            return false;
    }
    return true;
}

/* ---- {NAME=value} ------------------------------------------------------------------------------------- */

static bool read_default(struct shape *s, const struct config_value *v, struct pair *pair)
{
    struct text t = reader_text(s->r, v);
    const char *equals = text_find(t, '=');
    if (!equals)
        return bad_shape(s, v->at, "expected NAME=value between the braces");
    pair->name = text_trim(text_slice(t.at, equals));
    pair->value = text_trim(text_slice(equals + 1, t.at + t.len));
    if (!is_name(pair->name))
        return bad_shape(s, v->at, "expected a name before '='");
    return pair->value.len || bad_shape(s, v->at, "expected a value behind '='");
}

static bool read_defaults(struct shape *s)
{
    const struct config_value *v = s->r->statement.defaults;
    size_t count = 0;
    if (!v || (v->kind == CONFIG_EMPTY && !v->next))
        return true;
    for (const struct config_value *each = v; each; each = each->next)
        count++;
    if (count > MAX_PARAMETERS)
        return bad_shape(s, v->at, "there are more than 256 default parameters");
    s->f->defaults = arena_array(s->r->config->model->arena, count, sizeof *s->f->defaults);
    for (; v; v = v->next)
        if (!read_default(s, v, &s->f->defaults[s->f->default_count++]))
            return false;
    return true;
}

/* ---- declarations ------------------------------------------------------------------------------------- */

static bool same(const struct function *a, const struct function *b)
{
    if (a->default_count != b->default_count || a->fixed_count != b->fixed_count || a->msg_at != b->msg_at ||
        a->has_msg != b->has_msg || a->variadic != b->variadic || a->double_parens != b->double_parens ||
        a->msg_args != b->msg_args)
        return false;
    for (size_t i = 0; i < a->default_count; i++)
        if (!text_equal(a->defaults[i].name, b->defaults[i].name) ||
            !text_equal(a->defaults[i].value, b->defaults[i].value))
            return false;
    for (size_t i = 0; i < a->fixed_count; i++)
        if (!text_equal(a->fixed[i], b->fixed[i]))
            return false;
    return true;
}

/* The later declaration wins. It takes the place of the first, which others may point to. */
static bool replace(struct model *m, struct function *before, const struct function *f)
{
    bool error = false;
    if (!same(before, f)) {
        error = diag_report(m->diag, &CHECK_DUPLICATE_FUNCTION, f->where,
                            "trace function '%.*s' is declared again with other parameters", TEXT_ARG(f->name));
        diag_note(m->diag, before->where, "the declaration before it is here");
    }
    *before = *f;
    return !error;
}

bool config_function(struct reader *r)
{
    struct model *m = r->config->model;
    struct function f = {.name = reader_bytes(r, r->statement.name), .where = reader_span(r, r->statement.name)};
    struct shape s = {.r = r, .f = &f};
    if (!is_name(f.name))
        return bad_shape(&s, r->statement.name, "a name does not begin with a digit");
    if (!read_defaults(&s) || !read_parameters(&s))
        return false;
    f.fixed = s.fixed.items;
    f.fixed_count = s.fixed.count;
    if (!f.has_msg)
        f.msg_at = f.fixed_count;
    struct function *declared = model_function(m, f.name);
    if (declared)
        return replace(m, declared, &f);
    declared = ARENA_NEW(m->arena, struct function);
    *declared = f;
    model_add_function(m, declared);
    return true;
}

/* ---- prefixes, suffixes, publications ----------------------------------------------------------------- */

/* The function that a statement speaks of, and where it is named. Some projects write it with a parameter
 * list, which says nothing: USEPREFIX(ENTER_FN(PVOID Srb), "...", Srb). */
static bool function_name(struct reader *r, const struct config_value *v, struct text *name, struct span *where)
{
    struct text all = reader_text(r, v);
    const char *list = text_find(all, '(');
    *name = list ? text_trim(text_slice(all.at, list)) : all;
    *where = reader_span(r, v->at);
    if (list)
        where->end = where->begin + name->len;
    return is_name(*name) || text_equal(all, TEXT("*")) ||
           reader_fail(r, &CHECK_CONFIG_ARGUMENTS, reader_span(r, v->at),
                       "expected the name of a trace function or '*', found '%.*s'", TEXT_ARG(all));
}

static void add_affix(struct reader *r, struct config_affix affix)
{
    *(struct config_affix *)ARENA_PUSH(r->config->model->arena, r->config->affixes) = affix;
}

bool config_no_prefix(struct reader *r)
{
    bool ok = true;
    for (const struct config_value *v = r->statement.args; v; v = v->next) {
        struct config_affix affix = {.kind = CONFIG_PREFIX, .affix = {.set = true, .where = reader_span(r, v->at)}};
        if (function_name(r, v, &affix.function, &affix.where))
            add_affix(r, affix);
        else
            ok = false;
    }
    return ok;
}

static bool read_expressions(struct reader *r, struct affix *affix)
{
    if (r->statement.count < 3)
        return true;
    affix->exprs = arena_array(r->config->model->arena, r->statement.count - 2, sizeof *affix->exprs);
    for (const struct config_value *v = reader_arg(r, 2); v; v = v->next) {
        if (v->kind == CONFIG_EMPTY)
            return reader_fail(r, &CHECK_CONFIG_ARGUMENTS, reader_span(r, v->at), "expected an expression here");
        affix->exprs[affix->expr_count++] = v->kind == CONFIG_STRING ? reader_bytes(r, v->at) : reader_text(r, v);
    }
    return true;
}

static bool use_affix(struct reader *r, enum config_affix_kind kind)
{
    const struct config_value *text = reader_arg(r, 1);
    struct config_affix affix = {.kind = kind};
    if (!function_name(r, reader_arg(r, 0), &affix.function, &affix.where))
        return false;
    if (text && text->kind != CONFIG_EMPTY && !text->has_string)
        return reader_fail(r, &CHECK_CONFIG_ARGUMENTS, reader_span(r, text->at),
                           "expected the %s in double quotes", kind == CONFIG_PREFIX ? "prefix" : "suffix");
    affix.affix.set = true;
    affix.affix.where = text ? reader_span(r, text->at) : affix.where;
    if (text && text->kind != CONFIG_EMPTY)
        affix.affix.text = text_trim_end(reader_string(r, text));
    if (!read_expressions(r, &affix.affix))
        return false;
    add_affix(r, affix);
    return true;
}

bool config_use_prefix(struct reader *r) { return use_affix(r, CONFIG_PREFIX); }
bool config_use_suffix(struct reader *r) { return use_affix(r, CONFIG_SUFFIX); }

void config_public(struct config *c, struct text function, struct text flag, struct span where)
{
    struct config_publication *p = ARENA_PUSH(c->model->arena, c->publications);
    *p = (struct config_publication){function, flag, where};
}

bool config_public_filter(struct reader *r)
{
    struct text function, flag = reader_arg_text(r, 1);
    struct span where;
    if (!function_name(r, reader_arg(r, 0), &function, &where))
        return false;
    if (!is_name(flag))
        return reader_fail(r, &CHECK_CONFIG_ARGUMENTS, reader_arg_span(r, 1),
                           "expected the name of a flag, found '%.*s'", TEXT_ARG(flag));
    config_public(r->config, function, flag, where);
    return true;
}

/* ---- the end of configuration ------------------------------------------------------------------------- */

static const struct function *nearest(const struct model *m, struct text name)
{
    const struct function *nearest = NULL;
    unsigned best = name.len > 5 ? 7 : 5;
    for (size_t i = 0; i < m->function_list.count; i++) {
        unsigned distance = text_distance(name, m->function_list.items[i]->name, best);
        if (distance < best) {
            best = distance;
            nearest = m->function_list.items[i];
        }
    }
    return nearest;
}

/* The functions a name means, one after the other: *at counts from 0. NULL: no more. */
static struct function *next_meant(const struct model *m, struct text name, size_t *at)
{
    size_t i = (*at)++;
    if (text_equal(name, TEXT("*")))
        return i < m->function_list.count ? m->function_list.items[i] : NULL;
    return i ? NULL : model_function(m, name);
}

/* True when the warning counts as an error. */
static bool report_unknown(struct config *c, struct text name, struct span where, size_t *hints)
{
    struct model *m = c->model;
    if (*hints == MAX_HINTS || !diag_enabled(m->diag, &CHECK_UNKNOWN_FUNCTION) || table_get(&c->broken, name))
        return false;
    bool error = diag_report(m->diag, &CHECK_UNKNOWN_FUNCTION, where, "no trace function '%.*s' is declared",
                             TEXT_ARG(name));
    const struct function *near = nearest(m, name);
    if (near)
        diag_note(m->diag, near->where, "did you mean '%.*s', declared here?", TEXT_ARG(near->name));
    ++*hints;
    return error;
}

static void apply_to_all(struct model *m, const struct config_affix *a)
{
    struct affix *target = a->kind == CONFIG_PREFIX ? &m->prefix : &m->suffix;
    *target = a->affix;
    target->set = a->affix.text.len || a->affix.expr_count;
}

bool config_finish(struct config *c)
{
    struct model *m = c->model;
    size_t hints = 0;
    bool ok = true;
    for (size_t i = 0; i < c->affixes.count; i++) {
        const struct config_affix *a = &c->affixes.items[i];
        struct function *f = model_function(m, a->function);
        if (text_equal(a->function, TEXT("*")))
            apply_to_all(m, a);
        else if (f)
            *(a->kind == CONFIG_PREFIX ? &f->prefix : &f->suffix) = a->affix;
        else
            ok &= !report_unknown(c, a->function, a->where, &hints);
    }
    for (size_t i = 0; i < c->publications.count; i++) {
        const struct config_publication *p = &c->publications.items[i];
        size_t at = 0;
        for (struct function *f; (f = next_meant(m, p->function, &at)) != NULL;) {
            f->is_public |= !p->flag.len;
            if (p->flag.len)
                f->public_flag = p->flag;
        }
        if (at == 1 && !text_equal(p->function, TEXT("*")))
            ok &= !report_unknown(c, p->function, p->where, &hints);
    }
    return ok;
}
