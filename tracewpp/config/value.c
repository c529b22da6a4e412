/* The values of one statement, from the grammar's items to the text a command wants.
 *
 * Values are a list of ranges; nothing is copied until text is asked for, and then only if the range has a
 * line end or comment in it (a gap) or holds several literals. The records are used again for the next
 * statement, so memory follows the longest statement and not the file. */
#include "reader.h"

#include <string.h>

struct config_value reader_item(enum config_value_kind kind, struct config_value *inner)
{
    return (struct config_value){.kind = kind, .inner = inner, .has_string = kind == CONFIG_STRING};
}

struct config_value reader_join(struct config_value left, struct config_value right)
{
    bool literals = left.kind == CONFIG_STRING && right.kind == CONFIG_STRING;
    struct config_value both = reader_item(literals ? CONFIG_STRING : CONFIG_MIXED, NULL);
    both.has_string = left.has_string || right.has_string;
    return both;
}

struct config_value *reader_value(struct reader *r, struct config_value value, struct config_range at)
{
    struct config_value *v = r->spare;
    if (v)
        r->spare = v->older;
    else
        v = ARENA_NEW(r->config->model->arena, struct config_value);
    value.at = at;
    value.older = r->used;
    r->used = v;
    *v = value;
    return v;
}

struct config_values reader_list(struct config_value *first)
{
    return (struct config_values){first, first, 1};
}

struct config_values reader_append(struct config_values list, struct config_value *value)
{
    list.last->next = value;
    list.last = value;
    list.count++;
    return list;
}

/* ---- statements --------------------------------------------------------------------------------------- */

static void forget_statement(struct reader *r)
{
    while (r->used) {
        struct config_value *v = r->used;
        r->used = v->older;
        v->older = r->spare;
        r->spare = v;
    }
    r->statement = (struct config_statement){0};
    r->gaps.count = 0;
    r->tokens = 0;
    r->unclosed = SIZE_MAX;
    r->recovering = false;
}

void reader_head(struct reader *r, struct config_range name, struct config_value *defaults, bool func)
{
    r->statement = (struct config_statement){.name = name, .defaults = defaults, .func = func};
}

static bool go_on(struct reader *r)
{
    forget_statement(r);
    return !diag_full(r->config->model->diag);
}

bool reader_call(struct reader *r, struct config_values args, struct config_range at)
{
    struct config_statement *s = &r->statement;
    bool none = args.count == 1 && args.first->kind == CONFIG_EMPTY;
    s->at = at;
    s->close = (struct config_range){at.end - 1, at.end};
    s->args = none ? NULL : args.first;
    s->count = none ? 0 : args.count;
    if (!config_run(r))
        r->failed = true;
    return go_on(r);
}

bool reader_no_parameters(struct reader *r, struct config_range at)
{
    struct diag *d = r->config->model->diag;
    struct text name = reader_bytes(r, r->statement.name);
    (void)at;
    if (config_is_command(name) && !r->statement.func)
        diag_report(d, &CHECK_CONFIG_SYNTAX, reader_span(r, r->statement.name),
                    "'%.*s' has no '(' and values behind it", TEXT_ARG(name));
    else
        diag_report(d, &CHECK_FUNCTION_SHAPE, reader_span(r, r->statement.name),
                    "trace function '%.*s' has no parameter list, expected '%.*s(LEVEL, FLAGS, MSG, ...)' or "
                    "the like", TEXT_ARG(name), TEXT_ARG(name));
    r->failed = true;
    return go_on(r);
}

bool reader_recover(struct reader *r) { return go_on(r); }

/* ---- text --------------------------------------------------------------------------------------------- */

/* The first gap that ends behind an offset; gaps are in order. */
static size_t first_gap(const struct reader *r, size_t offset)
{
    size_t low = 0, high = r->gaps.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (r->gaps.items[middle].end <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The bytes of a range with one blank for each gap. */
static struct text without_gaps(const struct reader *r, struct config_range at)
{
    size_t gap = first_gap(r, at.begin);
    if (gap == r->gaps.count || r->gaps.items[gap].begin >= at.end)
        return reader_bytes(r, at);
    struct buffer b = {0};
    for (; gap < r->gaps.count && r->gaps.items[gap].begin < at.end; gap++) {
        buffer_text(&b, reader_bytes(r, (struct config_range){at.begin, r->gaps.items[gap].begin}));
        buffer_char(&b, ' ');
        at.begin = r->gaps.items[gap].end;
    }
    buffer_text(&b, reader_bytes(r, at));
    struct text t = text_copy(r->config->model->arena, buffer_slice(&b));
    buffer_free(&b);
    return t;
}

/* The inside of the literal that starts t; *rest is what follows its closing quote. */
static struct text literal(struct text t, struct text *rest)
{
    size_t end = 1;
    while (end < t.len && t.at[end] != '"')
        end += t.at[end] == '\\' ? 2 : 1;
    if (end > t.len)
        end = t.len;
    *rest = text_skip(t, end + 1);
    return text_slice(t.at + 1, t.at + end);
}

/* One literal is a slice; several are joined in the arena. Text between literals is dropped. */
static struct text join_literals(const struct reader *r, struct text t)
{
    struct buffer b = {0};
    struct text one = TEXT("");
    size_t count = 0;
    for (const char *quote; (quote = text_find(t, '"')) != NULL; count++) {
        one = literal(text_slice(quote, t.at + t.len), &t);
        buffer_text(&b, one);
    }
    if (count > 1)
        one = text_copy(r->config->model->arena, buffer_slice(&b));
    buffer_free(&b);
    return one;
}

struct text reader_string(const struct reader *r, const struct config_value *v)
{
    return join_literals(r, without_gaps(r, v->at));
}

struct text reader_text(const struct reader *r, const struct config_value *v)
{
    if (!v)
        return TEXT("");
    return v->kind == CONFIG_STRING ? reader_string(r, v) : without_gaps(r, v->at);
}

const struct config_value *reader_arg(const struct reader *r, size_t index)
{
    const struct config_value *v = r->statement.args;
    while (v && index--)
        v = v->next;
    return v;
}

struct text reader_arg_text(const struct reader *r, size_t index)
{
    return reader_text(r, reader_arg(r, index));
}

struct span reader_arg_span(const struct reader *r, size_t index)
{
    const struct config_value *v = reader_arg(r, index);
    return reader_span(r, v ? v->at : r->statement.close);
}

struct text reader_upper(struct arena *a, struct text t)
{
    char *at = arena_copy(a, t.at, t.len);
    for (size_t i = 0; i < t.len; i++)
        if (at[i] >= 'a' && at[i] <= 'z')
            at[i] = (char)(at[i] - 'a' + 'A');
    return (struct text){at, t.len};
}
