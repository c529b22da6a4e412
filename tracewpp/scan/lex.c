/* Hand-written because this is the hot path: a table gives each byte its class, and loops stay in one class
 * as long as they can. */
#include "lex.h"

#include <string.h>

#define W LEX_WORD
#define D LEX_DIGIT
const unsigned char lex_classes[256] = {
    ['"'] = LEX_QUOTE, ['\''] = LEX_QUOTE, ['/'] = LEX_SLASH, ['#'] = LEX_HASH, [','] = LEX_COMMA,
    [';'] = LEX_SEMICOLON, ['*'] = LEX_STAR,
    ['('] = LEX_OPEN, ['['] = LEX_OPEN, ['{'] = LEX_OPEN, [')'] = LEX_CLOSE, [']'] = LEX_CLOSE, ['}'] = LEX_CLOSE,
    ['0'] = D, ['1'] = D, ['2'] = D, ['3'] = D, ['4'] = D, ['5'] = D, ['6'] = D, ['7'] = D, ['8'] = D, ['9'] = D,
    ['_'] = W, ['a'] = W, ['b'] = W, ['c'] = W, ['d'] = W, ['e'] = W, ['f'] = W, ['g'] = W, ['h'] = W, ['i'] = W,
    ['j'] = W, ['k'] = W, ['l'] = W, ['m'] = W, ['n'] = W, ['o'] = W, ['p'] = W, ['q'] = W, ['r'] = W, ['s'] = W,
    ['t'] = W, ['u'] = W, ['v'] = W, ['w'] = W, ['x'] = W, ['y'] = W, ['z'] = W, ['A'] = W, ['B'] = W, ['C'] = W,
    ['D'] = W, ['E'] = W, ['F'] = W, ['G'] = W, ['H'] = W, ['I'] = W, ['J'] = W, ['K'] = W, ['L'] = W, ['M'] = W,
    ['N'] = W, ['O'] = W, ['P'] = W, ['Q'] = W, ['R'] = W, ['S'] = W, ['T'] = W, ['U'] = W, ['V'] = W, ['W'] = W,
    ['X'] = W, ['Y'] = W, ['Z'] = W,
    /* Letters of UTF-8 and of the ANSI code pages belong to identifiers. */
    [0x80] = W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W,
    W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W,
    W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W,
    W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W,
};
#undef W
#undef D

const char *lex_word(const char *p, const char *end)
{
    while (p < end && (lex_class(*p) == LEX_WORD || lex_class(*p) == LEX_DIGIT))
        p++;
    return p;
}

const char *lex_number(const char *p, const char *end)
{
    while (p < end) {
        if (lex_class(*p) == LEX_WORD || lex_class(*p) == LEX_DIGIT || *p == '.')
            p++;
        else if (*p == '\'' && p + 1 < end && (lex_class(p[1]) == LEX_WORD || lex_class(p[1]) == LEX_DIGIT))
            p += 2;
        else
            break;
    }
    return p;
}

/* Behind a backslash at p and what it escapes; a CR LF counts as one. */
static const char *skip_escape(const char *p, const char *end)
{
    if (++p < end && *p++ == '\r' && p < end && *p == '\n')
        p++;
    return p;
}

const char *lex_literal(const char *p, const char *end)
{
    char quote = *p++;
    while (p < end && *p != quote && *p != '\n')
        p = *p == '\\' ? skip_escape(p, end) : p + 1;
    return p < end && *p == quote ? p + 1 : p;
}

static const struct text raw_prefixes[] = {
    TEXT_INIT("R"), TEXT_INIT("LR"), TEXT_INIT("uR"), TEXT_INIT("UR"), TEXT_INIT("u8R"),
};

static bool is_raw_prefix(struct text word)
{
    for (size_t i = 0; i < sizeof raw_prefixes / sizeof *raw_prefixes; i++)
        if (text_equal(word, raw_prefixes[i]))
            return true;
    return false;
}

/* Where `)delimiter"` begins in t, or NULL. */
static const char *find_terminator(struct text t, struct text delimiter)
{
    for (const char *close, *end = t.at + t.len; (close = text_find(t, ')')); t = text_slice(close + 1, end)) {
        const char *behind = close + 1;
        if ((size_t)(end - behind) > delimiter.len && memcmp(behind, delimiter.at, delimiter.len) == 0 &&
            behind[delimiter.len] == '"')
            return close;
    }
    return NULL;
}

const char *lex_raw_string(struct text word, const char *p, const char *end, struct lex_budget *budget,
                           struct text *body)
{
    enum { MAX_DELIMITER = 16, MAX_BODY = 65536 }; /* limits of the language and of Visual C++ */
    if (p >= end || *p != '"' || !is_raw_prefix(word) || budget->wasted > budget->patience)
        return NULL;
    const char *delimiter = p + 1, *open = delimiter;
    while (open < end && open - delimiter <= MAX_DELIMITER && *open != '(' && *open != '"' && *open != '\n')
        open++;
    if (open >= end || *open != '(')
        return NULL;
    size_t len = (size_t)(open - delimiter);
    if (end - open > MAX_BODY)
        end = open + MAX_BODY;
    const char *close = find_terminator(text_slice(open + 1, end), (struct text){delimiter, len});
    if (!close) {
        budget->wasted += (size_t)(end - open);
        return NULL;
    }
    *body = text_slice(open + 1, close);
    return close + 1 + len + 1;
}

const char *lex_line_comment(const char *p, const char *end)
{
    for (;;) {
        const char *newline = text_find(text_slice(p, end), '\n');
        if (!newline)
            return end;
        const char *last = newline;
        if (last > p && last[-1] == '\r')
            last--;
        if (!(last > p && last[-1] == '\\'))
            return newline;
        p = newline + 1;
    }
}

const char *lex_block_comment(const char *p, const char *end)
{
    for (p += 2; p < end; p++) {
        p = text_find(text_slice(p, end), '*');
        if (!p)
            return end;
        if (p + 1 < end && p[1] == '/')
            return p + 2;
    }
    return end;
}

bool lex_at_directive(const char *start, const char *p)
{
    while (p > start && (p[-1] == ' ' || p[-1] == '\t'))
        p--;
    return p == start || p[-1] == '\n';
}

const char *lex_directive(const char *p, const char *end)
{
    while (p < end && *p != '\n') {
        if (*p == '\\')
            p = skip_escape(p, end);
        else if (*p == '"' || *p == '\'')
            p = lex_literal(p, end);
        else if (*p == '/' && p + 1 < end && p[1] == '/')
            return lex_line_comment(p, end);
        else if (*p == '/' && p + 1 < end && p[1] == '*')
            p = lex_block_comment(p, end);
        else
            p++;
    }
    return p;
}

const char *lex_skip_blank(const char *p, const char *end)
{
    while (p < end) {
        if (text_is_blank(*p))
            p++;
        else if (*p == '\\' && p + 1 < end && (p[1] == '\n' || p[1] == '\r'))
            p = skip_escape(p, end);
        else if (*p == '/' && p + 1 < end && p[1] == '/')
            p = lex_line_comment(p, end);
        else if (*p == '/' && p + 1 < end && p[1] == '*')
            p = lex_block_comment(p, end);
        else
            break;
    }
    return p;
}
