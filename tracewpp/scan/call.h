/* The arguments of a call: where each begins and ends. Private to the scan room. */
#ifndef SCAN_CALL_H
#define SCAN_CALL_H

#include "lex.h"

struct pieces {
    struct text *items;  /* trimmed of blanks and comments; empty pieces have length 0 */
    size_t count, cap;
};

enum { CALL_MAX_NESTING = 256 }; /* what clang allows by default */

enum call_end {
    CALL_CLOSED,
    CALL_UNCLOSED,   /* a `;` or `}` or the end of the text came first */
    CALL_TOO_DEEP,   /* CALL_MAX_NESTING brackets inside one another */
    CALL_SPLIT       /* the same, but a directive stood between: another branch may hold the parenthesis */
};

struct call {
    struct pieces pieces;   /* reused from call to call */
    const char *open;       /* the opening parenthesis */
    const char *stop;       /* the closing one when CALL_CLOSED, else where the search ended */
    bool in_comment;        /* the caller's to set: the call stands in a block comment, where none can begin */
    struct lex_budget *budget; /* the caller's to set */
    struct { char *items; size_t count, cap; } brackets; /* scratch: what is open */
};

/* Splits the text from the opening parenthesis at `open` at commas outside all nested brackets. `()` has no
 * pieces. Strings, character literals, comments and directive lines are passed over whole. */
enum call_end call_split(struct call *c, struct arena *a, const char *open, const char *end);

/* If `piece` is one pair of parentheses around everything: the text inside, else text with at == NULL. */
struct text call_inside(struct text piece, struct lex_budget *budget);

/* Whether the pieces read like the parameters of a declaration: `...`, or a type and a name in each. */
bool call_is_declaration(const struct pieces *p);

#endif
