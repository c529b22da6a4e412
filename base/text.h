/* Text is a slice: where it starts and how many bytes it has. No terminating NUL, no ownership; what it
 * points into (a loaded source, an arena, a literal) must outlive it. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"

struct text {
    const char *at;
    size_t len;
};

#undef TEXT /* winnt.h has one of its own, which nothing here uses */
#define TEXT(literal) ((struct text){(literal), sizeof(literal) - 1})
#define TEXT_INIT(literal) {(literal), sizeof(literal) - 1} /* the same for static tables */
/* printf("%.*s", TEXT_ARG(t)) */
#define TEXT_ARG(t) (int)((t).len), (t).at

struct text text_from(const char *string);                   /* NULL gives empty text */
struct text text_slice(const char *from, const char *end);
struct text text_copy(struct arena *a, struct text t);       /* NUL-terminated copy in the arena */
struct text text_format(struct arena *a, const char *format, ...); /* printf into the arena */
struct text text_join(struct arena *a, struct text left, struct text right);

bool text_equal(struct text a, struct text b);
bool text_equal_nocase(struct text a, struct text b);        /* ASCII letters only */
bool text_starts(struct text t, struct text prefix);
bool text_starts_nocase(struct text t, struct text prefix);
bool text_ends(struct text t, struct text suffix);
bool text_ends_nocase(struct text t, struct text suffix);
int text_compare(struct text a, struct text b);              /* by unsigned bytes, shorter first */
uint64_t text_hash(struct text t);

struct text text_trim(struct text t);                        /* blanks and line ends on both sides */
struct text text_trim_end(struct text t);
struct text text_skip(struct text t, size_t n);              /* without the first n bytes, at most all */
const char *text_find(struct text t, char c);                /* NULL when absent */
const char *text_find_last(struct text t, char c);
/* The index of `part` in t, or SIZE_MAX. */
size_t text_search(struct text t, struct text part);

/* The unsigned number that t spells, decimal or 0x hexadecimal, nothing else around it. */
bool text_to_u64(struct text t, uint64_t *value);
/* Like text_to_u64, with an optional sign, for values of enumerations. */
bool text_to_i64(struct text t, int64_t *value);

/* How many edits (insert, delete, replace, swap of neighbours; case counts half) turn a into b, times two;
 * `limit` + 1 when it would be more than limit. For «did you mean». */
unsigned text_distance(struct text a, struct text b, unsigned limit);

static inline bool text_is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v';
}
static inline bool text_is_digit(char c) { return c >= '0' && c <= '9'; }
static inline char text_lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }
static inline bool text_is_hex(char c) { return text_is_digit(c) || (text_lower(c) >= 'a' && text_lower(c) <= 'f'); }
/* Identifier characters of C; bytes of 0x80 and up count, since UTF-8 and code page letters are let through. */
static inline bool text_is_word(char c)
{
    return (text_lower(c) >= 'a' && text_lower(c) <= 'z') || text_is_digit(c) || c == '_' || (unsigned char)c >= 0x80;
}

#endif
