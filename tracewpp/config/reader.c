/* What the lexer asks while it reads: where a statement ends, what a '#' means, how deep the parentheses are;
 * and the one report of a syntax error.
 *
 * The hard point is a parenthesis that is never closed. A `;` may stand inside a value (`win:UInt8;
 * outType=xs:string`), so a forgotten ')' would swallow the rest of the file. A `;` at the end of a line that
 * something like a statement follows ends the statement whatever is open, and so does a line that starts
 * with FUNC or a command; the report then points at the opening parenthesis. */
#include "reader.h"

#include <string.h>

#include "config.tab.h"

struct reader reader_new(struct config *c, const struct source *s, struct config_range range, bool block)
{
    return (struct reader){.config = c, .source = s, .range = range, .block = block,
                           .offset = range.begin, .unclosed = SIZE_MAX, .closing = SIZE_MAX};
}

struct span reader_span(const struct reader *r, struct config_range at)
{
    return (struct span){r->source, at.begin, at.end};
}

struct text reader_bytes(const struct reader *r, struct config_range at)
{
    return (struct text){r->source->bytes.at + at.begin, at.end - at.begin};
}

/* What the parse has still to read, from an offset on. */
static struct text rest_from(const struct reader *r, size_t offset)
{
    return reader_bytes(r, (struct config_range){offset, r->range.end});
}

void reader_skip(struct reader *r, size_t len, bool breaks)
{
    if (r->gap.begin == r->gap.end)
        r->gap.begin = r->offset;
    r->offset += len;
    r->gap.end = r->offset;
    r->gap_breaks |= breaks;
}

int reader_token(struct reader *r, size_t len, int token)
{
    if (r->gap_breaks && r->depth && !r->recovering)
        *(struct config_range *)ARENA_PUSH(r->config->model->arena, r->gaps) = r->gap;
    r->gap = (struct config_range){0};
    r->gap_breaks = false;
    r->token_begin = r->offset;
    r->offset += len;
    r->invalid = NULL;
    r->closing = SIZE_MAX;
    r->token = token;
    if (++r->tokens > READER_MAX_TOKENS && !r->recovering) {
        r->invalid = "this statement is too long";
        r->token = CONFIG_TOKEN_INVALID;
    }
    return r->token;
}

int reader_invalid(struct reader *r, size_t len, const char *why)
{
    reader_token(r, len, CONFIG_TOKEN_INVALID);
    r->invalid = why;
    return r->token;
}

int reader_open(struct reader *r, int token)
{
    if (r->depth < READER_MAX_NESTING)
        r->opens[r->depth] = r->offset;
    if (r->depth++ < READER_MAX_NESTING)
        return reader_token(r, 1, token);
    return reader_invalid(r, 1, "parentheses nest too deeply here");
}

int reader_close(struct reader *r, int token)
{
    reader_token(r, 1, token);
    if (r->depth && --r->depth < READER_MAX_NESTING)
        r->closing = r->opens[r->depth];
    return r->token;
}

int reader_end(struct reader *r)
{
    reader_token(r, 0, CONFIG_TOKEN_END);
    r->tokens = 0;
    if (r->depth)
        r->unclosed = r->opens[(r->depth < READER_MAX_NESTING ? r->depth : READER_MAX_NESTING) - 1];
    r->depth = 0;
    return CONFIG_TOKEN_END;
}

/* ---- looking ahead ------------------------------------------------------------------------------------ */

static struct text skip_blanks(struct text t)
{
    while (t.len && text_is_blank(t.at[0]) && t.at[0] != '\n')
        t = text_skip(t, 1);
    return t;
}

static struct text leading_word(struct text t)
{
    size_t len = 0;
    while (len < t.len && text_is_word(t.at[len]))
        len++;
    return (struct text){t.at, len};
}

static bool starts_with(struct text t, char c) { return t.len && t.at[0] == c; }

