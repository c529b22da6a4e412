/* The lines of a .tmf, which are also the strings of an annotation: both directions.
 *
 * The hard point is that the free texts are not escaped. A message text may hold quotes and line ends, an
 * argument's expression may hold commas inside its item's list and two minus signs, a function's name nearly
 * everything. So each line is taken apart from the end that is certain: arguments from the right, the text up
 * to the last '" //', the trailer's pairs outside parentheses, and FUNC= takes the rest. */
#include <string.h>

#include "tmf.h"

static bool take_until(struct text *rest, struct text mark, struct text *part)
{
    size_t at = text_search(*rest, mark);
    if (at == SIZE_MAX)
        return false;
    *part = (struct text){rest->at, at};
    *rest = text_skip(*rest, at + mark.len);
    return true;
}

/* The index of the last `part` in t, or SIZE_MAX. */
static size_t search_last(struct text t, struct text part)
{
    for (size_t i = t.len < part.len ? 0 : t.len - part.len + 1; i-- > 0;)
        if (memcmp(t.at + i, part.at, part.len) == 0)
            return i;
    return SIZE_MAX;
}

/* A decimal number without sign or leading zeros, so that writing it gives the same digits. */
static bool plain_number(struct text t, unsigned max, unsigned *number)
{
    uint64_t value;
    if (t.len == 0 || (t.len > 1 && t.at[0] == '0') || !text_to_u64(t, &value) || value > max)
        return false;
    *number = (unsigned)value;
    return true;
}

bool tmf_source_line(struct text line, struct tmf_source *s)
{
    struct text rest = text_skip(line, 36), middle;
    if (line.len < 36 || !tmf_guid_parse((struct text){line.at, 36}, &s->guid))
        return false;
    s->spelling = (struct text){line.at, 36};
    s->glued = rest.len && rest.at[0] != ' ';
    if (!s->glued)
        rest = text_skip(rest, 1);
    if (!take_until(&rest, TEXT(" // SRC="), &s->module))
        return false;
    size_t minor = search_last(rest, TEXT(" MN="));
    if (minor == SIZE_MAX)
        return false;
    middle = (struct text){rest.at, minor};
    s->minor = text_skip(rest, minor + 4);
    size_t major = search_last(middle, TEXT(" MJ="));
    if (major == SIZE_MAX)
        return false;
    s->file = (struct text){middle.at, major};
    s->major = text_skip(middle, major + 4);
    return true;
}

static bool is_key_char(char c, bool first)
{
    char lower = text_lower(c);
    return (lower >= 'a' && lower <= 'z') || c == '_' || (!first && text_is_digit(c));
}

/* The length of KEY in "KEY=" at the start of t, or 0. */
static size_t key_length(struct text t)
{
    size_t n = 0;
    while (n < t.len && is_key_char(t.at[n], n == 0))
        n++;
    bool assigns = n && n < t.len && t.at[n] == '=' && !(n + 1 < t.len && t.at[n + 1] == '=');
    return assigns ? n : 0;
}

static void split_pairs(struct arena *a, struct tmf_message *m)
{
    struct text t = m->trailer;
    int depth = 0;
    struct tmf_pair *open = NULL;
    for (size_t i = 0; i < t.len; i++) {
        char c = t.at[i];
        depth += c == '(' || c == '[' || c == '{' ? 1 : (c == ')' || c == ']' || c == '}') && depth ? -1 : 0;
        size_t key = depth == 0 && (i == 0 || t.at[i - 1] == ' ') ? key_length(text_skip(t, i)) : 0;
        if (key == 0)
            continue;
        if (open)
            open->value = text_trim(text_slice(open->value.at, t.at + i));
        struct tmf_pair pair = {{t.at + i, key}, text_skip(t, i + key + 1)};
        if (text_equal(pair.key, TEXT("FUNC"))) {
            m->function = pair.value;
            return;
        }
        open = ARENA_PUSH(a, m->pairs);
        *open = pair;
        i += key;
    }
    if (open)
        open->value = text_trim(open->value);
}

bool tmf_message_line(struct arena *a, struct text line, struct tmf_message *m)
{
    struct text rest = line, digits;
    if (!text_starts(rest, TEXT("#typev ")))
        return false;
    rest = text_skip(rest, 6);
    size_t blanks = 0;
    while (blanks < rest.len && rest.at[blanks] == ' ')
        blanks++;
    m->gap = blanks == 1 ? (struct text){0} : (struct text){rest.at, blanks};
    rest = text_skip(rest, blanks);
    if (!take_until(&rest, TEXT(" "), &m->name) || m->name.len == 0 || !take_until(&rest, TEXT(" \""), &digits) ||
        !plain_number(digits, UINT16_MAX, &m->id))
        return false;
    size_t end = search_last(rest, TEXT("\" //"));
    if (end == SIZE_MAX)
        return false;
    m->text = (struct text){rest.at, end};
    m->trailer = text_skip(rest, end + 4);
    split_pairs(a, m);
    return true;
}

static enum tmf_item item_type(struct text name)
{
    static const struct { struct text name; enum tmf_item type; } items[] = {
#define ITEM_ROW(type, spelling) {TEXT_INIT(spelling), TMF_ITEM_##type},
        TMF_ITEMS(ITEM_ROW)
#undef ITEM_ROW
    };
    for (size_t i = 0; i < sizeof items / sizeof *items; i++)
        if (text_equal_nocase(items[i].name, name))
            return items[i].type;
    return TMF_ITEM_UNKNOWN;
}

