/* Slices of bytes. Everything here is ASCII-minded on purpose: names, options and keywords of WPP are, and
 * other bytes pass through unchanged. */
#include "text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct text text_from(const char *string)
{
    return (struct text){string ? string : "", string ? strlen(string) : 0};
}

struct text text_slice(const char *from, const char *end)
{
    return (struct text){from, (size_t)(end - from)};
}

struct text text_copy(struct arena *a, struct text t)
{
    return (struct text){arena_copy(a, t.at, t.len), t.len};
}

struct text text_format(struct arena *a, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (len < 0)
        base_out_of_memory();
    char *at = arena_alloc(a, (size_t)len + 1);
    vsnprintf(at, (size_t)len + 1, format, again);
    va_end(again);
    return (struct text){at, (size_t)len};
}

struct text text_join(struct arena *a, struct text left, struct text right)
{
    char *at = arena_alloc(a, left.len + right.len + 1);
    if (left.len)
        memcpy(at, left.at, left.len);
    if (right.len)
        memcpy(at + left.len, right.at, right.len);
    return (struct text){at, left.len + right.len};
}

bool text_equal(struct text a, struct text b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

bool text_equal_nocase(struct text a, struct text b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (text_lower(a.at[i]) != text_lower(b.at[i]))
            return false;
    return true;
}

bool text_starts(struct text t, struct text prefix)
{
    return t.len >= prefix.len && text_equal((struct text){t.at, prefix.len}, prefix);
}

bool text_starts_nocase(struct text t, struct text prefix)
{
    return t.len >= prefix.len && text_equal_nocase((struct text){t.at, prefix.len}, prefix);
}

bool text_ends(struct text t, struct text suffix)
{
    return t.len >= suffix.len && text_equal(text_skip(t, t.len - suffix.len), suffix);
}

bool text_ends_nocase(struct text t, struct text suffix)
{
    return t.len >= suffix.len && text_equal_nocase(text_skip(t, t.len - suffix.len), suffix);
}

int text_compare(struct text a, struct text b)
{
    size_t common = a.len < b.len ? a.len : b.len;
    int order = common ? memcmp(a.at, b.at, common) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

uint64_t text_hash(struct text t)
{
    uint64_t hash = 14695981039346656037u; /* FNV-1a: short names, no adversary */
    for (size_t i = 0; i < t.len; i++)
        hash = (hash ^ (unsigned char)t.at[i]) * 1099511628211u;
    return hash ^ (hash >> 32);
}

struct text text_trim_end(struct text t)
{
    while (t.len && text_is_blank(t.at[t.len - 1]))
        t.len--;
    return t;
}

struct text text_trim(struct text t)
{
    while (t.len && text_is_blank(t.at[0]))
        t = text_skip(t, 1);
    return text_trim_end(t);
}

struct text text_skip(struct text t, size_t n)
{
    if (n > t.len)
        n = t.len;
    return n ? (struct text){t.at + n, t.len - n} : t; /* no text at all is not even at an address */
}

const char *text_find(struct text t, char c)
{
    return t.len ? memchr(t.at, c, t.len) : NULL;
}

const char *text_find_last(struct text t, char c)
{
    for (size_t i = t.len; i-- > 0;)
        if (t.at[i] == c)
            return t.at + i;
    return NULL;
}

size_t text_search(struct text t, struct text part)
{
    if (part.len == 0)
        return 0;
    for (size_t from = 0; part.len <= t.len - from;) {
        const char *hit = text_find((struct text){t.at + from, t.len - from - part.len + 1}, part.at[0]);
        if (!hit)
            break;
        from = (size_t)(hit - t.at);
        if (memcmp(hit, part.at, part.len) == 0)
            return from;
        from++;
    }
    return SIZE_MAX;
}

bool text_to_u64(struct text t, uint64_t *value)
{
    unsigned base = 10;
    if (text_starts_nocase(t, TEXT("0x"))) {
        base = 16;
        t = text_skip(t, 2);
    }
    if (t.len == 0)
        return false;
    uint64_t sum = 0;
    for (size_t i = 0; i < t.len; i++) {
        char c = text_lower(t.at[i]);
        unsigned digit = text_is_digit(c) ? (unsigned)(c - '0') : c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10 : 99;
        if (digit >= base || sum > (UINT64_MAX - digit) / base)
            return false;
        sum = sum * base + digit;
    }
    *value = sum;
    return true;
}

bool text_to_i64(struct text t, int64_t *value)
{
    bool minus = t.len && t.at[0] == '-';
    uint64_t size;
    if (!text_to_u64(t.len && (minus || t.at[0] == '+') ? text_skip(t, 1) : t, &size))
        return false;
    if (size > (uint64_t)INT64_MAX + minus)
        return false;
    *value = minus ? (int64_t)(0 - size) : (int64_t)size;
    return true;
}

unsigned text_distance(struct text a, struct text b, unsigned limit)
{
    enum { MAX = 64 };
    unsigned rows[3][MAX + 1], *before = rows[0], *above = rows[1], *row = rows[2];
    if (a.len > MAX || b.len > MAX)
        return limit + 1;
    for (size_t j = 0; j <= b.len; j++)
        above[j] = (unsigned)j * 2;
    for (size_t i = 1; i <= a.len; i++) {
        unsigned best = row[0] = (unsigned)i * 2;
        for (size_t j = 1; j <= b.len; j++) {
            char x = a.at[i - 1], y = b.at[j - 1];
            unsigned cost = above[j - 1] + (x == y ? 0 : text_lower(x) == text_lower(y) ? 1 : 2);
            if (above[j] + 2 < cost)
                cost = above[j] + 2;
            if (row[j - 1] + 2 < cost)
                cost = row[j - 1] + 2;
            if (i > 1 && j > 1 && x == b.at[j - 2] && a.at[i - 2] == y && before[j - 2] + 2 < cost)
                cost = before[j - 2] + 2;
            row[j] = cost;
            if (cost < best)
                best = cost;
        }
        if (best > limit + 2)
            return limit + 1;
        unsigned *spare = before;
        before = above;
        above = row;
        row = spare;
    }
    return above[b.len] > limit ? limit + 1 : above[b.len];
}
