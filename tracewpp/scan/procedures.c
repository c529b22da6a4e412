/* A function is a name, its parameters in parentheses, and a brace, outside all other braces but those of
 * namespaces, classes and extern "C". The hard point is what stands between parameters and brace: const,
 * noexcept, SAL annotations with arguments of their own, a constructor's initialisers with braces of theirs. */
#include "procedures.h"

#include "lex.h"

enum scope_kind { SCOPE_NAMED, SCOPE_PLAIN /* extern "C", unnamed namespace */ };

struct scope {
    enum scope_kind kind;
    struct text name;
};

struct finder {
    struct arena *arena;
    struct procedures *found;
    const char *p, *end;
    ARENA_LIST(struct scope) scopes;
    struct text candidate;    /* name before the last parameters; empty when there is none */
    struct text pending;      /* identifier, perhaps qualified, just read */
    struct text scope_name;   /* behind namespace, class, struct, union */
    struct lex_budget budget;
    bool wants_name, opens_scope, closed, initialisers;
};

enum { PATIENCE = 1 << 26, MAX_SCOPES = 64 };

static void reset(struct finder *f)
{
    f->candidate = f->pending = f->scope_name = TEXT("");
    f->wants_name = f->opens_scope = f->closed = f->initialisers = false;
}

static const char *skip_one(struct finder *f, const char *p, const char *start, const char *end)
{
    struct text body;
    if (lex_class(*p) == LEX_WORD) {
        const char *behind = lex_word(p, end);
        const char *raw = lex_raw_string(text_slice(p, behind), behind, end, &f->budget, &body);
        return raw ? raw : behind;
    }
    if (lex_class(*p) == LEX_DIGIT)
        return lex_number(p, end);
    if (lex_class(*p) == LEX_QUOTE)
        return lex_literal(p, end);
    if (*p == '/' && p + 1 < end && p[1] == '/')
        return lex_line_comment(p, end);
    if (*p == '/' && p + 1 < end && p[1] == '*')
        return lex_block_comment(p, end);
    if (*p == '#' && lex_at_directive(start, p))
        return lex_directive(p, end);
    return p + 1;
}

/* Behind the bracket that closes the one at p. Only one sort is counted, so that a stray one of another sort
 * cannot confuse it. */
static const char *skip_brackets(struct finder *f, const char *p, char open, char close)
{
    size_t depth = 0;
    const char *start = p;
    while (p < f->end) {
        if (*p == open)
            depth++;
        if (*p == close && --depth == 0)
            return p + 1;
        p = skip_one(f, p, start, f->end);
    }
    return f->end;
}

static struct text full_name(struct finder *f, struct text name)
{
    struct text whole = TEXT("");
    for (size_t i = 0; i < f->scopes.count; i++)
        if (f->scopes.items[i].kind == SCOPE_NAMED)
            whole = text_format(f->arena, "%.*s%.*s::", TEXT_ARG(whole), TEXT_ARG(f->scopes.items[i].name));
    return whole.len ? text_join(f->arena, whole, name) : name;
}

static void open_brace(struct finder *f)
{
    const char *begin = f->p;
    if (f->opens_scope && !f->candidate.len && f->scopes.count < MAX_SCOPES) {
        struct scope s = {f->scope_name.len ? SCOPE_NAMED : SCOPE_PLAIN, f->scope_name};
        *(struct scope *)ARENA_PUSH(f->arena, f->scopes) = s;
        f->p++;
        return reset(f);
    }
    f->p = skip_brackets(f, begin, '{', '}');
    if (f->initialisers && f->pending.len) { /* member{value} */
        f->pending = TEXT("");
        return;
    }
    if (f->candidate.len && f->closed) {
        struct procedure found = {full_name(f, f->candidate), begin, f->p};
        *(struct procedure *)ARENA_PUSH(f->arena, f->found->list) = found;
    }
    reset(f);
}

static bool is_specifier(struct text word)
{
    static const struct text words[] = {
        TEXT_INIT("noexcept"), TEXT_INIT("throw"), TEXT_INIT("__attribute__"), TEXT_INIT("__declspec"),
        TEXT_INIT("requires"), TEXT_INIT("alignas"), TEXT_INIT("decltype"),
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_equal(word, words[i]))
            return true;
    return word.len && word.at[0] == '_' && !(word.len > 1 && text_lower(word.at[1]) == word.at[1] && word.at[1] != '_');
}

