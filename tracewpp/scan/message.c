/* From a call to a message. Three texts make one: prefix, MSG, suffix, each with conversions of its own that
 * take arguments from its own list. The hard point is order: arguments are numbered and logged in the order in
 * which the generated call passes them, which for MSGARGS functions puts prefix and suffix expressions first,
 * because the call's own arguments come out of a macro behind them. */
#include "message.h"

#include <stdlib.h>

#include "buffer.h"
#include "literal.h"

/* One argument that is logged. */
struct slot {
    const struct type *type;
    struct text expr;     /* source text */
    struct text count;    /* counted strings: source text of the length argument before it */
    size_t param;         /* index among the call's arguments, for their names */
    bool synthetic, counted;
};

/* Prefix and suffix of a function, parsed once. */
struct affixes {
    struct format prefix, suffix;
    bool ok;
};

struct builder {
    struct model *model;
    struct arena *arena;
    struct table affixes;     /* by function name */
    struct table signatures;  /* of the unit, by name */
    ARENA_LIST(struct slot) slots;
    ARENA_LIST(size_t) order; /* positions of slots as they are logged */
    struct format format;
    struct buffer msg, map, out;
    const struct found_call *call; /* being built, for the fault callback */
    bool failed;
};

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

/* ---- faults ------------------------------------------------------------------------------------------- */

static bool silent(const struct found_call *c) { return c->in_comment || c->dead; }

static void describe(struct builder *b, enum format_fault fault, struct span at, struct text name)
{
    struct diag *d = b->model->diag;
    const struct type *near = model_nearest_type(b->model, name);
    switch (fault) {
    case FORMAT_UNKNOWN_TYPE:
        if (model_type(b->model, name)) {
            diag_report(d, &CHECK_UNKNOWN_TYPE, at, "'%.*s' is a constant, so no argument can stand for it",
                        TEXT_ARG(name));
            break;
        }
        diag_report(d, &CHECK_UNKNOWN_TYPE, at, "unknown type '%.*s' in trace message", TEXT_ARG(name));
        if (near)
            diag_note(d, near->where, "did you mean '%.*s', defined here?", TEXT_ARG(near->name));
        break;
    case FORMAT_UNCLOSED_NAME:
        diag_report(d, &CHECK_UNKNOWN_TYPE, at, "type name without its closing '!' in trace message");
        break;
    case FORMAT_LONE_PERCENT:
        diag_report(d, &CHECK_LONE_PERCENT, at, "'%%' without a type in trace message; a percent sign is '%%%%'");
        break;
    case FORMAT_STAR:
        diag_report(d, &CHECK_UNKNOWN_TYPE, at,
                    "'*' as width or precision is only known where a type such as '.*s' is defined");
        break;
    }
}

/* The span in the source of bytes of the gathered text. */
static struct span gathered_span(const struct builder *b, size_t at, size_t len)
{
    const char *const *map = (const char *const *)(const void *)b->map.at;
    size_t count = b->map.len / sizeof *map;
    if (at >= count)
        return span_of(b->call->source, b->call->name);
    const char *from = map[at], *to = map[len && at + len <= count ? at + len - 1 : at];
    bool together = to >= from && (size_t)(to - from) + 1 == (len ? len : 1);
    return span_of(b->call->source, text_slice(from, together ? to + 1 : from + 1));
}

static void message_fault(void *context, enum format_fault fault, size_t at, size_t len, struct text name)
{
    struct builder *b = context;
    if (!silent(b->call))
        describe(b, fault, gathered_span(b, at, len), name);
}

struct affix_context {
    struct builder *builder;
    const struct affix *affix;
};

static void affix_fault(void *context, enum format_fault fault, size_t at, size_t len, struct text name)
{
    struct affix_context *c = context;
    (void)at;
    (void)len;
    describe(c->builder, fault, c->affix->where, name);
}

/* ---- prefix and suffix -------------------------------------------------------------------------------- */

static size_t conversions(const struct format *f) { return f->parts.count; }

static bool parse_affix(struct builder *b, const struct function *f, const struct affix *affix, struct format *out)
{
    struct affix_context context = {b, affix};
    struct format_reader reader = {.model = b->model, .role = FORMAT_AFFIX, .context = &context, .fault = affix_fault};
    format_parse(out, b->arena, &reader, affix->text);
    if (out->ok && conversions(out) != affix->expr_count) {
        diag_report(b->model->diag, &CHECK_ARGUMENT_COUNT, affix->where,
                    "the text for '%.*s' takes %zu argument%s, %zu given", TEXT_ARG(f->name), conversions(out),
                    conversions(out) == 1 ? "" : "s", affix->expr_count);
        out->ok = false;
    }
    return out->ok;
}

