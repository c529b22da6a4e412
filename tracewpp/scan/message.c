/* From a call to a message: the fields that templates ask for, out of the texts and arguments that arguments.c
 * read. */
#include "builder.h"

#include <stdlib.h>

#include "literal.h"

struct builder *builder_new(struct model *m)
{
    struct builder *b = ARENA_NEW(m->arena, struct builder);
    b->model = m;
    b->arena = m->arena;
    return b;
}

void builder_free(struct builder *b)
{
    buffer_free(&b->msg);
    buffer_free(&b->map);
    buffer_free(&b->out);
}

void builder_begin_unit(struct builder *b) { b->signatures = (struct table){0}; }

static struct text take(struct builder *b)
{
    struct text t = text_copy(b->arena, buffer_slice(&b->out));
    b->out.len = 0;
    return t;
}

/* ---- fields ------------------------------------------------------------------------------------------- */

static const char *counted_maker(const struct type *t)
{
    return text_ends(t->equiv, TEXT("_A")) ? "WppCountedA" : "WppCountedW";
}

/* `_a10`; a counted string's length parameter is `_a10n`. */
static void put_param(struct buffer *out, const struct slot *s, size_t index)
{
    if (s->counted)
        buffer_format(out, "%s(_a%zun, _a%zu)", counted_maker(s->type), 10 + index, 10 + index);
    else
        buffer_format(out, "_a%zu", 10 + index);
}

static struct text affix_exprs(struct builder *b, const struct affix *x, const struct affix *y)
{
    for (size_t i = 0; i < x->expr_count; i++)
        buffer_format(&b->out, ", %.*s", TEXT_ARG(x->exprs[i]));
    for (size_t i = 0; i < y->expr_count; i++)
        buffer_format(&b->out, ", %.*s", TEXT_ARG(y->exprs[i]));
    return take(b);
}

static void set_macro_texts(struct builder *b, struct message *m, size_t extra)
{
    const struct function *f = m->function;
    const struct affix *suffix = model_suffix(b->model, f);
    for (size_t i = 0; i < b->order.count; i++) {
        const struct slot *s = &b->slots.items[b->order.items[i]];
        buffer_text(&b->out, TEXT(", "));
        if (s->synthetic)
            buffer_text(&b->out, s->expr);
        else
            put_param(&b->out, s, b->order.items[i]);
    }
    m->macro_exprs = take(b);
    if (f->has_msg)
        buffer_text(&b->out, TEXT("MSG"));
    for (size_t i = f->msg_at; i < f->fixed_count; i++) /* parameters declared behind MSG */
        buffer_format(&b->out, ", %.*s", TEXT_ARG(f->fixed[i]));
    for (size_t i = 0; i < b->slots.count; i++) {
        const struct slot *s = &b->slots.items[i];
        if (s->synthetic)
            continue;
        const char *comma = b->out.len ? ", " : "";
        if (s->counted)
            buffer_format(&b->out, "%s_a%zun, _a%zu", comma, 10 + i, 10 + i);
        else
            buffer_format(&b->out, "%s_a%zu", comma, 10 + i);
    }
    for (size_t i = 0; i < extra; i++) /* arguments of a message without text: accepted, not logged */
        buffer_format(&b->out, "%s_x%zu", b->out.len ? ", " : "", i);
    m->macro_args = take(b);
    m->debug_args = m->macro_args;
    if (!f->has_msg) {
        buffer_format(&b->out, "\"%.*s\"", TEXT_ARG(suffix->text));
        for (size_t i = 0; i < suffix->expr_count; i++)
            buffer_format(&b->out, ", %.*s", TEXT_ARG(suffix->exprs[i]));
        m->debug_args = take(b);
    }
    m->synthetic_exprs = f->msg_args ? affix_exprs(b, model_prefix(b->model, f), suffix) : TEXT("");
}

static void set_arguments(struct builder *b, struct message *m)
{
    m->arg_count = b->order.count;
    m->args = arena_array(b->arena, m->arg_count, sizeof *m->args);
    m->arg_list = arena_array(b->arena, m->arg_count, sizeof *m->arg_list);
    for (size_t i = 0; i < m->arg_count; i++) {
        const struct slot *s = &b->slots.items[b->order.items[i]];
        if (s->counted) {
            literal_expression(&b->out, s->count);
            buffer_text(&b->out, TEXT(". "));
        }
        literal_expression(&b->out, s->expr);
        m->args[i] = (struct argument){.type = s->type, .name = take(b), .synthetic = s->synthetic,
                                       .number = text_format(b->arena, "%zu", 10 + b->order.items[i])};
        m->arg_list[i] = &m->args[i];
    }
}