/* Behind a line end: blanks, further line ends, comment leaders and comments, up to the next statement. */
static struct text skip_to_statement(const struct reader *r, struct text t)
{
    for (;;) {
        t = skip_blanks(t);
        if (starts_with(t, '\n') || (r->block && (starts_with(t, '/') || starts_with(t, '*')))) {
            t = text_skip(t, 1);
        } else if (starts_with(t, '#') || (!r->block && text_starts(t, TEXT("//")))) {
            const char *end = text_find(t, '\n');
            t = end ? text_slice(end, t.at + t.len) : text_skip(t, t.len);
        } else {
            return t;
        }
    }
}

/* FUNC and a name, or a command and its parenthesis: nothing that would stand inside a value. */
static bool is_surely_statement(struct text t)
{
    struct text word = leading_word(t), after = skip_blanks(text_skip(t, word.len));
    if (text_equal(word, TEXT("FUNC")))
        return after.at > word.at + word.len && leading_word(after).len;
    return starts_with(after, '(') && config_is_command(word);
}

static bool may_be_statement(struct text t)
{
    struct text word = leading_word(t), after = skip_blanks(text_skip(t, word.len));
    bool call = word.len && (starts_with(after, '(') || starts_with(after, '{'));
    return !t.len || call || is_surely_statement(t);
}

/* Whether the line ends at t, and something like a statement follows it. */
static bool line_ends_statement(const struct reader *r, struct text t)
{
    t = skip_blanks(t);
    if (t.len && t.at[0] != '\n' && !text_starts(t, TEXT("//")))
        return false;
    const char *end = text_find(t, '\n');
    return may_be_statement(skip_to_statement(r, end ? text_slice(end, t.at + t.len) : TEXT("")));
}

int reader_semicolon(struct reader *r)
{
    if (r->depth && !line_ends_statement(r, rest_from(r, r->offset + 1)))
        return reader_token(r, 1, CONFIG_TOKEN_SEMI);
    reader_end(r);
    r->offset++;
    return CONFIG_TOKEN_END;
}

bool reader_line(struct reader *r, size_t len)
{
    reader_skip(r, len, true);
    return r->tokens && is_surely_statement(skip_blanks(rest_from(r, r->offset)));
}

bool reader_is_comment(const struct reader *r)
{
    const char *at = r->source->bytes.at + r->offset, *start = r->source->bytes.at + r->range.begin;
    while (at > start && text_is_blank(at[-1]) && at[-1] != '\n')
        at--;
    struct text after = skip_blanks(rest_from(r, r->offset + 1));
    bool statement = starts_with(after, ';') || starts_with(after, '\n') || may_be_statement(after);
    return !r->block && !r->tokens && (at == start || at[-1] == '\n') && !statement;
}

/* A name and `;`, or a line with a parenthesis that ends like a statement or goes on like one: an attempt. */
static bool is_attempt(struct text line)
{
    struct text after = skip_blanks(text_skip(line, leading_word(line).len));
    return text_equal(after, TEXT(";")) || (text_find(line, '(') && text_find(TEXT(";),("), line.at[line.len - 1]));
}

bool reader_is_prose(struct reader *r, size_t len)
{
    enum { LOOK_AHEAD = 500, MAX_PROSE_WARNINGS = 20 }; /* an endless line of statements must not be searched for its end at each */
    if (r->depth || r->tokens || r->recovering)
        return false;
    struct text rest = rest_from(r, r->offset), after = skip_to_statement(r, text_skip(rest, len));
    if (text_is_word(rest.at[0]) && (starts_with(after, '(') || starts_with(after, '{')))
        return false;
    if (rest.len > LOOK_AHEAD)
        rest.len = LOOK_AHEAD;
    const char *end = text_find(rest, '\n');
    struct text line = text_trim(end ? text_slice(rest.at, end) : rest);
    if (is_attempt(line))
        return false;
    if (r->config->prose_lines++ < MAX_PROSE_WARNINGS)
        r->failed |= diag_report(r->config->model->diag, &CHECK_CONFIG_PROSE, span_of(r->source, line),
                                 "this line is no statement and is passed over");
    return true;
}

