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
        if (t.at[i] != ' ' && t.at[i] != '\t' && t.at[i] != '/' && t.at[i] != '*' && t.at[i] != '!' && t.at[i] != '#')
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

/* The word and the kind behind it, if they are all of the line. */
static bool read_marker(struct text line, struct text from, struct marker *m)
{
    struct text word = leading_word(from), rest = skip_blanks(text_skip(from, word.len));
    m->begins = text_equal(word, TEXT("begin_wpp"));
    if (!m->begins && !text_equal(word, TEXT("end_wpp")))
        return false;
    m->lead = text_slice(line.at, from.at);
    m->kind = m->begins ? leading_word(rest) : TEXT("");
    rest = text_trim(text_skip(rest, m->kind.len));
    if (text_equal(rest, TEXT(";")) || text_equal(rest, TEXT("*/")))
        rest.len = 0;
    return is_lead(m->lead) && (!m->begins || (m->kind.len && !rest.len));
}

static const char *line_start(struct text bytes, const char *at)
{
    while (at > bytes.at && at[-1] != '\n')
        at--;
    return at;
}

/* The first marker at or behind an offset. `_wpp` is searched for, because it is rarer than `begin`. */
static bool next_marker(const struct source *s, size_t offset, struct marker *m)
{
    for (struct text rest = text_skip(s->bytes, offset);;) {
        size_t at = text_search(rest, TEXT("_wpp"));
        if (at == SIZE_MAX)
            return false;
        const char *word = rest.at + at, *start = rest.at; /* rest starts behind the last hit */
        while (word > start && text_is_word(word[-1]))
            word--;
        rest = text_skip(rest, at + 4);
        const char *from = line_start((struct text){start, 0}, word);
        if (from == start && start > s->bytes.at && start[-1] != '\n')
            continue; /* there was a hit before on this line */
        const char *end = text_find(rest, '\n');
        struct text line = text_slice(from, end ? end : rest.at + rest.len);
        if (!read_marker(line, text_slice(word, line.at + line.len), m))
            continue;
        m->line = (struct config_range){(size_t)(line.at - s->bytes.at), (size_t)(line.at + line.len - s->bytes.at)};
        m->at.begin = (size_t)(word - s->bytes.at);
        m->at.end = m->kind.len ? (size_t)(m->kind.at + m->kind.len - s->bytes.at) : m->at.begin + 7;
        return true;
    }
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
    struct text lead = text_trim(begin->lead);
    if (!text_ends(text_trim_end(line), TEXT("*/")) && text_ends(lead, TEXT("*")))
        return BLOCK_COMMENT;
    return all_slashes((struct text){s->bytes.at + inside.begin, inside.end - inside.begin}) ? BLOCK_SLASHES : BLOCK_PLAIN;
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
