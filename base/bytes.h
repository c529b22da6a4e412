/* A cursor over bytes from outside: objects, PDBs, logs. Every read is checked against the end; a read past
 * it returns zeros, marks the cursor bad and remembers where, so a parser reads a whole header and asks once.
 * Numbers are little-endian, whatever the machine. */
#ifndef BASE_BYTES_H
#define BASE_BYTES_H

#include "text.h"

struct bytes {
    const unsigned char *at;
    size_t len, off;
    size_t base;      /* offset of at[0] in the file, for messages */
    bool bad;
    size_t bad_off;   /* offset in the file of the first read that did not fit */
};

struct bytes bytes_from(const void *at, size_t len);
/* `len` bytes from `off` on as a cursor of their own; a bad empty one when they do not fit. */
struct bytes bytes_sub(const struct bytes *b, size_t off, size_t len);

static inline size_t bytes_left(const struct bytes *b) { return b->len - b->off; }
bool bytes_seek(struct bytes *b, size_t off);             /* off == len is allowed */
bool bytes_skip(struct bytes *b, size_t n);
const void *bytes_take(struct bytes *b, size_t n);        /* NULL when they do not fit */
uint8_t bytes_u8(struct bytes *b);
uint16_t bytes_u16(struct bytes *b);
uint32_t bytes_u32(struct bytes *b);
uint64_t bytes_u64(struct bytes *b);
/* The text up to the next NUL, which is consumed and not part of it; without one, bad and empty. */
struct text bytes_string(struct bytes *b);

#endif
