/* Thompson's construction: the expression becomes a small program of steps, and the text is read once, with the set of
 * all steps that could be reached. No backtracking, so no expression makes a filter hang. Written here because the
 * C library of MinGW has no regular expressions, and a filter should mean the same on both systems. */
#include "pattern.h"

#include <string.h>

enum op { OP_SET, OP_SPLIT, OP_JUMP, OP_BEGIN, OP_END, OP_MATCH };

struct step {
    enum op op;
    size_t next, other;            /* OP_SPLIT has two, OP_JUMP one */
    unsigned char set[32];         /* OP_SET: a bit for each byte */
};

struct pattern {
    ARENA_LIST(struct step) steps;
    size_t *now, *then, *stack;    /* lists of steps */
    size_t *mark;                  /* the round in which a step was last put on a list */
    size_t round;
    bool ignore_case;
};

struct parse {
    struct arena *arena;
    struct pattern *p;
    struct text whole;
    size_t at;
    const char *why;
    unsigned depth;
};

enum { STEPS_MOST = 10000, DEPTH_MOST = 100 };

static size_t emit(struct parse *c, enum op op, size_t next, size_t other)
{
    if (c->p->steps.count >= STEPS_MOST && !c->why)
        c->why = "the expression is too long";
    struct step *s = ARENA_PUSH(c->arena, c->p->steps);
    s->op = op;
    s->next = next;
    s->other = other;
    return c->p->steps.count - 1;
}

static bool more(const struct parse *c) { return c->at < c->whole.len && !c->why; }
static char peek(const struct parse *c) { return c->whole.at[c->at]; }

static void add_byte(unsigned char *set, unsigned char b) { set[b >> 3] |= (unsigned char)(1u << (b & 7)); }

static void add_range(unsigned char *set, unsigned from, unsigned to)
{
    for (unsigned b = from; b <= to; b++)
        add_byte(set, (unsigned char)b);
}

/* What stands behind a backslash. */
static void add_escape(unsigned char *set, char c)
{
    unsigned char own[32] = {0};
    switch (text_lower(c)) {
    case 'd': add_range(own, '0', '9'); break;
    case 'w': add_range(own, '0', '9'); add_range(own, 'a', 'z'); add_range(own, 'A', 'Z'); add_byte(own, '_'); break;
    case 's': add_byte(own, ' '); add_range(own, '\t', '\r'); break;
    default: add_byte(set, (unsigned char)c); return;
    }
    bool negated = c >= 'A' && c <= 'Z';
    for (size_t i = 0; i < sizeof own; i++)
        set[i] |= negated ? (unsigned char)~own[i] : own[i];
}

static void fold(unsigned char *set)
{
    for (unsigned b = 'a'; b <= 'z'; b++) {
        unsigned upper = b - 32;
        bool in = (set[b >> 3] >> (b & 7) & 1) || (set[upper >> 3] >> (upper & 7) & 1);
        if (in) {
            add_byte(set, (unsigned char)b);
            add_byte(set, (unsigned char)upper);
        }
    }
}

/* Behind the opening bracket. */
static void bracket(struct parse *c, unsigned char *set)
{
    bool negated = more(c) && peek(c) == '^', first = true;
    c->at += negated;
    for (; more(c) && (peek(c) != ']' || first); first = false) {
        unsigned char from = (unsigned char)c->whole.at[c->at++];
        if (from == '\\' && more(c)) {
            add_escape(set, c->whole.at[c->at++]);
            continue;
        }
        bool range = c->at + 1 < c->whole.len && peek(c) == '-' && c->whole.at[c->at + 1] != ']';
        unsigned char to = range ? (unsigned char)c->whole.at[c->at + 1] : from;
        c->at += range ? 2 : 0;
        if (to < from && !c->why)
            c->why = "a range ends before it begins";
        add_range(set, from, to);
    }
    if (!more(c) && !c->why)
        c->why = "a [ is never closed";
    c->at++;
    for (size_t i = 0; negated && i < 32; i++)
        set[i] = (unsigned char)~set[i];
}

static void alternatives(struct parse *c);

static void group(struct parse *c)
{
    if (++c->depth > DEPTH_MOST)
        c->why = "parentheses nested too deep";
    else
        alternatives(c);
    c->depth--;
    if (!more(c) && !c->why)
        c->why = "a ( is never closed";
    c->at++;
}

static void one(struct parse *c)
{
    unsigned char set[32] = {0};
    char ch = c->whole.at[c->at++];
    switch (ch) {
    case '(': group(c); return;
    case '^': emit(c, OP_BEGIN, 0, 0); return;
    case '$': emit(c, OP_END, 0, 0); return;
    case '*': case '+': case '?': c->at--; c->why = "nothing to repeat here"; return;
    case '.': memset(set, 0xFF, sizeof set); break;
    case '[': bracket(c, set); break;
    case '\\':
        if (!more(c))
            c->why = "a backslash at the end";
        else
            add_escape(set, c->whole.at[c->at++]);
        break;
    default: add_byte(set, (unsigned char)ch);
    }
    if (c->p->ignore_case)
        fold(set);
    size_t at = emit(c, OP_SET, 0, 0); /* may move the steps */
    memcpy(c->p->steps.items[at].set, set, sizeof set);
}

