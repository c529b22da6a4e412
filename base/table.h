/* A hash table from names to pointers. Keys are slices that must outlive the table; memory is the arena's.
 * Entries are never removed. Not ordered: whoever needs an order keeps a list beside it. */
#ifndef BASE_TABLE_H
#define BASE_TABLE_H

#include "text.h"

struct table_entry {
    struct text key;
    uint64_t hash;
    void *value;
};

struct table {
    struct table_entry *slots;
    size_t count, cap; /* cap is a power of two, or 0 */
};

/* The value under key, or NULL. */
void *table_get(const struct table *t, struct text key);
/* Puts value (not NULL) under key and returns what was there before, or NULL. */
void *table_put(struct table *t, struct arena *a, struct text key, void *value);

#endif
