/* From a name to a parsed template. A template is parsed once for each file, and INCLUDE directives keep what
 * they found, so that a run over many sources reads and parses nothing twice. */
#include "template.h"

#include <limits.h>
#include <string.h>

#include "builder.h"
#include "template_grammar.h"

/* ---- line ends ---------------------------------------------------------------------------------------- */

/* The first \n at or behind `from` that has no \r before it; t.len when there is none. */
static size_t bare_newline(struct text t, size_t from)
{
    while (from < t.len) {
        const char *newline = memchr(t.at + from, '\n', t.len - from);
        if (!newline)
            break;
        size_t at = (size_t)(newline - t.at);
        if (at == 0 || t.at[at - 1] != '\r')
            return at;
        from = at + 1;
    }
    return t.len;
}

void template_put_lines(struct buffer *out, struct text t)
{
    for (;;) {
        size_t at = bare_newline(t, 0);
        buffer_bytes(out, t.at, at);
        if (at == t.len)
            return;
        buffer_bytes(out, "\r\n", 2);
        t = text_skip(t, at + 1);
    }
}

struct text template_line_ends(struct arena *a, struct text t)
{
    if (bare_newline(t, 0) == t.len)
        return t;
    struct buffer lines = {0};
    template_put_lines(&lines, t);
    struct text copy = text_copy(a, buffer_slice(&lines));
    buffer_free(&lines);
    return copy;
}

/* ---- loading ------------------------------------------------------------------------------------------ */

static struct template *parse(struct template_set *set, const struct source *source)
{
    struct template *t = ARENA_NEW(set->arena, struct template);
    t->source = source;
    if (source->bytes.len > INT_MAX - 2) { /* the scanner counts in int */
        diag_report(set->diag, &CHECK_TEMPLATE_SIZE, (struct span){source, 0, 0}, "template of %zu bytes is too large",
                    source->bytes.len);
        t->bad = true;
        return t;
    }
    struct template_parser parser = {.set = set, .source = source, .body = &t->body};
    if (!template_parse_text(&parser))
        parser.failed = true;
    else
        template_finish_blocks(&parser);
    t->bad = parser.failed;
    return t;
}

struct template *template_load(struct template_set *set, struct text name, struct span from)
{
    const struct source *source = library_open(set->library, LIBRARY_TEMPLATE, name, from);
    if (!source)
        return NULL;
    struct text key = source->file.len ? source->file : source->path;
    struct template *t = table_get(&set->parsed, key);
    if (!t) {
        t = parse(set, source);
        table_put(&set->parsed, set->arena, key, t);
    }
    return t;
}
