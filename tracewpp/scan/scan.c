/* One pass over a source. Outside comments the loop jumps from token to token by class and stops only at
 * identifiers it was told about; inside block comments it does the same with quotes meaning nothing, because
 * prose is full of apostrophes and the real tool does find calls there. After a call the scan goes on behind
 * its opening parenthesis, so a call among the arguments of another is found too. */
#include "scan.h"

#include <stdlib.h>
#include <string.h>

#include "lex.h"
#include "message.h"
#include "names.h"

struct scan {
    struct model *model;
    struct names names;
    struct builder *builder;
    struct call call, inner; /* reused lists */
    struct table found;      /* -lookfor symbols seen in this unit */
};

/* How often text may be read again on average, see struct lex_budget. */
enum { PATIENCE = 16, PATIENCE_BYTES = 1 << 20 };

/* Where one source stands. */
struct scanner {
    struct scan *scan;
    const struct source *source;
    struct unit *unit;
    const char *start, *end;
    struct procedures procedures;
    const char *line_at;     /* `line` is the line of this position */
    size_t line;
    size_t depth, dead;      /* nested #if; the depth at which an #if 0 began, or 0 */
    bool in_comment;         /* inside a block comment */
    bool no_more_blocks;     /* no end_wpp follows */
    struct lex_budget budget;
    bool ok;
};

struct scan *scan_new(struct model *m)
{
    struct scan *s = ARENA_NEW(m->arena, struct scan);
    s->model = m;
    s->builder = builder_new(m);
    names_fill(&s->names, m);
    return s;
}

void scan_free(struct scan *s) { builder_free(s->builder); }

/* Lines are counted only when asked for, and then from the last place asked about: p never goes back. */
static size_t line_of(struct scanner *s, const char *p)
{
    for (const char *nl; (nl = text_find(text_slice(s->line_at, p), '\n'));) {
        s->line++;
        s->line_at = nl + 1;
    }
    s->line_at = p;
    return s->line;
}

/* The line of a place behind the last one asked about, which stays. */
static size_t line_behind(const struct scanner *s, const char *p)
{
    struct scanner ahead = *s;
    return line_of(&ahead, p);
}

/* ---- directives --------------------------------------------------------------------------------------- */

static struct text directive_word(struct text *rest)
{
    while (rest->len && (rest->at[0] == ' ' || rest->at[0] == '\t' || rest->at[0] == '#'))
        *rest = text_skip(*rest, 1);
    const char *end = lex_word(rest->at, rest->at + rest->len);
    struct text word = text_slice(rest->at, end);
    *rest = text_skip(*rest, word.len);
    return word;
}

/* Follows #if 0, so that what is wrong in dead code is not reported; collects control GUIDs. */
static void read_directive(struct scanner *s, struct text t)
{
    struct text word = directive_word(&t);
    if (text_starts(word, TEXT("if"))) {
        s->depth++;
        struct text condition = text_trim(t);
        bool zero = text_equal(condition, TEXT("FALSE")) ||
                    (condition.len && condition.at[0] == '0' && (condition.len == 1 || text_is_blank(condition.at[1])));
        if (!s->dead && text_equal(word, TEXT("if")) && zero)
            s->dead = s->depth;
    } else if (text_starts(word, TEXT("el"))) {
        if (s->dead == s->depth)
            s->dead = 0;
    } else if (text_equal(word, TEXT("endif"))) {
        if (s->dead == s->depth)
            s->dead = 0;
        if (s->depth)
            s->depth--;
    } else if (text_equal(word, TEXT("define"))) {
        struct text name = directive_word(&t), all = {name.at, name.len + t.len};
        if (text_equal(name, TEXT("WPP_CONTROL_GUIDS")))
            model_collect_flags(s->scan->model->arena, all, &s->unit->flags, &s->unit->defines_control_guids);
    }
}

/* ---- calls -------------------------------------------------------------------------------------------- */

static bool report_unclosed(struct scanner *s, const struct function *f, struct text name, enum call_end end)
{
    struct diag *d = s->scan->model->diag;
    const char *open = s->scan->call.open;
    struct span at = span_of(s->source, text_slice(open, open + 1));
    if (end == CALL_TOO_DEEP)
        diag_report(d, &CHECK_UNMATCHED_PAREN, at, "more than %d brackets inside one another in this call of '%.*s'",
                    CALL_MAX_NESTING, TEXT_ARG(name));
    else
        diag_report(d, &CHECK_UNMATCHED_PAREN, at, "'(' of this call of '%.*s' is never closed", TEXT_ARG(name));
    diag_note(d, f->where, "'%.*s' is a trace function, declared here", TEXT_ARG(f->name));
    return false;
}

static bool report_shape(struct scanner *s, const struct function *f, struct text name, const char *shape)
{
    struct diag *d = s->scan->model->diag;
    bool error = diag_report(d, &CHECK_CALL_SHAPE, span_of(s->source, name),
                             "'%.*s' is declared to be called as %.*s%s; this call is not traced", TEXT_ARG(name),
                             TEXT_ARG(f->name), shape);
    diag_note(d, f->where, "declared here");
    return !error;
}

