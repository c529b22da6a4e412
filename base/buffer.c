#include "buffer.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

void buffer_reserve(struct buffer *b, size_t more)
{
    if (more > SIZE_MAX / 2 || b->len > SIZE_MAX / 2 - more)
        base_out_of_memory();
    if (more <= b->cap - b->len)
        return;
    size_t want = b->cap ? b->cap + b->cap / 2 : 4096;
    if (want < b->len + more)
        want = b->len + more;
    b->at = base_realloc(b->at, want);
    b->cap = want;
}

void buffer_format(struct buffer *b, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    buffer_reserve(b, 64); /* most pieces are short, and printing once is half the work */
    size_t room = b->cap - b->len;
    int len = vsnprintf(b->at + b->len, room, format, args);
    va_end(args);
    if (len > 0 && (size_t)len >= room) {
        buffer_reserve(b, (size_t)len + 1);
        vsnprintf(b->at + b->len, (size_t)len + 1, format, again);
    }
    if (len > 0)
        b->len += (size_t)len;
    va_end(again);
}

void buffer_free(struct buffer *b)
{
    free(b->at);
    *b = (struct buffer){0};
}
