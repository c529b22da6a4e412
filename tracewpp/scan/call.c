/* Matching brackets over source text that was not preprocessed. The hard point is a call that never closes
 * (dead code, a branch of an #if): C has no `;` or `}` inside parentheses unless braces are open, so either of
 * them ends the search, and the rest of the file is not swallowed. */
#include "call.h"

static char closing(char open) { return open == '(' ? ')' : open == '[' ? ']' : '}'; }

static void push_piece(struct call *c, struct arena *a, const char *from, const char *to)
{
    from = lex_skip_blank(from, to);
    struct text t = text_trim_end(text_slice(from, to));
    *(struct text *)ARENA_PUSH(a, c->pieces) = t;
}

/* True while every open bracket is a parenthesis or square: there a `;` cannot stand. */
static bool no_brace(const struct call *c)
{
    for (size_t i = 0; i < c->brackets.count; i++)
        if (c->brackets.items[i] == '{')
            return false;
    return true;
}

static const char *skip_word(const char *p, const char *end, struct lex_budget *budget)
{
    struct text body;
    const char *behind = lex_word(p, end);
    const char *raw = lex_raw_string(text_slice(p, behind), behind, end, budget, &body);
    return raw ? raw : behind;
}

static const char *skip_slash(const char *p, const char *end, bool in_comment)
{
    if (p + 1 < end && p[1] == '/')
        return lex_line_comment(p, end);
    if (p + 1 < end && p[1] == '*' && !in_comment)
        return lex_block_comment(p, end);
    return p + 1;
}

static bool open_bracket(struct call *c, struct arena *a, char bracket)
{
    *(char *)ARENA_PUSH(a, c->brackets) = bracket;
    return c->brackets.count < CALL_MAX_NESTING;
}

static bool close_bracket(struct call *c, char bracket)
{
    if (closing(c->brackets.items[c->brackets.count - 1]) != bracket)
        return false;
    c->brackets.count--;
    return true;
}

/* Behind a token that is neither bracket, comma nor semicolon. */
static const char *skip_token(const struct call *c, const char *p, const char *end, bool *directive)
{
    switch (lex_class(*p)) {
    case LEX_WORD: return skip_word(p, end, c->budget);
    case LEX_DIGIT: return lex_number(p, end);
    case LEX_QUOTE: return lex_literal(p, end);
    case LEX_SLASH: return skip_slash(p, end, c->in_comment);
    case LEX_HASH:
        if (!lex_at_directive(c->open, p))
            return p + 1;
        *directive = true;
        return lex_directive(p, end);
    case LEX_OPEN:
    case LEX_CLOSE:
    case LEX_COMMA:
    case LEX_SEMICOLON:
    case LEX_OTHER:
    case LEX_STAR: break;
    }
    return p + 1;
}

enum call_end call_split(struct call *c, struct arena *a, const char *open, const char *end)
{
    bool directive = false;
    const char *from = open + 1, *p;
    c->open = open;
    c->pieces.count = c->brackets.count = 0;
    open_bracket(c, a, '(');
    for (p = open + 1; p < end; p = skip_token(c, p, end, &directive)) {
        enum lex_class class = lex_class(*p);
        c->stop = p;
        if (class == LEX_OPEN && !open_bracket(c, a, *p))
            return CALL_TOO_DEEP;
        if ((class == LEX_CLOSE && !close_bracket(c, *p)) || (class == LEX_SEMICOLON && no_brace(c)))
            return directive ? CALL_SPLIT : CALL_UNCLOSED;
        if (class == LEX_CLOSE && !c->brackets.count) {
            if (c->pieces.count || lex_skip_blank(from, p) < p)
                push_piece(c, a, from, p);
            return CALL_CLOSED;
        }
        if (class == LEX_COMMA && c->brackets.count == 1) {
            push_piece(c, a, from, p);
            from = p + 1;
        }
    }
    c->stop = end;
    return directive ? CALL_SPLIT : CALL_UNCLOSED;
}

struct text call_inside(struct text piece, struct lex_budget *budget)
{
    const char *end = piece.at + piece.len;
    if (!piece.len || piece.at[0] != '(')
        return (struct text){0};
    size_t depth = 0;
    for (const char *p = piece.at; p < end;) {
        switch (lex_class(*p)) {
        case LEX_WORD: p = skip_word(p, end, budget); break;
        case LEX_DIGIT: p = lex_number(p, end); break;
        case LEX_QUOTE: p = lex_literal(p, end); break;
        case LEX_SLASH: p = skip_slash(p, end, false); break;
        case LEX_OPEN:
            depth++;
            p++;
            break;
        case LEX_CLOSE:
            if (--depth == 0)
                return lex_skip_blank(p + 1, end) == end ? text_slice(piece.at + 1, p) : (struct text){0};
            p++;
            break;
        case LEX_HASH:
        case LEX_COMMA:
        case LEX_SEMICOLON:
        case LEX_OTHER:
        case LEX_STAR: p++; break;
        }
    }
    return (struct text){0};
}

/* `ULONG Level`, `_In_ PCSTR Msg`, `const char *format`: two words, with nothing of an expression around. */
static bool is_parameter(struct text t)
{
    size_t words = 0;
    const char *end = t.at + t.len;
    if (text_equal(t, TEXT("...")) || text_equal(t, TEXT("void")) || text_equal(t, TEXT("VOID")))
        return true;
    for (const char *p = t.at; p < end;) {
        if (lex_class(*p) == LEX_WORD) {
            words++;
            p = lex_word(p, end);
        } else if (text_is_blank(*p) || *p == '*' || *p == '&') {
            p++;
        } else {
            return false;
        }
    }
    return words >= 2;
}

bool call_is_declaration(const struct pieces *p)
{
    for (size_t i = 0; i < p->count; i++)
        if (text_equal(p->items[i], TEXT("...")))
            return true;
    for (size_t i = 0; i < p->count; i++)
        if (!is_parameter(p->items[i]))
            return false;
    return p->count > 0;
}