/* %!LINE! and %!FILE! differ from call to call, so texts with them are read again for each. */
static const struct affixes *affixes_of(struct builder *b, const struct function *f)
{
    struct affixes *a = table_get(&b->affixes, f->name);
    if (a)
        return a;
    a = ARENA_NEW(b->arena, struct affixes);
    a->ok = parse_affix(b, f, model_prefix(b->model, f), &a->prefix);
    a->ok = parse_affix(b, f, model_suffix(b->model, f), &a->suffix) && a->ok;
    table_put(&b->affixes, b->arena, f->name, a);
    return a;
}

static void add_affix_slots(struct builder *b, const struct affix *affix, const struct format *f)
{
    for (size_t i = 0; i < f->parts.count; i++) {
        f->parts.items[i].slot = b->slots.count;
        struct slot s = {.type = f->parts.items[i].type, .expr = affix->exprs[i], .synthetic = true};
        *(struct slot *)ARENA_PUSH(b->arena, b->slots) = s;
    }
}

/* ---- the call's own arguments ------------------------------------------------------------------------- */

/* Ours: a `.*s` whose helper type is the templates' counted string takes length and pointer. */
static bool is_counted(const struct type *t)
{
    return text_starts(t->name, TEXT(".*")) &&
           (text_equal(t->equiv, TEXT("WPP_COUNTED_A")) || text_equal(t->equiv, TEXT("WPP_COUNTED_W")));
}

static bool report_count(struct builder *b, const struct text *args, size_t given, size_t wanted)
{
    const struct found_call *c = b->call;
    if (silent(c))
        return false;
    struct span at = given > wanted ? span_of(c->source, args[wanted]) : gathered_span(b, 0, b->msg.len);
    if (given > wanted && !args[wanted].len)
        at = span_of(c->source, c->name);
    diag_report(b->model->diag, &CHECK_ARGUMENT_COUNT, at, "the message takes %zu argument%s, the call passes %zu",
                wanted, wanted == 1 ? "" : "s", given);
    return false;
}

static size_t find_param(const struct builder *b, size_t first, size_t param)
{
    while (first < b->slots.count && b->slots.items[first].param != param)
        first++;
    return first;
}

/* Positional conversions may ask in any order; the call passes its arguments in theirs. */
static void sort_slots(struct builder *b, size_t first)
{
    struct slot *slots = b->slots.items;
    for (size_t i = first + 1; i < b->slots.count; i++)
        for (size_t j = i; j > first && slots[j - 1].param > slots[j].param; j--) {
            struct slot swap = slots[j];
            slots[j] = slots[j - 1];
            slots[j - 1] = swap;
        }
    for (size_t i = 0; i < b->format.parts.count; i++)
        b->format.parts.items[i].slot = find_param(b, first, b->format.parts.items[i].position);
}

/* Positions that leave an argument out, or take one both alone and as the length of another. */
static bool report_positions(struct builder *b, size_t used, size_t wanted)
{
    if (!silent(b->call))
        diag_report(b->model->diag, &CHECK_ARGUMENT_COUNT, gathered_span(b, 0, b->msg.len),
                    used < wanted ? "the positions of the message leave out an argument of the call"
                                  : "two positions of the message overlap in an argument of the call");
    return false;
}

static bool report_empty(struct builder *b, size_t index)
{
    if (!silent(b->call))
        diag_report(b->model->diag, &CHECK_ARGUMENT_COUNT, gathered_span(b, 0, b->msg.len),
                    "argument %zu behind the message is empty", index + 1);
    return false;
}

/* Gives each conversion of the message its argument. */
static bool add_call_slots(struct builder *b, const struct text *args, size_t count)
{
    struct format *f = &b->format;
    size_t first = b->slots.count, next = 0, wanted = 0, used = 0;
    for (size_t i = 0; i < f->parts.count; i++) {
        struct format_part *part = &f->parts.items[i];
        bool counted = is_counted(part->type);
        size_t at = part->position == SIZE_MAX ? next : part->position;
        size_t last = part->position = at + (counted ? 1 : 0);
        next = last + 1;
        if (last + 1 > wanted)
            wanted = last + 1;
        if (last >= count || find_param(b, first, last) < b->slots.count)
            continue; /* too few, reported below; or asked for a second time */
        struct slot s = {.type = part->type, .expr = args[last], .param = last, .counted = counted};
        if (counted)
            s.count = args[at];
        used += counted ? 2 : 1;
        *(struct slot *)ARENA_PUSH(b->arena, b->slots) = s;
    }
    if (wanted != count)
        return report_count(b, args, count, wanted);
    for (size_t i = 0; i < count; i++)
        if (!args[i].len)
            return report_empty(b, i);
    if (used != wanted)
        return report_positions(b, used, wanted);
    sort_slots(b, first);
    return true;
}