/* `name (`: the parameters of a function, unless they follow those of one and belong to an annotation. */
static void open_parenthesis(struct finder *f)
{
    bool annotation = is_specifier(f->pending) && (f->closed || f->pending.at[0] != '_');
    if (f->pending.len && !f->initialisers && !annotation) {
        f->candidate = f->pending;
        f->closed = true;
    }
    f->pending = TEXT("");
    f->p = skip_brackets(f, f->p, '(', ')');
}

/* An identifier with everything `::` joins to it, operators and destructors too. */
static void read_name(struct finder *f)
{
    const char *begin = f->p, *p = lex_word(begin, f->end);
    struct text last = text_slice(begin, p);
    for (;;) {
        if (text_equal(last, TEXT("operator"))) {
            while (p < f->end && *p != '(' && *p != '\n')
                p++;
            if (p + 1 < f->end && p[0] == '(' && p[1] == ')')
                p += 2;
            break;
        }
        const char *next = lex_skip_blank(p, f->end);
        if (!(next + 2 < f->end && next[0] == ':' && next[1] == ':'))
            break;
        next = lex_skip_blank(next + 2, f->end);
        if (next < f->end && *next == '~')
            next++;
        if (next >= f->end || lex_class(*next) != LEX_WORD)
            break;
        p = lex_word(next, f->end);
        last = text_slice(next, p);
    }
    f->p = p;
    f->pending = text_slice(begin, p);
}

static void word(struct finder *f)
{
    read_name(f);
    struct text w = f->pending;
    if (text_equal(w, TEXT("namespace")) || text_equal(w, TEXT("class")) || text_equal(w, TEXT("struct")) ||
        text_equal(w, TEXT("union"))) {
        f->wants_name = f->opens_scope = true;
        f->scope_name = TEXT("");
    } else if (text_equal(w, TEXT("enum"))) {
        f->opens_scope = f->wants_name = false;
    } else if (f->wants_name) {
        const char *next = lex_skip_blank(f->p, f->end);
        if (next < f->end && *next == '(')
            return; /* __declspec(...) and the like */
        f->scope_name = w;
        f->wants_name = next < f->end && lex_class(*next) == LEX_WORD && !text_equal(w, TEXT("final"));
    }
}

static void mark(struct finder *f)
{
    const char *p = f->p++;
    if (*p == ':' && !f->opens_scope && f->closed)
        f->initialisers = true;
    else if (*p == ':')
        f->wants_name = false;
    else if (*p == ';')
        reset(f);
    else if (*p == '=') {
        reset(f); /* an initialiser: its braces open no body */
    } else if (*p == '}' && f->scopes.count) {
        f->scopes.count--;
        reset(f);
    } else if (*p == ',' && f->initialisers) {
        f->pending = TEXT("");
    }
}

void procedures_find(struct procedures *found, struct arena *a, struct text source)
{
    struct finder f = {.arena = a, .found = found, .p = source.at, .end = source.at + source.len, .budget.patience = PATIENCE};
    reset(&f);
    while (f.p < f.end) {
        char c = *f.p;
        if (lex_class(c) == LEX_WORD)
            word(&f);
        else if (c == '~')
            f.p++;
        else if (c == '(')
            open_parenthesis(&f);
        else if (c == '{')
            open_brace(&f);
        else if (c == '"' && text_equal(f.pending, TEXT("extern"))) {
            f.opens_scope = true;
            f.p = lex_literal(f.p, f.end);
        } else if (c == ':' || c == ';' || c == '=' || c == '}' || c == ',') {
            mark(&f);
        } else {
            f.p = skip_one(&f, f.p, source.at, f.end);
        }
    }
}

struct text procedures_at(const struct procedures *p, const char *at)
{
    size_t low = 0, high = p->list.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct procedure *one = &p->list.items[middle];
        if (at < one->begin)
            high = middle;
        else if (at >= one->end)
            low = middle + 1;
        else
            return one->name;
    }
    return TEXT("");
}
