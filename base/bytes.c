#include "bytes.h"

#include <string.h>

struct bytes bytes_from(const void *at, size_t len)
{
    return (struct bytes){.at = at, .len = len};
}

static bool fits(struct bytes *b, size_t n)
{
    if (!b->bad && n <= b->len - b->off)
        return true;
    if (!b->bad) {
        b->bad = true;
        b->bad_off = b->base + b->off;
    }
    return false;
}

struct bytes bytes_sub(const struct bytes *b, size_t off, size_t len)
{
    if (off <= b->len && len <= b->len - off)
        return (struct bytes){.at = b->at ? b->at + off : NULL, .len = len, .base = b->base + off};
    return (struct bytes){.base = b->base + off, .bad = true, .bad_off = b->base + off};
}

bool bytes_seek(struct bytes *b, size_t off)
{
    if (!b->bad && off <= b->len) {
        b->off = off;
        return true;
    }
    if (!b->bad) {
        b->bad = true;
        b->bad_off = b->base + off;
    }
    return false;
}

bool bytes_skip(struct bytes *b, size_t n)
{
    return bytes_take(b, n) != NULL;
}

const void *bytes_take(struct bytes *b, size_t n)
{
    if (!fits(b, n))
        return NULL;
    const void *at = b->at ? (const void *)(b->at + b->off) : ""; /* n is 0 when there is nothing */
    b->off += n;
    return at;
}

static uint64_t number(struct bytes *b, size_t n)
{
    const unsigned char *at = bytes_take(b, n);
    uint64_t value = 0;
    for (size_t i = n; at && i-- > 0;)
        value = value << 8 | at[i];
    return value;
}

uint8_t bytes_u8(struct bytes *b) { return (uint8_t)number(b, 1); }
uint16_t bytes_u16(struct bytes *b) { return (uint16_t)number(b, 2); }
uint32_t bytes_u32(struct bytes *b) { return (uint32_t)number(b, 4); }
uint64_t bytes_u64(struct bytes *b) { return number(b, 8); }

struct text bytes_string(struct bytes *b)
{
    const char *from = b->len ? (const char *)b->at + b->off : NULL;
    const char *end = b->bad || b->off == b->len ? NULL : memchr(from, 0, b->len - b->off);
    if (!end) {
        fits(b, b->len - b->off + 1);
        return TEXT("");
    }
    b->off += (size_t)(end - from) + 1;
    return text_slice(from, end);
}
