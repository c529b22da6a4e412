/* A conversion is looked up as a type name: %!NAME!, or the longest printf size prefix and letter that the
 * configuration defines (so %Iu64 is Iu followed by "64"). Numbers are ambiguous: %1!d! asks for the first
 * argument, while %08!X8! would be a width before a named type; the first reading wins when the number, taken
 * from -ArgBase, can be an argument and does not begin with 0. */
#include "format.h"

#include "buffer.h"

/* Longest first: the first that makes a known type with the letter behind it wins. */
static const struct text sizes[] = {
    TEXT_INIT("I64"), TEXT_INIT("I32"), TEXT_INIT("ll"), TEXT_INIT("hh"), TEXT_INIT("I"), TEXT_INIT("l"),
    TEXT_INIT("h"), TEXT_INIT("w"), TEXT_INIT("z"), TEXT_INIT("t"), TEXT_INIT("j"), TEXT_INIT("L"), TEXT_INIT(""),
};

struct parse {
    struct format *format;
    struct arena *arena;
    const struct format_reader *reader;
    struct text text;
    size_t from;  /* start of the literal text not yet in a part */
    struct buffer literal; /* what replaced constants put before it */
};

static void fault(struct parse *p, enum format_fault kind, size_t at, size_t len, struct text name)
{
    p->format->ok = p->format->ok && kind == FORMAT_LONE_PERCENT;
    p->reader->fault(p->reader->context, kind, at, len, name);
}

/* The literal text up to `to`, with the constants replaced in it. */
static struct text take_literal(struct parse *p, size_t to)
{
    struct text plain = {p->text.at + p->from, to - p->from};
    if (!p->literal.len)
        return plain;
    buffer_text(&p->literal, plain);
    struct text whole = text_copy(p->arena, buffer_slice(&p->literal));
    p->literal.len = 0;
    return whole;
}

static struct text constant_text(struct parse *p, struct text spec)
{
    bool file = text_equal(spec, TEXT("__FILE__")), line = text_equal(spec, TEXT("__LINE__"));
    if (!file && !line && !text_equal(spec, TEXT("__COMPNAME__")))
        return spec;
    p->format->varies = true;
    return file ? p->reader->file : line ? p->reader->line : p->reader->component;
}

static void add_conversion(struct parse *p, size_t percent, size_t end, struct text flags, const struct type *t,
                           size_t position)
{
    if (!t->equiv.len) {
        struct text before = {p->text.at + p->from, percent - p->from};
        buffer_text(&p->literal, before);
        buffer_text(&p->literal, constant_text(p, t->spec));
    } else {
        struct format_part part = {take_literal(p, percent), t, flags, position, 0, percent, end - percent};
        *(struct format_part *)ARENA_PUSH(p->arena, p->format->parts) = part;
    }
    p->from = end;
}

/* The type spelled at `at` without exclamation marks, and its length; NULL when there is none. */
static const struct type *plain_type(const struct parse *p, size_t at, size_t *len)
{
    struct text rest = text_skip(p->text, at);
    if (p->reader->model->settings.no_shrieks) {
        size_t longest = p->reader->model->max_type_name;
        for (*len = rest.len < longest ? rest.len : longest; *len; --*len) {
            const struct type *t = model_type(p->reader->model, (struct text){rest.at, *len});
            if (t)
                return t;
        }
    }
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        if (!text_starts(rest, sizes[i]) || rest.len == sizes[i].len)
            continue;
        *len = sizes[i].len + 1;
        const struct type *t = model_type(p->reader->model, (struct text){rest.at, *len});
        if (t)
            return t;
    }
    return NULL;
}

/* A type whose name takes over the precision or width: `.*s`, `*s`. */
static const struct type *star_type(const struct parse *p, size_t at, size_t *len)
{
    struct text rest = text_skip(p->text, at);
    size_t star = text_starts(rest, TEXT(".*")) ? 2 : text_starts(rest, TEXT("*")) ? 1 : 0;
    for (*len = star + 3; star && *len > star; --*len) {
        const struct type *t = *len <= rest.len ? model_type(p->reader->model, (struct text){rest.at, *len}) : NULL;
        if (t)
            return t;
    }
    return NULL;
}

static size_t skip_digits(struct text t, size_t at)
{
    while (at < t.len && text_is_digit(t.at[at]))
        at++;
    return at;
}

/* %N!spec! with a number that can be an argument. `bang` is at the first exclamation mark. */
static bool is_positional(const struct parse *p, size_t digits, size_t bang, size_t *position)
{
    struct text number = {p->text.at + digits, bang - digits};
    uint64_t n;
    if (!number.len || (number.at[0] == '0' && number.len > 1) || !text_to_u64(number, &n))
        return false;
    const struct settings *s = &p->reader->model->settings;
    if (p->reader->role == FORMAT_MESSAGE && (n < s->arg_base || n - s->arg_base >= s->arg_limit))
        return false;
    *position = (size_t)(n - s->arg_base);
    return true;
}

