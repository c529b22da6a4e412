/* The identifiers a scan stops at. Asked for every identifier of every source, so the common answer, no, has
 * to be cheap: a mask of name lengths for each first letter rejects nearly all without hashing. */
#ifndef SCAN_NAMES_H
#define SCAN_NAMES_H

#include "model.h"

enum name_kind { NAME_FUNCTION, NAME_LOOK_FOR, NAME_BLOCK /* begin_wpp */ };

struct name {
    enum name_kind kind;
    struct function *function; /* NAME_FUNCTION */
    struct text text;
};

struct names {
    uint64_t lengths[256]; /* by first byte: bit n set when a name of n bytes (63: or more) begins so */
    struct table table;
};

void names_fill(struct names *n, struct model *m);

static inline const struct name *names_find(const struct names *n, struct text word)
{
    uint64_t mask = n->lengths[(unsigned char)word.at[0]];
    if (!(mask >> (word.len < 63 ? word.len : 63) & 1))
        return NULL;
    return table_get(&n->table, word);
}

#endif