static int compare_priority(const struct slot *a, const struct slot *b)
{
    if (a->type->priority != b->type->priority)
        return a->type->priority < b->type->priority ? 1 : -1;
    return text_compare(a->type->name, b->type->name);
}

/* -reorder: by falling priority, then by type name, else as they came. Insertion sort: it is stable and the
 * lists are short. */
static void order_slots(struct builder *b)
{
    b->order.count = 0;
    for (size_t i = 0; i < b->slots.count; i++) {
        *(size_t *)ARENA_PUSH(b->arena, b->order) = i;
        for (size_t j = i; b->model->settings.reorder && j > 0; j--) {
            size_t *order = b->order.items;
            if (compare_priority(&b->slots.items[order[j - 1]], &b->slots.items[order[j]]) <= 0)
                break;
            size_t swap = order[j];
            order[j] = order[j - 1];
            order[j - 1] = swap;
        }
    }
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
    if (f->flag_reported || silent(b->call) || !is_unknown_flag(b, p->name, p->value))
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
        if (!silent(b->call) && is_unknown_flag(b, f->fixed[i], value))
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
    if (!silent(c) && !call_is_declaration(c->pieces))
        b->failed = diag_report(b->model->diag, &CHECK_NOT_A_STRING, span_of(c->source, list->items[msg]),
                                "the message of '%.*s' is not a string literal; this call is not traced",
                                TEXT_ARG(f->name));
    return false;
}

static bool parse_msg(struct builder *b)
{
    const struct found_call *c = b->call;
    struct text component = TEXT("");
    for (size_t i = 0; i < c->function->default_count; i++)
        if (text_equal(c->function->defaults[i].name, TEXT("COMPNAME")))
            component = c->function->defaults[i].value;
    struct text line = text_format(b->arena, "%zu", c->name_line);
    struct format_reader reader = {.model = b->model, .role = FORMAT_MESSAGE, .file = c->unit->name, .line = line,
                                   .component = component, .context = b, .fault = message_fault};
    struct text msg = c->function->has_msg ? literal_trim(buffer_slice(&b->msg)) : TEXT("");
    format_parse(&b->format, b->arena, &reader, msg);
    return b->format.ok;
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

static bool check_limit(struct builder *b, size_t count)
{
    if (count <= b->model->settings.arg_limit)
        return true;
    if (!silent(b->call))
        diag_report(b->model->diag, &CHECK_TOO_MANY_ARGUMENTS, span_of(b->call->source, b->call->name),
                    "%zu arguments, more than the limit of %llu (-ArgLimit)", count,
                    (unsigned long long)b->model->settings.arg_limit);
    return false;
}

/* All slots, in the order in which the generated call passes them. */
static bool add_slots(struct builder *b, const struct affixes *affixes, const struct text *args, size_t count)
{
    const struct function *f = b->call->function;
    const struct affix *suffix = model_suffix(b->model, f);
    b->slots.count = 0;
    if (!check_limit(b, count)) /* before work that grows with the square of it */
        return false;
    add_affix_slots(b, model_prefix(b->model, f), &affixes->prefix);
    if (f->msg_args)
        add_affix_slots(b, suffix, &affixes->suffix);
    if (f->has_msg && !add_call_slots(b, args, count))
        return false;
    if (!f->has_msg && count && !f->variadic)
        return report_count(b, args, count, 0);
    if (!f->msg_args)
        add_affix_slots(b, suffix, &affixes->suffix);
    return check_limit(b, b->slots.count);
}

bool builder_add(struct builder *b, const struct found_call *c)
{
    const struct text *args;
    size_t count;
    b->call = c;
    b->failed = false;
    if (!read_msg(b, &args, &count))
        return !b->failed;
    const struct affixes *affixes = affixes_of(b, c->function);
    if (!affixes->ok)
        return silent(c);
    if (!parse_msg(b) || !add_slots(b, affixes, args, count))
        return silent(c);
    order_slots(b);
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
