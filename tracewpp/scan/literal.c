#include "literal.h"

static void put(struct buffer *b, struct buffer *map, char c, const char *from)
{
    buffer_char(b, c);
    if (map)
        buffer_bytes(map, &from, sizeof from);
}

static const char *put_literal(struct buffer *b, struct buffer *map, const char *p, const char *end)
{
    const char *behind = lex_literal(p, end);
    const char *close = behind > p + 1 && behind[-1] == '"' ? behind - 1 : behind;
    for (const char *c = p + 1; c < close; c++) {
        if (*c == '\\' && c + 1 < close && (c[1] == '\n' || c[1] == '\r')) {
            c += c[1] == '\r' && c + 2 < close && c[2] == '\n' ? 2 : 1; /* spliced line */
        } else if (*c == '\\' && c + 1 < close) {
            put(b, map, *c, c);
            put(b, map, c[1], c + 1);
            c++;
        } else if (*c != '\r' && *c != '\n') {
            put(b, map, *c, c);
        }
    }
    return behind;
}

static void put_raw(struct buffer *b, struct buffer *map, struct text body)
{
    for (size_t i = 0; i < body.len; i++) {
        char c = body.at[i];
        if (c == '\r')
            continue;
        if (c == '"' || c == '\\' || c == '\n')
            put(b, map, '\\', body.at + i);
        put(b, map, c == '\n' ? 'n' : c, body.at + i);
    }
}

bool literal_gather(struct buffer *b, struct text piece, struct lex_budget *budget, struct buffer *map)
{
    bool found = false;
    const char *end = piece.at + piece.len;
    for (const char *p = piece.at; p < end;) {
        if (*p == '"') {
            p = put_literal(b, map, p, end);
            found = true;
        } else if (*p == '\'') {
            p = lex_literal(p, end);
        } else if (*p == '/' && p + 1 < end && p[1] == '/') {
            p = lex_line_comment(p, end);
        } else if (*p == '/' && p + 1 < end && p[1] == '*') {
            p = lex_block_comment(p, end);
        } else if (lex_class(*p) == LEX_DIGIT) {
            p = lex_number(p, end);
        } else if (lex_class(*p) == LEX_WORD) {
            struct text body;
            const char *behind = lex_word(p, end);
            const char *raw = lex_raw_string(text_slice(p, behind), behind, end, budget, &body);
            if (raw) {
                put_raw(b, map, body);
                found = true;
            }
            p = raw ? raw : behind;
        } else if (*p == '#' && lex_at_directive(piece.at, p)) {
            p = lex_directive(p, end);
        } else {
            p++;
        }
    }
    return found;
}

/* White space from p on: appends one blank for a run with a line end in it, which may follow the blank before a
 * comment that is gone; else the run as it is. */
static const char *put_blank(struct buffer *b, const char *p, const char *end)
{
    const char *from = p;
    bool line = false;
    while (p < end && (text_is_blank(*p) || (*p == '\\' && p + 1 < end && (p[1] == '\n' || p[1] == '\r')))) {
        line = line || *p == '\n';
        p++;
    }
    bool follows = b->len && b->at[b->len - 1] == ' ';
    if (line && !follows)
        buffer_char(b, ' ');
    else if (!line)
        buffer_bytes(b, from, (size_t)(p - from));
    return p;
}

/* A directive has a line of its own; `#LEVEL` in a prefix makes a string of a parameter. */
static bool is_directive(struct text expression, const char *hash)
{
    return lex_at_directive(expression.at, hash) && (hash > expression.at || text_find(expression, '\n'));
}

void literal_expression(struct buffer *b, struct text expression)
{
    size_t before = b->len;
    const char *end = expression.at + expression.len;
    for (const char *p = expression.at; p < end;) {
        if (text_is_blank(*p) || (*p == '\\' && p + 1 < end && (p[1] == '\n' || p[1] == '\r'))) {
            p = put_blank(b, p, end);
        } else if (*p == '/' && p + 1 < end && p[1] == '/') {
            p = lex_line_comment(p, end);
        } else if (*p == '#' && is_directive(expression, p)) {
            p = lex_directive(p, end);
        } else if (*p == '"' || *p == '\'') { /* comment marks inside a literal are none */
            const char *behind = lex_literal(p, end);
            for (; p < behind; p++) {
                if (*p == '\\')
                    buffer_char(b, '\\');
                buffer_char(b, *p == ',' ? '.' : *p == '"' ? '\'' : *p);
            }
        } else {
            if (*p == '\\')
                buffer_char(b, '\\');
            buffer_char(b, *p == ',' ? '.' : *p);
            p++;
        }
    }
    while (b->len > before && b->at[b->len - 1] == ' ')
        b->len--;
    if (b->len - before > LITERAL_MAX_EXPRESSION) {
        b->len = before + LITERAL_MAX_EXPRESSION - 3;
        while (b->len > before && ((unsigned char)b->at[b->len - 1] >= 0x80 || b->at[b->len - 1] == '\\'))
            b->len--; /* neither half a character nor half an escape at the cut */
        buffer_text(b, TEXT("..."));
    }
}

/* Whether the byte at i is escaped: an odd number of backslashes stands before it. */
static bool is_escaped(struct text t, size_t i)
{
    size_t slashes = 0;
    while (slashes < i && t.at[i - 1 - slashes] == '\\')
        slashes++;
    return slashes % 2 == 1;
}

struct text literal_trim(struct text t)
{
    for (;;) {
        if (t.len && text_is_blank(t.at[t.len - 1]))
            t.len--;
        else if (t.len > 1 && (t.at[t.len - 1] == 'n' || t.at[t.len - 1] == 'r') && is_escaped(t, t.len - 1))
            t.len -= 2;
        else
            return t;
    }
}
