/* What the grammar of enumerations calls: values of C constant expressions, and the model's enumerations.
 *
 * Values are 64 bits wide and wrap, as unsigned arithmetic does. A value that cannot be told is unknown, and
 * so is everything made of it; such an enumerator is left out, because a wrong name in a trace is worse than
 * a bare number. */
#include "enums.h"

#include "enum.tab.h"

void enums_skip(struct enum_reader *r, size_t len) { r->offset += len; }

int enums_token(struct enum_reader *r, size_t len, int token)
{
    r->token_begin = r->offset;
    r->offset += len;
    r->braces += token == '{';
    if (token == '}' && r->braces)
        r->braces--;
    return token;
}

bool enums_semicolon(struct enum_reader *r)
{
    enums_token(r, 1, ';');
    return !r->recovering || !r->braces;
}

struct text enums_bytes(const struct enum_reader *r, struct config_range at)
{
    return (struct text){r->source->bytes.at + at.begin, at.end - at.begin};
}

void enums_warn(struct enum_reader *r, struct config_range at, const char *why, struct text what)
{
    struct span span = {r->source, at.begin, at.end};
    if (r->warnings++ >= ENUMS_MAX_WARNINGS)
        return;
    if (diag_report(r->config->model->diag, &CHECK_ENUM_SYNTAX, span, "%s%.*s", why, TEXT_ARG(what)))
        r->failed = true;
}

void enums_syntax_error(struct enum_reader *r, struct config_range at, const char *message)
{
    static const struct text lead = TEXT_INIT("syntax error, ");
    struct text sentence = text_from(message);
    r->recovering = true;
    enums_warn(r, at, "cannot read this as an enumeration: ",
               text_starts(sentence, lead) ? text_skip(sentence, lead.len) : sentence);
}

/* ---- values ------------------------------------------------------------------------------------------- */

static struct enum_value known(uint64_t value) { return (struct enum_value){true, (int64_t)value}; }
static struct enum_value unknown(void) { return (struct enum_value){0}; }

static unsigned digit_value(char c)
{
    return text_is_digit(c) ? (unsigned)(c - '0')
           : text_lower(c) >= 'a' && text_lower(c) <= 'f' ? (unsigned)(text_lower(c) - 'a' + 10) : 16;
}

static bool is_suffix(struct text t)
{
    for (size_t i = 0; i < t.len; i++)
        if (text_lower(t.at[i]) != 'u' && text_lower(t.at[i]) != 'l')
            return text_equal_nocase(text_skip(t, i), TEXT("i64"));
    return true;
}

struct enum_value enums_number(struct enum_reader *r, struct config_range at)
{
    struct text all = enums_bytes(r, at), t = all;
    unsigned base = 10;
    if (text_starts_nocase(t, TEXT("0x")) || text_starts_nocase(t, TEXT("0b"))) {
        base = text_lower(t.at[1]) == 'x' ? 16 : 2;
        t = text_skip(t, 2);
    } else if (t.at[0] == '0') {
        base = 8;
    }
    uint64_t value = 0;
    size_t digits = 0;
    for (; t.len && (digit_value(t.at[0]) < base || t.at[0] == '\''); t = text_skip(t, 1))
        if (t.at[0] != '\'') {
            value = value * base + digit_value(t.at[0]);
            digits++;
        }
    if (digits && is_suffix(t))
        return known(value);
    enums_warn(r, at, "cannot read this number: ", all);
    return unknown();
}

/* One character or escape, moved over; false for an escape that is none. */
static bool next_character(struct text *t, uint64_t *value)
{
    static const char escapes[] = "abfnrtv\\'\"?", values[] = "\a\b\f\n\r\t\v\\'\"?";
    char c = t->at[0];
    *t = text_skip(*t, 1);
    *value = (unsigned char)c;
    if (c != '\\' || !t->len)
        return c != '\\';
    c = t->at[0];
    const char *escape = text_find((struct text){escapes, sizeof escapes - 1}, c);
    unsigned base = c == 'x' ? 16 : 8;
    if (escape || c == 'x')
        *t = text_skip(*t, 1);
    if (escape) {
        *value = (unsigned char)values[escape - escapes];
        return true;
    }
    size_t digits = 0;
    for (*value = 0; t->len && digits < 8 && digit_value(t->at[0]) < base; digits++, *t = text_skip(*t, 1))
        *value = *value * base + digit_value(t->at[0]);
    return digits > 0;
}

/* Several characters in one literal fill a number from the left, as the compilers do it. */
struct enum_value enums_character(struct enum_reader *r, struct config_range at)
{
    struct text all = enums_bytes(r, at);
    const char *quote = text_find(all, '\'');
    struct text t = text_slice(quote + 1, all.at + all.len - 1);
    uint64_t value = 0, c;
    size_t count = 0;
    for (; t.len; count++) {
        if (!next_character(&t, &c) || count == 4) {
            enums_warn(r, at, "cannot read this character: ", all);
            return unknown();
        }
        value = count ? value << 8 | (c & 0xFF) : c;
    }
    return known(value);
}