static bool report_missing(struct scanner *s, const struct function *f, struct text name, size_t given)
{
    struct diag *d = s->scan->model->diag;
    struct text missing = given < f->msg_at ? f->fixed[given] : TEXT("MSG");
    diag_report(d, &CHECK_MISSING_CONDITION, span_of(s->source, name), "the call of '%.*s' has no argument for %.*s",
                TEXT_ARG(name), TEXT_ARG(missing));
    diag_note(d, f->where, "declared here");
    return false;
}

/* Splits the parenthesised list that double parentheses and MSGARGS put around arguments. */
static bool split_inner(struct scan *scan, struct text piece)
{
    struct text inside = call_inside(piece, scan->call.budget);
    return inside.at && call_split(&scan->inner, scan->model->arena, inside.at - 1, piece.at + piece.len) == CALL_CLOSED;
}

static bool build(struct scanner *s, struct text name, struct function *f)
{
    struct scan *scan = s->scan;
    struct found_call c = {.source = s->source, .unit = s->unit, .function = f, .name = name,
                           .pieces = &scan->call.pieces, .budget = &s->budget,
                           .in_comment = s->in_comment, .dead = s->dead != 0,
                           .procedures = scan->model->settings.procedures ? &s->procedures : NULL};
    bool silent = c.in_comment || c.dead;
    c.name_line = line_of(s, name.at);
    c.close_line = line_behind(s, scan->call.stop);
    if (f->double_parens) {
        if (scan->call.pieces.count != 1 || !split_inner(scan, scan->call.pieces.items[0]))
            return silent || call_is_declaration(c.pieces) || report_shape(s, f, name, "((...))");
        c.pieces = &scan->inner.pieces;
    }
    size_t needed = f->fixed_count + (f->has_msg ? 1 : 0);
    if (c.pieces->count < needed) {
        return silent || call_is_declaration(c.pieces) || report_missing(s, f, name, c.pieces->count);
    }
    if (f->msg_args) {
        if (!split_inner(scan, c.pieces->items[f->msg_at]) || !scan->inner.pieces.count)
            return silent || call_is_declaration(c.pieces) || report_shape(s, f, name, "(..., (...))");
        c.inner = &scan->inner.pieces;
    }
    if (!f->has_msg && c.pieces->count && call_is_declaration(c.pieces))
        return true; /* a prototype of the function itself: void FuncEntry(ULONG Flags); */
    return builder_add(scan->builder, &c);
}

/* A function's name at `name`. Returns where the scan goes on. */
static const char *found_function(struct scanner *s, struct text name, struct function *f, const char *limit)
{
    struct call *call = &s->scan->call;
    const char *behind = name.at + name.len, *open = behind;
    bool silent = s->in_comment || s->dead, tired = s->budget.wasted > s->budget.patience;
    while (open < limit && text_is_blank(*open))
        open++;
    if (!s->in_comment)
        open = lex_skip_blank(open, limit);
    if (open >= limit || *open != '(' || (silent && tired))
        return behind;
    call->in_comment = s->scan->inner.in_comment = s->in_comment;
    call->budget = s->scan->inner.budget = &s->budget;
    enum call_end end = call_split(call, s->scan->model->arena, open, limit);
    if (end == CALL_CLOSED) {
        s->ok = build(s, name, f) && s->ok;
        return open + 1;
    }
    s->budget.wasted += (size_t)(call->stop - open);
    if (!silent && (end != CALL_SPLIT || tired))
        s->ok = report_unclosed(s, f, name, end);
    return open + 1;
}

static void found_symbol(struct scanner *s, struct text symbol)
{
    if (!table_put(&s->scan->found, s->scan->model->arena, symbol, s))
        *(struct text *)ARENA_PUSH(s->scan->model->arena, s->unit->found) = symbol;
}

/* Behind the end_wpp of a block that begins at `begin_wpp`, or just behind the word when it is only prose: a
 * block's first line says what kind it is and nothing else. */
static const char *skip_block(struct scanner *s, const char *word)
{
    const char *p = word + sizeof "begin_wpp" - 1, *kind = p;
    while (kind < s->end && (*kind == ' ' || *kind == '\t'))
        kind++;
    const char *line_end = lex_word(kind, s->end);
    while (line_end < s->end && text_is_blank(*line_end) && *line_end != '\n')
        line_end++;
    if (line_end == s->end || *line_end != '\n' || s->no_more_blocks)
        return p;
    size_t at = text_search(text_slice(line_end, s->end), TEXT("end_wpp"));
    s->no_more_blocks = at == SIZE_MAX;
    return at == SIZE_MAX ? p : line_end + at + sizeof "end_wpp" - 1;
}

/* ---- the pass ----------------------------------------------------------------------------------------- */

/* An identifier at p. Returns where the scan goes on: behind it, behind a raw string it introduces, or
 * wherever a name the scan knows leads to. `limit` is the end of the text it stands in. */