bool reader_stringises(const struct reader *r)
{
    struct text t = skip_blanks(rest_from(r, r->offset + 1)), name = leading_word(t);
    t = skip_blanks(text_skip(t, name.len));
    return r->depth && name.len && (starts_with(t, ',') || starts_with(t, ')') || starts_with(t, '"'));
}

bool reader_comment_ends(struct reader *r)
{
    if (!r->no_comment_end)
        r->no_comment_end = text_search(rest_from(r, r->offset + 2), TEXT("*/")) == SIZE_MAX;
    return !r->no_comment_end;
}

/* ---- syntax errors ------------------------------------------------------------------------------------ */

static void report_unclosed(struct reader *r, struct config_range at)
{
    struct diag *d = r->config->model->diag;
    struct config_range open = {r->unclosed, r->unclosed + 1};
    diag_report(d, &CHECK_CONFIG_SYNTAX, reader_span(r, open), "this '%c' is never closed",
                r->source->bytes.at[r->unclosed]);
    struct text next = skip_blanks(rest_from(r, at.begin));
    size_t begin = (size_t)(next.at - r->source->bytes.at);
    diag_note(d, (struct span){r->source, begin, begin}, r->token ? "the statement ends here" : "the end is here");
}

/* A closing parenthesis or brace of the wrong kind. */
static void report_mismatch(struct reader *r, struct config_range at)
{
    struct diag *d = r->config->model->diag;
    char open = r->source->bytes.at[r->closing];
    diag_report(d, &CHECK_CONFIG_SYNTAX, reader_span(r, at), "found '%c', expected '%c'",
                r->source->bytes.at[at.begin], open == '(' ? ')' : '}');
    diag_note(d, (struct span){r->source, r->closing, r->closing + 1}, "to close this '%c'", open);
}

/* bison's sentence, with the spelling of what was found: unexpected name 'x', expecting '(' or '{'. */
static void report_unexpected(struct reader *r, struct config_range at, struct text sentence)
{
    struct text found = reader_bytes(r, at);
    size_t comma = text_search(sentence, TEXT(", expecting"));
    struct text head = {sentence.at, comma == SIZE_MAX ? sentence.len : comma};
    bool spell = r->token == CONFIG_TOKEN_WORD || r->token == CONFIG_TOKEN_OTHER;
    diag_report(r->config->model->diag, &CHECK_CONFIG_SYNTAX, reader_span(r, at), "%.*s%s%.*s%s%.*s",
                TEXT_ARG(head), spell ? " '" : "", spell ? (int)found.len : 0, found.at, spell ? "'" : "",
                TEXT_ARG(text_skip(sentence, head.len)));
}

void reader_syntax_error(struct reader *r, struct config_range at, const char *message)
{
    static const struct text lead = TEXT_INIT("syntax error, ");
    struct text sentence = text_from(message);
    r->recovering = r->failed = true;
    if (r->invalid)
        diag_report(r->config->model->diag, &CHECK_CONFIG_SYNTAX, reader_span(r, at), "%s", r->invalid);
    else if (r->unclosed != SIZE_MAX)
        report_unclosed(r, at);
    else if (r->closing != SIZE_MAX)
        report_mismatch(r, at);
    else
        report_unexpected(r, at, text_starts(sentence, lead) ? text_skip(sentence, lead.len) : sentence);
}

bool reader_stray(struct reader *r, struct config_range at, const char *what)
{
    r->failed = true;
    diag_report(r->config->model->diag, &CHECK_CONFIG_SYNTAX, reader_span(r, at), "%s", what);
    return !diag_full(r->config->model->diag);
}