static void put_log_arg(struct buffer *out, const struct type *t, size_t k)
{
    switch (t->kind) {
    case TYPE_SIMPLE: buffer_format(out, "WPP_LOGTYPEVAL(%.*s, _a%zu) ", TEXT_ARG(t->equiv), k); break;
    case TYPE_POINTER: buffer_format(out, "WPP_LOGTYPEPTR(_a%zu) ", k); break;
    case TYPE_COMPLEX: buffer_format(out, "%.*s(_a%zu) ", TEXT_ARG(t->macro), k); break;
    }
}

/* The unit's helper for these types; the first message with a signature decides its C types. */
static const struct signature *signature_of(struct builder *b)
{
    for (size_t i = 0; i < b->order.count; i++)
        buffer_text(&b->out, b->slots.items[b->order.items[i]].type->sig);
    struct text name = buffer_slice(&b->out), key = name.len ? name : TEXT(" ");
    struct signature *s = table_get(&b->signatures, key);
    if (s) {
        b->out.len = 0;
        return s;
    }
    s = ARENA_NEW(b->arena, struct signature);
    s->name = take(b);
    for (size_t i = 0; i < b->order.count; i++)
        buffer_format(&b->out, ", %.*s _a%zu", TEXT_ARG(b->slots.items[b->order.items[i]].type->equiv), i + 1);
    s->arguments = take(b);
    for (size_t i = 0; i < b->order.count; i++)
        put_log_arg(&b->out, b->slots.items[b->order.items[i]].type, i + 1);
    s->log_args = take(b);
    table_put(&b->signatures, b->arena, s->name.len ? s->name : TEXT(" "), s);
    return s;
}

/* MSGARGS: the macro that hands the call's arguments on. A counted string joins two of them, which its name
 * tells by A or W, so that equal names always mean equal macros. Positions from 10 on are letters. */
static const struct reorder *reorder_of(struct builder *b, size_t count)
{
    struct buffer permutation = {0};
    for (size_t i = 0; i < b->order.count; i++) {
        const struct slot *s = &b->slots.items[b->order.items[i]];
        if (s->synthetic)
            continue;
        if (s->counted) {
            const char *maker = counted_maker(s->type);
            buffer_char(&b->out, maker[10]);
            buffer_format(&permutation, ", %s(a%zu, a%zu)", maker, s->param - 1, s->param);
        } else {
            buffer_format(&permutation, ", a%zu", s->param);
        }
        buffer_format(&b->out, s->param < 10 ? "%zu" : "_%zu", s->param);
    }
    const struct reorder *r = model_reorder(b->model, buffer_slice(&b->out), buffer_slice(&permutation), count);
    b->out.len = 0;
    buffer_free(&permutation);
    return r;
}

/* ---- conditions --------------------------------------------------------------------------------------- */

/* Whether a flag's name can be held against the WPP_DEFINE_BITs, and is none of them. */
static bool is_unknown_flag(const struct builder *b, struct text name, struct text value)
{
    const struct model *m = b->model;
    const struct unit *u = b->call->unit;
    if ((!m->defines_control_guids && !u->defines_control_guids) || !value.len)
        return false;
    if (!text_equal(name, TEXT("FLAGS")) && !text_equal(name, TEXT("FLAG")))
        return false;
    for (size_t i = 0; i < value.len; i++)
        if (!text_is_word(value.at[i]))
            return false; /* an expression is the user's to know */
    return !model_is_flag(m, u, value);
}

static void report_flag(struct builder *b, struct span at, struct text value)
{
    diag_report(b->model->diag, &CHECK_UNKNOWN_FLAG, at, "no WPP_DEFINE_BIT names the flag '%.*s'", TEXT_ARG(value));
}

/* {FLAG=NAME} of a function is wrong for all its calls, so once is enough. */
static void check_default_flag(struct builder *b, const struct pair *p)
{
    struct function *f = b->call->function;
    if (f->flag_reported || builder_silent(b->call) || !is_unknown_flag(b, p->name, p->value))
        return;
    f->flag_reported = true;
    report_flag(b, f->where, p->value);
}