static const char *scan_word(struct scanner *s, const char *p, const char *limit)
{
    const char *behind = lex_word(p, limit);
    struct text word = text_slice(p, behind), body;
    const struct name *name = names_find(&s->scan->names, word);
    if (name) {
        switch (name->kind) {
        case NAME_FUNCTION: return found_function(s, word, name->function, limit);
        case NAME_LOOK_FOR: found_symbol(s, name->text); return behind;
        case NAME_BLOCK: return skip_block(s, p);
        }
    }
    const char *raw = behind < limit && *behind == '"' ? lex_raw_string(word, behind, limit, &s->budget, &body) : NULL;
    return raw ? raw : behind;
}

/* A block comment: calls in it count, quotes in it do not. Returns the position behind it. */
static const char *scan_comment(struct scanner *s, const char *p)
{
    const char *behind = lex_block_comment(p, s->end);
    const char *limit = behind - p >= 4 && behind[-1] == '/' ? behind - 2 : behind;
    s->in_comment = true;
    for (p += 2; p < limit;) {
        if (lex_class(*p) == LEX_WORD)
            p = scan_word(s, p, limit);
        else if (lex_class(*p) == LEX_DIGIT)
            p = lex_number(p, limit);
        else if (*p == '/' && p[1] == '/')
            p = lex_line_comment(p, limit);
        else
            p++;
    }
    s->in_comment = false;
    return p > behind ? p : behind;
}

static const char *scan_slash(struct scanner *s, const char *p)
{
    if (p + 1 < s->end && p[1] == '/')
        return lex_line_comment(p, s->end);
    if (p + 1 < s->end && p[1] == '*')
        return scan_comment(s, p);
    return p + 1;
}

static const char *scan_hash(struct scanner *s, const char *p)
{
    if (!lex_at_directive(s->start, p))
        return p + 1;
    const char *behind = lex_directive(p, s->end);
    read_directive(s, text_slice(p, behind));
    return behind;
}

static void scan_code(struct scanner *s)
{
    const char *p = s->start;
    while (p < s->end && !diag_full(s->scan->model->diag)) {
        switch (lex_class(*p)) {
        case LEX_WORD: p = scan_word(s, p, s->end); break;
        case LEX_DIGIT: p = lex_number(p, s->end); break;
        case LEX_QUOTE: p = lex_literal(p, s->end); break;
        case LEX_SLASH: p = scan_slash(s, p); break;
        case LEX_HASH: p = scan_hash(s, p); break;
        case LEX_OTHER:
        case LEX_OPEN:
        case LEX_CLOSE:
        case LEX_COMMA:
        case LEX_SEMICOLON:
        case LEX_STAR: p++; break;
        }
    }
}

/* ---- after it ----------------------------------------------------------------------------------------- */

/* The span of a line, for a report about two calls on it. */
static struct span line_span(const struct source *source, size_t line)
{
    struct text rest = source->bytes;
    for (const char *nl; --line && (nl = text_find(rest, '\n'));)
        rest = text_skip(rest, (size_t)(nl - rest.at) + 1);
    const char *end = text_find(rest, '\n');
    return span_of(source, text_trim(end ? text_slice(rest.at, end) : rest));
}

/* Two calls of one name cannot both have a macro. One that stands in a comment makes way; two live ones are
 * an error, unless nothing distinguishes them. */
static bool drop_clashes(struct scanner *s)
{
    struct model *m = s->scan->model;
    struct unit *u = s->unit;
    struct table seen = {0};
    size_t kept = 0;
    bool ok = true;
    for (size_t i = 0; i < u->messages.count; i++) {
        struct message *message = u->messages.items[i], *other = table_get(&seen, message->name);
        if (other && !other->in_comment && !message->in_comment) {
            if (!diag_full(m->diag))
                diag_report(m->diag, &CHECK_SAME_LINE, line_span(s->source, message->line),
                            "two trace calls on one line: both would be named '%.*s'", TEXT_ARG(message->name));
            ok = false;
        }
        if (other && message->in_comment)
            continue;
        if (other) { /* the live call takes the place of the one in a comment */
            for (size_t j = kept; j-- > 0;)
                if (u->messages.items[j] == other) {
                    memmove(&u->messages.items[j], &u->messages.items[j + 1], (kept - j - 1) * sizeof other);
                    kept--;
                    break;
                }
        }
        table_put(&seen, m->arena, message->name, message);
        u->messages.items[kept++] = message;
    }
    u->messages.count = kept;
    return ok;
}

bool scan_source(struct scan *scan, const struct source *source, struct unit *u)
{
    const char *start = source->bytes.at;
    struct scanner s = {.scan = scan, .source = source, .unit = u, .start = start, .line_at = start, .line = 1,
                        .end = start + source->bytes.len, .budget.patience = PATIENCE_BYTES + PATIENCE * source->bytes.len,
                        .ok = true};
    scan->found = (struct table){0};
    builder_begin_unit(scan->builder);
    if (source->encoding == ENCODING_UTF16LE || source->encoding == ENCODING_UTF16BE)
        if (scan->model->settings.unicode_ignore)
            return true;
    if (scan->model->settings.procedures)
        procedures_find(&s.procedures, scan->model->arena, source->bytes);
    scan_code(&s);
    return drop_clashes(&s) && s.ok;
}
