/* MD5, for trace GUIDs and output checksums, and SHA-1, for GUIDs made of names: each by the interface it
 * imitates, none a security measure. libmd computes them; on Windows the system's own provider does. */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include "text.h"

struct digest { unsigned char bytes[16]; };

/* The digest of the parts, one after the other. */
struct digest digest_md5(const struct text *parts, size_t count);
/* The first 16 of SHA-1's 20 bytes: all that a GUID made of a name uses. */
struct digest digest_sha1(const struct text *parts, size_t count);
/* 32 lower-case hexadecimal digits, in the arena. */
struct text digest_hex(struct arena *a, struct digest d);
/* 16 bytes from the system's random source. */
struct digest digest_random(void);

#endif