/* The index of the parenthesis that the last character of t closes, or SIZE_MAX. */
static size_t opening(struct text t)
{
    size_t depth = 0;
    for (size_t i = t.len; i-- > 0;) {
        if (t.at[i] == ')')
            depth++;
        else if (t.at[i] == '(' && --depth == 0)
            return i;
    }
    return SIZE_MAX;
}

bool tmf_argument_line(struct text line, struct tmf_argument *arg)
{
    size_t dashes = search_last(line, TEXT(" -- "));
    if (dashes == SIZE_MAX || !plain_number(text_skip(line, dashes + 4), UINT16_MAX, &arg->number))
        return false;
    struct text item = {line.at, dashes};
    size_t name_end = item.len;
    arg->list = (struct text){0};
    if (item.len && item.at[item.len - 1] == ')') {
        name_end = opening(item);
        if (name_end == SIZE_MAX)
            return false;
        arg->list = (struct text){item.at + name_end + 1, item.len - name_end - 2};
    }
    size_t name = name_end;
    while (name && text_is_word(item.at[name - 1]))
        name--;
    arg->item = (struct text){item.at + name, name_end - name};
    if (arg->item.len == 0 || name < 2 || item.at[name - 1] != ' ' || item.at[name - 2] != ',')
        return false;
    arg->expression = (struct text){item.at, name - 2};
    arg->type = item_type(arg->item);
    return true;
}

void tmf_message_set_function(struct arena *a, struct tmf_message *m, struct text function)
{
    if (m->function.len || function.len == 0)
        return;
    struct text trailer = text_join(a, text_join(a, m->trailer, TEXT(" FUNC=")), function);
    m->function = text_skip(trailer, trailer.len - function.len);
    m->trailer = trailer;
}

static bool same_but_punctuation(struct text annotated, struct text file)
{
    if (annotated.len != file.len)
        return false;
    for (size_t i = 0; i < file.len; i++)
        if (annotated.at[i] != file.at[i] && !(annotated.at[i] == '_' && !text_is_word(file.at[i])))
            return false;
    return true;
}

struct text tmf_message_name(struct arena *a, struct text annotated, struct text source_file)
{
    size_t stem = annotated.len;
    while (stem && text_is_digit(annotated.at[stem - 1]))
        stem--;
    /* a file named x.c99 makes names like x_c9917: its own digits belong to the stem */
    if (stem < source_file.len && source_file.len < annotated.len)
        stem = source_file.len;
    const char *dot = text_find_last(source_file, '.');
    if (!dot || stem == annotated.len || !same_but_punctuation((struct text){annotated.at, stem}, source_file))
        return annotated;
    struct text name = text_join(a, source_file, text_skip(annotated, stem));
    ((char *)(uintptr_t)name.at)[dot - source_file.at] = '_';
    return name;
}

/* Not printf: a damaged file may hold NUL bytes, and they too are written back. */
static void put(struct buffer *out, const struct text *parts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buffer_text(out, parts[i]);
}

#define PUT(out, ...) put((out), (const struct text[]){__VA_ARGS__}, \
                          sizeof (const struct text[]){__VA_ARGS__} / sizeof(struct text))

void tmf_source_write_as(const struct tmf_source *s, struct text end, struct buffer *out)
{
    PUT(out, s->spelling, s->glued ? TEXT("") : TEXT(" "), s->module, TEXT(" // SRC="), s->file, TEXT(" MJ="),
        s->major, TEXT(" MN="), s->minor, end);
}

void tmf_message_write_as(const struct tmf_message *m, struct text end, struct buffer *out)
{
    PUT(out, TEXT("#typev"), m->gap.at ? m->gap : TEXT(" "), m->name);
    buffer_format(out, " %u \"", m->id);
    PUT(out, m->text, TEXT("\" //"), m->trailer, end, TEXT("{"), end);
    for (size_t i = 0; i < m->arguments.count; i++) {
        const struct tmf_argument *arg = &m->arguments.items[i];
        PUT(out, arg->expression, TEXT(", "), arg->item);
        if (arg->list.at)
            PUT(out, TEXT("("), arg->list, TEXT(")"));
        buffer_format(out, " -- %u", arg->number);
        buffer_text(out, end);
    }
    PUT(out, TEXT("}"), end);
}

void tmf_enum_write_as(const struct tmf_enum *e, struct text end, struct buffer *out)
{
    PUT(out, TEXT("#enumv "), e->name, end, TEXT("{"), end);
    for (size_t i = 0; i < e->values.count; i++)
        PUT(out, e->values.items[i].name, TEXT(","), e->values.items[i].value, end);
    PUT(out, TEXT("}"), end);
}

void tmf_source_write(const struct tmf_source *s, struct buffer *out) { tmf_source_write_as(s, TEXT("\n"), out); }
void tmf_message_write(const struct tmf_message *m, struct buffer *out) { tmf_message_write_as(m, TEXT("\n"), out); }
void tmf_enum_write(const struct tmf_enum *e, struct buffer *out) { tmf_enum_write_as(e, TEXT("\n"), out); }
