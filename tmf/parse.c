/* A .tmf file as a list of entries, and back. Line by line; the one construct that spans lines on its own is
 * a message text with line ends in it, so a #typev line reaches to the "{" that must follow it. Text slices
 * point into the file, and a CR LF file is only told apart when lines are cut and when they are written. */
#include <string.h>

#include "tmf.h"

static const struct diag_kind bad_tmf = {"bad-tmf", 3101, DIAG_ERROR, false};

struct parser {
    struct arena *arena;
    const struct source *source;
    struct diag *diag;
    struct tmf_file *file;
    struct tmf_source *current; /* the trace GUID in force */
    struct text rest;           /* from the next line on */
};

/* The line at the start of t without its end; *whole with it. */
static struct text cut_line(const struct parser *p, struct text t, size_t *whole)
{
    const char *end = text_find(t, '\n');
    struct text line = end ? text_slice(t.at, end) : t;
    *whole = line.len + (end ? 1 : 0);
    if (p->file->crlf && end && line.len && line.at[line.len - 1] == '\r')
        line.len--;
    return line;
}

static struct text next_line(struct parser *p)
{
    size_t whole;
    struct text line = cut_line(p, p->rest, &whole);
    p->rest = text_skip(p->rest, whole);
    return line;
}

static bool wrong(struct parser *p, struct text line, const char *expected)
{
    struct span at = span_of(p->source, line);
    diag_report(p->diag, &bad_tmf, at, "not a line of a .tmf file: expected %s (offset 0x%zx)", expected, at.begin);
    return false;
}

static struct tmf_entry *push(struct parser *p, enum tmf_entry_kind kind)
{
    struct tmf_entry *e = ARENA_PUSH(p->arena, p->file->entries);
    e->kind = kind;
    e->source = p->current;
    return e;
}

/* From `first` on, up to the line that is "{", or just the first line when none comes before the next #. */
static struct text reach_brace(struct parser *p, struct text first)
{
    struct text rest = p->rest, all = first;
    while (rest.len) {
        size_t whole;
        struct text line = cut_line(p, rest, &whole);
        if (text_equal(line, TEXT("{"))) {
            p->rest = rest;
            return all;
        }
        if (text_starts(line, TEXT("#")))
            break;
        all = text_slice(first.at, line.at + line.len);
        rest = text_skip(rest, whole);
    }
    return first;
}

static bool parse_message(struct parser *p, struct text line)
{
    struct tmf_message *m = ARENA_NEW(p->arena, struct tmf_message);
    struct text whole = reach_brace(p, line);
    if (!p->current)
        return wrong(p, line, "a line with a trace GUID before the first message");
    if (!tmf_message_line(p->arena, whole, m))
        return wrong(p, line, "#typev NAME NUMBER \"TEXT\" // LEVEL=...");
    struct text brace = next_line(p);
    if (!text_equal(brace, TEXT("{")))
        return wrong(p, brace, "{ behind #typev");
    for (;;) {
        if (p->rest.len == 0)
            return wrong(p, p->rest, "} behind the arguments");
        struct text next = next_line(p);
        if (text_equal(next, TEXT("}")))
            break;
        if (!tmf_argument_line(next, ARENA_PUSH(p->arena, m->arguments)))
            return wrong(p, next, "EXPRESSION, ITEM -- NUMBER");
    }
    m->source = p->current;
    *(struct tmf_message **)ARENA_PUSH(p->arena, p->current->messages) = m;
    push(p, TMF_ENTRY_MESSAGE)->message = m;
    return true;
}

static bool parse_enum(struct parser *p, struct text line)
{
    struct tmf_enum *e = ARENA_NEW(p->arena, struct tmf_enum);
    e->name = text_skip(line, sizeof "#enumv " - 1);
    struct text brace = next_line(p);
    if (!text_equal(brace, TEXT("{")))
        return wrong(p, brace, "{ behind #enumv");
    for (;;) {
        if (p->rest.len == 0)
            return wrong(p, p->rest, "} behind the values");
        struct text next = next_line(p);
        if (text_equal(next, TEXT("}")))
            break;
        const char *comma = text_find_last(next, ',');
        if (!comma)
            return wrong(p, next, "NAME,VALUE");
        struct tmf_enum_value *v = ARENA_PUSH(p->arena, e->values);
        v->name = text_slice(next.at, comma);
        v->value = text_slice(comma + 1, next.at + next.len);
    }
    push(p, TMF_ENTRY_ENUM)->enumeration = e;
    return true;
}

static bool parse_source(struct parser *p, struct text line)
{
    struct tmf_source *s = ARENA_NEW(p->arena, struct tmf_source);
    if (!tmf_source_line(line, s))
        return wrong(p, line, "a comment, GUID MODULE // SRC=..., #typev or #enumv");
    p->current = s;
    push(p, TMF_ENTRY_SOURCE);
    return true;
}

static bool parse_entry(struct parser *p)
{
    struct text line = next_line(p);
    if (line.len == 0 || text_starts(line, TEXT("//"))) {
        push(p, TMF_ENTRY_LINE)->line = line;
        return true;
    }
    if (text_starts(line, TEXT("#typev ")))
        return parse_message(p, line);
    if (text_starts(line, TEXT("#enumv ")))
        return parse_enum(p, line);
    return parse_source(p, line);
}

bool tmf_file_parse(struct arena *a, const struct source *s, struct diag *d, struct tmf_file *file)
{
    *file = (struct tmf_file){0};
    const char *end = text_find(s->bytes, '\n');
    file->crlf = end && end > s->bytes.at && end[-1] == '\r';
    file->unterminated = s->bytes.len && s->bytes.at[s->bytes.len - 1] != '\n';
    struct parser p = {.arena = a, .source = s, .diag = d, .file = file, .rest = s->bytes};
    while (p.rest.len)
        if (!parse_entry(&p))
            return false;
    return true;
}

static void write_entry(const struct tmf_entry *e, struct text end, struct buffer *out)
{
    switch (e->kind) {
    case TMF_ENTRY_LINE:
        buffer_text(out, e->line);
        buffer_text(out, end);
        break;
    case TMF_ENTRY_SOURCE:
        tmf_source_write_as(e->source, end, out);
        break;
    case TMF_ENTRY_MESSAGE:
        tmf_message_write_as(e->message, end, out);
        break;
    case TMF_ENTRY_ENUM:
        tmf_enum_write_as(e->enumeration, end, out);
        break;
    }
}

void tmf_file_write(const struct tmf_file *file, struct buffer *out)
{
    struct text end = file->crlf ? TEXT("\r\n") : TEXT("\n");
    size_t before = out->len;
    for (size_t i = 0; i < file->entries.count; i++)
        write_entry(&file->entries.items[i], end, out);
    if (file->unterminated && out->len > before)
        out->len -= end.len;
}