struct enum_value enums_name(struct enum_reader *r, struct config_range at)
{
    struct text name = enums_bytes(r, at);
    const int64_t *value = table_get(&r->config->enumerators, name);
    if (value)
        return known((uint64_t)*value);
    enums_warn(r, at, "no enumerator seen so far has this name, so this value is unknown: ", name);
    return unknown();
}

struct enum_value enums_unknown(struct enum_reader *r, struct config_range at)
{
    enums_warn(r, at, "macros are not expanded, so this value is unknown", TEXT(""));
    return unknown();
}

struct enum_value enums_unary(int operator, struct enum_value v)
{
    if (!v.known)
        return v;
    uint64_t value = (uint64_t)v.value;
    return known(operator == '-' ? 0 - value : operator == '~' ? ~value : !value);
}

struct enum_value enums_choose(struct enum_value condition, struct enum_value yes, struct enum_value no)
{
    return !condition.known ? condition : condition.value ? yes : no;
}

static struct enum_value divide(struct enum_reader *r, struct config_range at, int64_t a, int operator, int64_t b)
{
    if (b == 0) {
        enums_warn(r, at, "division by zero", TEXT(""));
        return unknown();
    }
    if (b == -1) /* the one case that overflows */
        return known(operator == '/' ? 0 - (uint64_t)a : 0);
    return known((uint64_t)(operator == '/' ? a / b : a % b));
}

static struct enum_value shift(struct enum_reader *r, struct config_range at, int64_t a, int operator, int64_t b)
{
    if (b < 0 || b > 63) {
        enums_warn(r, at, "a shift by less than 0 or more than 63 bits", TEXT(""));
        return unknown();
    }
    if (operator == ENUMS_TOKEN_SHL)
        return known((uint64_t)a << b);
    return known(a < 0 ? ~(~(uint64_t)a >> b) : (uint64_t)a >> b);
}

struct enum_value enums_binary(struct enum_reader *r, struct config_range at, struct enum_value left, int operator,
                               struct enum_value right)
{
    if (!left.known || !right.known)
        return unknown();
    int64_t a = left.value, b = right.value;
    uint64_t x = (uint64_t)a, y = (uint64_t)b;
    switch (operator) {
    case '*': return known(x * y);
    case '/':
    case '%': return divide(r, at, a, operator, b);
    case '+': return known(x + y);
    case '-': return known(x - y);
    case ENUMS_TOKEN_SHL:
    case ENUMS_TOKEN_SHR: return shift(r, at, a, operator, b);
    case '<': return known(a < b);
    case '>': return known(a > b);
    case ENUMS_TOKEN_LE: return known(a <= b);
    case ENUMS_TOKEN_GE: return known(a >= b);
    case ENUMS_TOKEN_EQ: return known(a == b);
    case ENUMS_TOKEN_NE: return known(a != b);
    case '&': return known(x & y);
    case '^': return known(x ^ y);
    case '|': return known(x | y);
    case ENUMS_TOKEN_AND: return known(a && b);
    default: return known(a || b);
    }
}

/* ---- enumerations ------------------------------------------------------------------------------------- */

static void publish(struct enum_reader *r, struct text name)
{
    struct model *m = r->config->model;
    if (!r->current->tag.len)
        r->current->tag = name;
    table_put(&m->enums, m->arena, name, r->current);
}

void enums_begin(struct enum_reader *r)
{
    r->current = ARENA_NEW(r->config->model->arena, struct enumeration);
    r->next = known(0);
}

void enums_tag(struct enum_reader *r, struct config_range tag) { publish(r, enums_bytes(r, tag)); }
void enums_alias(struct enum_reader *r, struct config_range name) { publish(r, enums_bytes(r, name)); }

void enums_end(struct enum_reader *r)
{
    r->current = NULL;
    r->recovering = false;
    r->braces = 0;
}

void enums_add_value(struct enum_reader *r, struct config_range at, struct enum_value value)
{
    struct arena *a = r->config->model->arena;
    r->next = value;
    if (!value.known)
        return;
    r->next.value = (int64_t)((uint64_t)value.value + 1);
    if (r->current->items.count == ENUMS_MAX_ITEMS) {
        r->next = unknown();
        enums_warn(r, at, "this and the rest are left out: there are more than 65536 enumerators", TEXT(""));
        return;
    }
    struct enum_item *item = ARENA_PUSH(a, r->current->items);
    *item = (struct enum_item){enums_bytes(r, at), value.value};
    int64_t *number = ARENA_NEW(a, int64_t);
    *number = value.value;
    table_put(&r->config->enumerators, a, item->name, number);
}

void enums_add(struct enum_reader *r, struct config_range name) { enums_add_value(r, name, r->next); }
