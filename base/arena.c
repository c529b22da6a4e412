/* Bump allocation in blocks that double up to 1 MB. A request larger than a block gets a block of its own
 * behind the current one, so a large file does not waste the rest of a block. */
#include "arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ALIGN = _Alignof(max_align_t), BLOCK_MIN = 16 << 10, BLOCK_MAX = 1 << 20 };

struct arena_block {
    struct arena_block *older;
    size_t size;
    _Alignas(max_align_t) char bytes[];
};

_Noreturn void base_out_of_memory(void)
{
    fputs("fatal: out of memory\n", stderr);
    exit(3);
}

void *base_realloc(void *at, size_t size)
{
    void *new = realloc(at, size ? size : 1);
    if (!new)
        base_out_of_memory();
    return new;
}

static struct arena_block *new_block(size_t size)
{
    if (size > SIZE_MAX - sizeof(struct arena_block))
        base_out_of_memory();
    struct arena_block *block = calloc(1, sizeof *block + size);
    if (!block)
        base_out_of_memory();
    block->size = size;
    return block;
}

void *arena_alloc(struct arena *a, size_t size)
{
    if (size > SIZE_MAX - ALIGN)
        base_out_of_memory();
    size = (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
    if (size == 0)
        size = ALIGN;
    if (size > (size_t)(a->end - a->next)) {
        size_t want = a->blocks ? a->blocks->size * 2 : BLOCK_MIN;
        if (want > BLOCK_MAX)
            want = BLOCK_MAX;
        if (size > want / 2 && a->blocks) { /* its own block, kept behind the current one */
            struct arena_block *own = new_block(size);
            own->older = a->blocks->older;
            a->blocks->older = own;
            return own->bytes;
        }
        if (want < size)
            want = size;
        struct arena_block *block = new_block(want);
        block->older = a->blocks;
        a->blocks = block;
        a->next = block->bytes;
        a->end = block->bytes + want;
    }
    void *at = a->next;
    a->next += size;
    return at;
}

void *arena_array(struct arena *a, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        base_out_of_memory();
    return arena_alloc(a, count * size);
}

char *arena_copy(struct arena *a, const void *from, size_t len)
{
    if (len == SIZE_MAX)
        base_out_of_memory();
    char *at = arena_alloc(a, len + 1);
    if (len)
        memcpy(at, from, len);
    return at;
}

void arena_free(struct arena *a)
{
    for (struct arena_block *block = a->blocks, *older; block; block = older) {
        older = block->older;
        free(block);
    }
    *a = (struct arena){0};
}

void *arena_push(struct arena *a, void *items, size_t *count, size_t *cap, size_t size)
{
    char *list;
    memcpy(&list, items, sizeof list); /* the caller's pointer has its own element type */
    if (*count == *cap) {
        size_t new_cap = *cap ? *cap * 2 : 8;
        char *grown = arena_array(a, new_cap, size);
        if (*count)
            memcpy(grown, list, *count * size);
        memcpy(items, &grown, sizeof grown);
        *cap = new_cap;
        list = grown;
    }
    return list + size * (*count)++;
}
