/* Builds a message from a call that was found and split. Private to the scan room. */
#ifndef SCAN_MESSAGE_H
#define SCAN_MESSAGE_H

#include "call.h"
#include "format.h"
#include "procedures.h"

/* A call as the scanner saw it. The pieces are those of the function's own list: for double parentheses the
 * inner one; for MSGARGS the outer one, with the parenthesised part as its piece msg_at. */
struct found_call {
    const struct source *source;
    struct unit *unit;
    struct function *function;
    struct text name;           /* the function's name in the source */
    const struct pieces *pieces;
    const struct pieces *inner; /* MSGARGS: pieces of the parenthesised part; else NULL */
    size_t name_line, close_line;
    const struct procedures *procedures; /* NULL: nobody asks */
    struct lex_budget *budget;
    bool in_comment, dead;      /* dead: inside #if 0. Faults are not reported in either */
};

struct builder; /* scratch of one run */

struct builder *builder_new(struct model *m);
void builder_free(struct builder *b);
/* Appends the message to the unit, or reports why not. False: reported as an error. */
bool builder_add(struct builder *b, const struct found_call *c);
/* Forgets what belongs to one unit. */
void builder_begin_unit(struct builder *b);

#endif