/* Moves the steps from `from` on by one and frees that place; their targets, all behind it, move with them. */
static void insert(struct parse *c, size_t from)
{
    emit(c, OP_JUMP, 0, 0);
    struct step *s = c->p->steps.items;
    memmove(s + from + 1, s + from, (c->p->steps.count - 1 - from) * sizeof *s);
    for (size_t i = from + 1; i < c->p->steps.count; i++) {
        s[i].next += s[i].next >= from;
        s[i].other += s[i].other >= from;
    }
    memset(&s[from], 0, sizeof *s);
}

static void repeated(struct parse *c)
{
    size_t from = c->p->steps.count;
    one(c);
    while (more(c) && (peek(c) == '*' || peek(c) == '+' || peek(c) == '?')) {
        char ch = c->whole.at[c->at++];
        if (ch == '+') {
            size_t at = emit(c, OP_SPLIT, from, 0);
            c->p->steps.items[at].other = at + 1;
            continue;
        }
        insert(c, from);
        if (ch == '*')
            emit(c, OP_JUMP, from, 0);
        c->p->steps.items[from].op = OP_SPLIT;
        c->p->steps.items[from].next = from + 1;
        c->p->steps.items[from].other = c->p->steps.count;
    }
}

static void alternatives(struct parse *c)
{
    size_t from = c->p->steps.count;
    while (more(c) && peek(c) != '|' && !(peek(c) == ')' && c->depth))
        repeated(c);
    if (!more(c) || peek(c) != '|')
        return;
    c->at++;
    insert(c, from);
    size_t jump = emit(c, OP_JUMP, 0, 0);
    c->p->steps.items[from].op = OP_SPLIT;
    c->p->steps.items[from].next = from + 1;
    c->p->steps.items[from].other = jump + 1;
    alternatives(c); /* the text is at most STEPS_MOST long here, so this cannot go deep enough to harm */
    c->p->steps.items[jump].next = c->p->steps.count;
}

struct pattern *pattern_compile(struct arena *a, struct text t, bool ignore_case, const char **why, size_t *at)
{
    struct pattern *p = ARENA_NEW(a, struct pattern);
    struct parse c = {.arena = a, .p = p, .whole = t};
    p->ignore_case = ignore_case;
    alternatives(&c);
    emit(&c, OP_MATCH, 0, 0);
    if (c.why) {
        *why = c.why;
        *at = c.at < t.len ? c.at : t.len;
        return NULL;
    }
    size_t n = p->steps.count + 1;
    p->now = arena_array(a, n, sizeof *p->now);
    p->then = arena_array(a, n, sizeof *p->then);
    p->stack = arena_array(a, 2 * n, sizeof *p->stack);
    p->mark = arena_array(a, n, sizeof *p->mark);
    return p;
}

/* Puts a step, and all that are reached from it without a byte, on the list. True: the match is among them. */
static bool reach(struct pattern *p, size_t step, bool begin, bool end, size_t *list, size_t *count)
{
    size_t depth = 0;
    p->stack[depth++] = step;
    while (depth) {
        size_t i = p->stack[--depth];
        const struct step *s = &p->steps.items[i];
        if (p->mark[i] == p->round)
            continue;
        p->mark[i] = p->round;
        switch (s->op) {
        case OP_MATCH: return true;
        case OP_SET: list[(*count)++] = i; break;
        case OP_JUMP: p->stack[depth++] = s->next; break;
        case OP_SPLIT: p->stack[depth++] = s->other; p->stack[depth++] = s->next; break;
        case OP_BEGIN: if (begin) p->stack[depth++] = i + 1; break;
        case OP_END: if (end) p->stack[depth++] = i + 1; break;
        }
    }
    return false;
}

bool pattern_match(struct pattern *p, struct text t)
{
    size_t count = 0;
    p->round++;
    for (size_t at = 0; at <= t.len; at++) {
        if (reach(p, 0, at == 0, at == t.len, p->now, &count))
            return true;
        if (at == t.len)
            return false;
        unsigned char b = (unsigned char)t.at[at];
        size_t next = 0;
        p->round++;
        for (size_t i = 0; i < count; i++) {
            const struct step *s = &p->steps.items[p->now[i]];
            if ((s->set[b >> 3] >> (b & 7) & 1) && reach(p, p->now[i] + 1, false, at + 1 == t.len, p->then, &next))
                return true;
        }
        size_t *swap = p->now;
        p->now = p->then;
        p->then = swap;
        count = next;
    }
    return false;
}
