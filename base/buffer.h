/* Bytes that grow: outputs are built here before anything touches the disk. Owned by the holder; out of
 * memory ends the program (arena.h). Zero-initialise, and free at the end. */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include <stddef.h>
#include <string.h>

#include "text.h"

struct buffer {
    char *at;
    size_t len, cap;
};

void buffer_reserve(struct buffer *b, size_t more);      /* room for `more` bytes behind len */
void buffer_format(struct buffer *b, const char *format, ...);
void buffer_free(struct buffer *b);

static inline void buffer_bytes(struct buffer *b, const void *from, size_t len)
{
    if (len > b->cap - b->len)
        buffer_reserve(b, len);
    if (len)
        memcpy(b->at + b->len, from, len);
    b->len += len;
}
static inline void buffer_text(struct buffer *b, struct text t) { buffer_bytes(b, t.at, t.len); }
static inline void buffer_char(struct buffer *b, char c) { buffer_bytes(b, &c, 1); }
static inline struct text buffer_slice(const struct buffer *b) { return (struct text){b->at, b->len}; }

#endif