static void set_conditions(struct builder *b, struct message *m)
{
    const struct function *f = m->function;
    const struct pieces *p = b->call->pieces;
    size_t n = 0;
    m->conditions = arena_array(b->arena, f->default_count + f->fixed_count, sizeof *m->conditions);
    for (size_t i = 0; i < f->default_count; i++) {
        buffer_format(&b->out, " %.*s=", TEXT_ARG(f->defaults[i].name));
        literal_expression(&b->out, f->defaults[i].value);
        m->conditions[n++] = f->defaults[i].value;
        check_default_flag(b, &f->defaults[i]);
    }
    for (size_t i = 0; i < f->fixed_count; i++) {
        struct text value = p->items[i < f->msg_at ? i : i + 1];
        if (text_equal(f->fixed[i], TEXT("NULL")))
            continue;
        buffer_format(&b->out, " %.*s=", TEXT_ARG(f->fixed[i]));
        literal_expression(&b->out, value);
        m->conditions[n++] = text_copy(b->arena, value);
        if (!builder_silent(b->call) && is_unknown_flag(b, f->fixed[i], value))
            report_flag(b, span_of(b->call->source, value), value);
    }
    m->goo_pairs = take(b);
}

static void set_fixed_args(struct builder *b, struct message *m)
{
    const struct function *f = m->function;
    bool more = f->has_msg || m->macro_args.len;
    for (size_t i = 0; i < f->msg_at; i++)
        buffer_format(&b->out, "%.*s%s", TEXT_ARG(f->fixed[i]), i + 1 < f->msg_at || more ? ", " : "");
    m->fixed_args = take(b);
}

/* ---- the message -------------------------------------------------------------------------------------- */

/* The call's text and arguments. False: not a trace message after all, or reported. */
static bool read_msg(struct builder *b, const struct text **args, size_t *count)
{
    const struct found_call *c = b->call;
    const struct function *f = c->function;
    const struct pieces *list = c->inner ? c->inner : c->pieces;
    size_t msg = c->inner ? 0 : f->msg_at, behind = c->inner ? 1 : f->fixed_count + (f->has_msg ? 1 : 0);
    b->msg.len = b->map.len = 0;
    *args = list->items + behind;
    *count = list->count > behind ? list->count - behind : 0;
    if (!f->has_msg)
        return true;
    if (literal_gather(&b->msg, list->items[msg], c->budget, &b->map))
        return true;
    if (!builder_silent(c) && !call_is_declaration(c->pieces))
        b->failed = diag_report(b->model->diag, &CHECK_NOT_A_STRING, span_of(c->source, list->items[msg]),
                                "the message of '%.*s' is not a string literal; this call is not traced",
                                TEXT_ARG(f->name));
    return false;
}

static struct text message_text(struct builder *b, const struct affixes *affixes)
{
    format_write(&b->out, &affixes->prefix);
    format_write(&b->out, &b->format);
    format_write(&b->out, &affixes->suffix);
    b->out.len = literal_trim(buffer_slice(&b->out)).len;
    return take(b);
}

static struct message *new_message(struct builder *b)
{
    const struct found_call *c = b->call;
    struct message *m = ARENA_NEW(b->arena, struct message);
    m->function = c->function;
    m->unit = c->unit;
    m->in_comment = c->in_comment;
    bool function_like = c->function->double_parens || c->function->msg_args;
    m->line = function_like ? c->close_line : c->name_line;
    m->name_line = c->name_line;
    m->line_text = text_format(b->arena, "%zu", m->line);
    m->name_line_text = m->line == m->name_line ? m->line_text : text_format(b->arena, "%zu", m->name_line);
    m->name = text_join(b->arena, c->unit->canonical, m->line_text);
    if (c->procedures)
        m->procedure = text_copy(b->arena, procedures_at(c->procedures, c->name.at));
    return m;
}

bool builder_add(struct builder *b, const struct found_call *c)
{
    const struct text *args;
    size_t count;
    b->call = c;
    b->failed = false;
    if (!read_msg(b, &args, &count))
        return !b->failed;
    const struct affixes *affixes = arguments_affixes(b, c->function);
    if (!affixes->ok || !arguments_read(b, affixes, args, count))
        return builder_silent(c);
    struct message *m = new_message(b);
    m->text = message_text(b, affixes);
    set_arguments(b, m);
    set_macro_texts(b, m, c->function->has_msg ? 0 : count);
    set_fixed_args(b, m);
    set_conditions(b, m);
    m->signature = signature_of(b);
    m->reorder = c->function->msg_args ? reorder_of(b, count) : NULL;
    *(struct message **)ARENA_PUSH(b->arena, c->unit->messages) = m;
    c->function->calls++;
    return true;
}
