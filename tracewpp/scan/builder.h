/* A message while it is built: what message.c and arguments.c share. Private to the scan room. */
#ifndef SCAN_BUILDER_H
#define SCAN_BUILDER_H

#include "buffer.h"
#include "message.h"

/* One argument that is logged. */
struct slot {
    const struct type *type;
    struct text expr;     /* source text */
    struct text count;    /* counted strings: source text of the length argument before it */
    size_t param;         /* index among the call's arguments, for their names */
    bool synthetic, counted;
};

/* Prefix and suffix of a function, parsed once. */
struct affixes {
    struct format prefix, suffix;
    bool ok;
};

struct builder {
    struct model *model;
    struct arena *arena;
    struct table affixes;     /* by function name */
    struct table signatures;  /* of the unit, by name */
    ARENA_LIST(struct slot) slots;
    ARENA_LIST(size_t) order; /* positions of slots as they are logged */
    struct format format;
    struct buffer msg, map, out;
    const struct found_call *call; /* being built, for the fault callback */
    bool failed;
};

/* Faults of calls that no compiler sees are not reported. */
static inline bool builder_silent(const struct found_call *c) { return c->in_comment || c->dead; }

/* The prefix and suffix of the function that is called, read; `ok` is false when faults of theirs were reported. */
const struct affixes *arguments_affixes(struct builder *b, const struct function *f);
/* Reads the text in b->msg and gives each conversion of prefix, text and suffix its argument: fills b->format,
 * b->slots and b->order. False: reported, unless the call is silent. */
bool arguments_read(struct builder *b, const struct affixes *affixes, const struct text *args, size_t count);

#endif
