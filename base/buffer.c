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
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (len > 0) {
        buffer_reserve(b, (size_t)len + 1);
        vsnprintf(b->at + b->len, (size_t)len + 1, format, again);
        b->len += (size_t)len;
    }
    va_end(again);
}

void buffer_free(struct buffer *b)
{
    free(b->at);
    *b = (struct buffer){0};
}
