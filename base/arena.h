/* Memory that lives as long as one run: allocate, never free a single node, drop everything at the end.
 *
 * Every structure of a run hangs in one arena. Running out of memory ends the program with a message and
 * exit status 3: no caller can do better, and no caller has to test for it. Blocks are zeroed. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena_block;

struct arena {
    struct arena_block *blocks; /* newest first */
    char *next, *end;           /* free part of the newest block */
};

/* `size` zeroed bytes aligned for any object. Never NULL; a size of 0 gives a unique address. */
void *arena_alloc(struct arena *a, size_t size);
/* `count` zeroed objects of `size` bytes; the product is checked for overflow. */
void *arena_array(struct arena *a, size_t count, size_t size);
/* A copy of len bytes, followed by a NUL that is not part of them. */
char *arena_copy(struct arena *a, const void *from, size_t len);
/* Frees everything; the arena may be used again. */
void arena_free(struct arena *a);

/* Grows a list kept in the arena: returns the address of a new zeroed last element of *items, which holds
 * *count elements of `size` bytes in room for *cap. Old copies stay in the arena, so pointers to elements
 * are only stable in lists of pointers. */
void *arena_push(struct arena *a, void *items, size_t *count, size_t *cap, size_t size);

#define ARENA_NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_PUSH(a, list) arena_push((a), &(list).items, &(list).count, &(list).cap, sizeof *(list).items)

/* A growing list for ARENA_PUSH: ARENA_LIST(struct message *) messages; */
#define ARENA_LIST(type) struct { type *items; size_t count, cap; }

/* realloc that cannot fail, for the few buffers that are not in an arena. */
void *base_realloc(void *at, size_t size);
_Noreturn void base_out_of_memory(void);

#endif