/* Reads `spec` of %N!spec! or a type's name: flags, width and precision may stand before the type. */
static const struct type *positional_type(const struct parse *p, size_t at, size_t bang, struct text *flags)
{
    struct text inside = {p->text.at + at, bang - at};
    const struct type *t = model_type(p->reader->model, inside);
    size_t n = 0;
    while (!t && n < inside.len && (text_is_digit(inside.at[n]) || text_find(TEXT("-+ #."), inside.at[n])))
        t = model_type(p->reader->model, text_skip(inside, ++n));
    *flags = (struct text){inside.at, n};
    return t;
}

/* !NAME! from the first exclamation mark on. Returns the position behind it. */
static size_t named(struct parse *p, size_t percent, size_t flags_at, size_t bang)
{
    struct text rest = text_skip(p->text, bang + 1), flags = {p->text.at + flags_at, bang - flags_at};
    const char *close = text_find(rest, '!');
    if (!close) {
        fault(p, FORMAT_UNCLOSED_NAME, percent, p->text.len - percent, rest);
        return p->text.len;
    }
    size_t name_len = (size_t)(close - rest.at), end = bang + 1 + name_len + 1, position = SIZE_MAX;
    if (is_positional(p, percent + 1, bang, &position)) {
        if (p->reader->role == FORMAT_AFFIX)
            return end;
        struct text inner;
        const struct type *t = positional_type(p, bang + 1, end - 1, &inner);
        if (t && t->equiv.len)
            add_conversion(p, percent, end, inner, t, position);
        else
            fault(p, FORMAT_UNKNOWN_TYPE, bang + 1, name_len, (struct text){rest.at, name_len});
        return end;
    }
    const struct type *t = model_type(p->reader->model, (struct text){rest.at, name_len});
    if (t)
        add_conversion(p, percent, end, flags, t, SIZE_MAX);
    else
        fault(p, FORMAT_UNKNOWN_TYPE, bang + 1, name_len, (struct text){rest.at, name_len});
    return end;
}

/* The name to show for an unknown plain type: size prefix and letter. */
static size_t shown_length(struct text rest)
{
    size_t best = 0;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        if (text_starts(rest, sizes[i]) && sizes[i].len > best)
            best = sizes[i].len;
    return best < rest.len ? best + 1 : rest.len;
}

/* One conversion from its % on. Returns the position behind it. */
static size_t convert(struct parse *p, size_t percent)
{
    struct text t = p->text;
    size_t at = percent + 1, len;
    while (at < t.len && text_find(TEXT("-+ #0"), t.at[at]))
        at++;
    at = skip_digits(t, at);
    const struct type *star = star_type(p, at, &len);
    if (!star && at < t.len && t.at[at] == '.')
        at = skip_digits(t, at + 1);
    struct text flags = {t.at + percent + 1, at - percent - 1};
    if (at < t.len && t.at[at] == '!')
        return named(p, percent, percent + 1, at);
    if (!star && at < t.len && t.at[at] == '*') {
        fault(p, FORMAT_STAR, percent, at + 1 - percent, (struct text){t.at + at, 1});
        return at + 1;
    }
    const struct type *type = star ? star : plain_type(p, at, &len);
    if (type) {
        add_conversion(p, percent, at + len, flags, type, SIZE_MAX);
        return at + len;
    }
    /* In a prefix %1 ... %9 alone stand for the log's fields, as %0 does. */
    if (p->reader->role == FORMAT_AFFIX && at > percent + 1 && text_is_digit(t.at[percent + 1]))
        return skip_digits(t, percent + 1);
    struct text name = {t.at + at, shown_length(text_skip(t, at))};
    bool lone = !name.len || text_is_blank(name.at[0]) || name.at[0] == '\\';
    fault(p, lone ? FORMAT_LONE_PERCENT : FORMAT_UNKNOWN_TYPE, lone ? percent : at, lone ? 1 : name.len, name);
    return lone ? percent + 1 : at;
}

void format_parse(struct format *f, struct arena *a, const struct format_reader *r, struct text text)
{
    struct parse p = {f, a, r, text.len ? text : TEXT(""), 0, {0}}; /* never NULL: the parse adds to it */
    f->parts.count = 0;
    f->ok = true;
    f->varies = false;
    for (const char *hit; (hit = text_find(text, '%'));) {
        size_t percent = (size_t)(hit - p.text.at);
        bool doubled = percent + 1 < p.text.len && p.text.at[percent + 1] == '%';
        size_t behind = doubled ? percent + 2 : convert(&p, percent);
        text = text_skip(p.text, behind);
    }
    f->tail = take_literal(&p, p.text.len);
    buffer_free(&p.literal);
}

void format_write(struct buffer *b, const struct format *f)
{
    for (size_t i = 0; i < f->parts.count; i++) {
        const struct format_part *part = &f->parts.items[i];
        buffer_text(b, part->literal);
        buffer_format(b, "%%%zu!", 10 + part->slot);
        buffer_text(b, part->flags);
        buffer_text(b, part->type->spec);
        buffer_char(b, '!');
    }
    buffer_text(b, f->tail);
}
