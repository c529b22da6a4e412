/* The arguments of a message. Three texts make one: prefix, MSG, suffix, each with conversions of its own that
 * take arguments from its own list. The hard point is order: arguments are numbered and logged in the order in
 * which the generated call passes them, which for MSGARGS functions puts prefix and suffix expressions first,
 * because the call's own arguments come out of a macro behind them. */
#include "builder.h"

#include "literal.h"

/* ---- faults ------------------------------------------------------------------------------------------- */

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
    if (!builder_silent(b->call))
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

/* What is known of the call, for a text of its message. */
static struct format_reader call_reader(const struct builder *b, enum format_role role)
{
    const struct found_call *c = b->call;
    struct format_reader reader = {.model = b->model, .role = role, .file = c->unit->name};
    reader.line = text_format(b->arena, "%zu", c->name_line);
    for (size_t i = 0; i < c->function->default_count; i++)
        if (text_equal(c->function->defaults[i].name, TEXT("COMPNAME")))
            reader.component = c->function->defaults[i].value;
    return reader;
}

/* ---- prefix and suffix -------------------------------------------------------------------------------- */

static size_t conversions(const struct format *f) { return f->parts.count; }

static bool parse_affix(struct builder *b, const struct function *f, const struct affix *affix, struct format *out)
{
    struct affix_context context = {b, affix};
    struct format_reader reader = call_reader(b, FORMAT_AFFIX);
    reader.context = &context;
    reader.fault = affix_fault;
    format_parse(out, b->arena, &reader, affix->text);
    if (out->ok && conversions(out) != affix->expr_count) {
        diag_report(b->model->diag, &CHECK_ARGUMENT_COUNT, affix->where,
                    "the text for '%.*s' takes %zu argument%s, %zu given", TEXT_ARG(f->name), conversions(out),
                    conversions(out) == 1 ? "" : "s", affix->expr_count);
        out->ok = false;
    }
    return out->ok;
}

static void parse_affixes(struct builder *b, const struct function *f, struct affixes *a)
{
    a->ok = parse_affix(b, f, model_prefix(b->model, f), &a->prefix);
    a->ok = parse_affix(b, f, model_suffix(b->model, f), &a->suffix) && a->ok;
}

/* %!LINE! and %!FILE! differ from call to call, so texts with them are read again for each. */
const struct affixes *arguments_affixes(struct builder *b, const struct function *f)
{
    struct affixes *a = table_get(&b->affixes, f->name);
    if (!a) {
        a = ARENA_NEW(b->arena, struct affixes);
        parse_affixes(b, f, a);
        table_put(&b->affixes, b->arena, f->name, a);
    } else if (a->ok && (a->prefix.varies || a->suffix.varies)) {
        parse_affixes(b, f, a);
    }
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
    if (builder_silent(c))
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
    if (!builder_silent(b->call))
        diag_report(b->model->diag, &CHECK_ARGUMENT_COUNT, gathered_span(b, 0, b->msg.len),
                    used < wanted ? "the positions of the message leave out an argument of the call"
                                  : "two positions of the message overlap in an argument of the call");
    return false;
}

static bool report_empty(struct builder *b, size_t index)
{
    if (!builder_silent(b->call))
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

/* ---- all of them -------------------------------------------------------------------------------------- */

static bool parse_msg(struct builder *b)
{
    struct format_reader reader = call_reader(b, FORMAT_MESSAGE);
    reader.context = b;
    reader.fault = message_fault;
    struct text msg = b->call->function->has_msg ? literal_trim(buffer_slice(&b->msg)) : TEXT("");
    format_parse(&b->format, b->arena, &reader, msg);
    return b->format.ok;
}

static bool check_limit(struct builder *b, size_t count)
{
    if (count <= b->model->settings.arg_limit)
        return true;
    if (!builder_silent(b->call))
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

bool arguments_read(struct builder *b, const struct affixes *affixes, const struct text *args, size_t count)
{
    if (!parse_msg(b) || !add_slots(b, affixes, args, count))
        return false;
    order_slots(b);
    return true;
}
