/* Finds `begin_wpp kind` and `end_wpp` lines. Both words also turn up in prose, so a line counts only if there
 * is nothing but a comment mark before them, and nothing but the kind (and the end of a comment) behind. */
#include "blocks.h"

/* A line that begins or ends a block. */
struct marker {
    bool begins;
    struct text kind;
    struct config_range at, line; /* line: without its line end */
    struct text lead;             /* what stands before the word */
};

static struct text skip_blanks(struct text t)
{
    while (t.len && (t.at[0] == ' ' || t.at[0] == '\t'))
        t = text_skip(t, 1);
    return t;
}

/* Whether t is blank but for comment marks. */
static bool is_lead(struct text t)
{
    for (size_t i = 0; i < t.len; i++)
        if (!text_find(TEXT(" \t/*!#"), t.at[i]))
            return false;
    return true;
}

static struct text leading_word(struct text t)
{
    size_t len = 0;
    while (len < t.len && text_is_word(t.at[len]))
        len++;
    return (struct text){t.at, len};
}

/* The word at the start of t and the kind behind it, if no prose follows. */
static bool read_words(struct text t, struct marker *m)
{
    struct text word = leading_word(t), rest = skip_blanks(text_skip(t, word.len));
    m->begins = text_equal(word, TEXT("begin_wpp"));
    if (!m->begins)
        return text_equal(word, TEXT("end_wpp"));
    m->kind = leading_word(rest);
    rest = skip_blanks(text_skip(rest, m->kind.len));
    if (text_starts(rest, TEXT("*/")))
        rest = skip_blanks(text_skip(rest, 2));
    if (text_starts(rest, TEXT("\r")))
        rest = text_skip(rest, 1);
    return m->kind.len && (!rest.len || rest.at[0] == '\n');
}

/* The first marker at or behind an offset. `_wpp` is searched for, because it is rarer than `begin`. Nothing
 * looks back over the hit before it, nor for the line's end until the line is known to be a marker, so that
 * one endless line costs no more than many short ones. */
static bool next_marker(const struct source *s, size_t offset, struct marker *m)
{
    const char *from = s->bytes.at + offset, *end = s->bytes.at + s->bytes.len;
    for (size_t at; (at = text_search(text_slice(from, end), TEXT("_wpp"))) != SIZE_MAX;) {
        const char *word = from + at, *line;
        while (word > from && text_is_word(word[-1]))
            word--;
        for (line = word; line > from && line[-1] != '\n';)
            line--;
        bool whole = line > from || line == s->bytes.at || line[-1] == '\n'; /* no hit before on this line */
        *m = (struct marker){.lead = text_slice(line, word)};
        from += at + 4;
        if (!whole || !is_lead(m->lead) || !read_words(text_slice(word, end), m))
            continue;
        const char *stop = text_find(text_slice(from, end), '\n');
        m->line.begin = (size_t)(line - s->bytes.at);
        m->line.end = (size_t)((stop ? stop : end) - s->bytes.at);
        m->at.begin = (size_t)(word - s->bytes.at);
        m->at.end = (size_t)((m->begins ? m->kind.at + m->kind.len : from) - s->bytes.at);
        return true;
    }
    return false;
}

/* Whether all lines that are not blank begin with a line comment. */
static bool all_slashes(struct text t)
{
    while (t.len) {
        const char *end = text_find(t, '\n');
        struct text line = text_trim(end ? text_slice(t.at, end) : t);
        if (line.len && !text_starts(line, TEXT("//")))
            return false;
        t = end ? text_slice(end + 1, t.at + t.len) : TEXT("");
    }
    return true;
}

/* A block inside a block comment begins on a line that opens one and does not close it, or has a star. */
static enum block_lead find_lead(const struct source *s, const struct marker *begin, struct config_range inside)
{
    struct text line = {s->bytes.at + begin->line.begin, begin->line.end - begin->line.begin};
    struct text body = {s->bytes.at + inside.begin, inside.end - inside.begin};
    if (!text_ends(text_trim_end(line), TEXT("*/")) && text_ends(text_trim(begin->lead), TEXT("*")))
        return BLOCK_COMMENT;
    return all_slashes(body) ? BLOCK_SLASHES : BLOCK_PLAIN;
}

bool blocks_next(const struct source *s, size_t *offset, struct block *block)
{
    struct marker begin, end = {0};
    do {
        if (!next_marker(s, *offset, &begin))
            return false;
        *offset = begin.line.end;
    } while (!begin.begins);
    bool found = next_marker(s, *offset, &end);
    *block = (struct block){.kind = begin.kind, .begin = begin.at, .closed = found && !end.begins};
    block->inside = (struct config_range){begin.line.end, found ? end.line.begin : s->bytes.len};
    block->lead = find_lead(s, &begin, block->inside);
    if (block->closed)
        *offset = end.line.end;
    else if (found)
        block->next = end.at;
    else
        *offset = s->bytes.len;
    return true;
}
