#ifdef _WIN32
#include <windows.h>
#include <bcrypt.h>
#endif

#include "digest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static _Noreturn void no_provider(const char *what)
{
    fprintf(stderr, "fatal: the system offers no %s\n", what);
    exit(3);
}

#ifdef _WIN32
#include <windows.h>
#include <bcrypt.h>

/* `size` is that of the algorithm's result; the first 16 bytes are kept. */
static struct digest hash_parts(const wchar_t *algorithm, ULONG size, const struct text *parts, size_t count)
{
    struct digest d;
    unsigned char result[20];
    BCRYPT_HASH_HANDLE hash;
    BCRYPT_ALG_HANDLE provider;
    if (BCryptOpenAlgorithmProvider(&provider, algorithm, NULL, 0) < 0 ||
        BCryptCreateHash(provider, &hash, NULL, 0, NULL, 0, 0) < 0)
        no_provider("hash function");
    for (size_t i = 0; i < count; i++)
        for (struct text rest = parts[i]; rest.len; ) {
            ULONG n = rest.len > 1u << 30 ? 1u << 30 : (ULONG)rest.len;
            BCryptHashData(hash, (PUCHAR)(uintptr_t)rest.at, n, 0);
            rest = text_skip(rest, n);
        }
    BCryptFinishHash(hash, result, size, 0);
    BCryptDestroyHash(hash);
    BCryptCloseAlgorithmProvider(provider, 0);
    memcpy(d.bytes, result, sizeof d.bytes);
    return d;
}

struct digest digest_md5(const struct text *parts, size_t count)
{
    return hash_parts(BCRYPT_MD5_ALGORITHM, 16, parts, count);
}

struct digest digest_sha1(const struct text *parts, size_t count)
{
    return hash_parts(BCRYPT_SHA1_ALGORITHM, 20, parts, count);
}

struct digest digest_random(void)
{
    struct digest d;
    if (BCryptGenRandom(NULL, d.bytes, sizeof d.bytes, BCRYPT_USE_SYSTEM_PREFERRED_RNG) < 0)
        no_provider("random numbers");
    return d;
}
#else
#include <sys/types.h>
#include <md5.h>
#include <sha1.h>

struct digest digest_md5(const struct text *parts, size_t count)
{
    MD5_CTX context;
    struct digest d;
    MD5Init(&context);
    for (size_t i = 0; i < count; i++)
        MD5Update(&context, (const uint8_t *)parts[i].at, parts[i].len);
    MD5Final(d.bytes, &context);
    return d;
}

struct digest digest_sha1(const struct text *parts, size_t count)
{
    SHA1_CTX context;
    struct digest d;
    uint8_t result[SHA1_DIGEST_LENGTH];
    SHA1Init(&context);
    for (size_t i = 0; i < count; i++)
        SHA1Update(&context, (const uint8_t *)parts[i].at, parts[i].len);
    SHA1Final(result, &context);
    memcpy(d.bytes, result, sizeof d.bytes);
    return d;
}

struct digest digest_random(void)
{
    struct digest d;
    FILE *random = fopen("/dev/urandom", "rb");
    if (!random || fread(d.bytes, sizeof d.bytes, 1, random) != 1)
        no_provider("random numbers");
    fclose(random);
    return d;
}
#endif

struct text digest_hex(struct arena *a, struct digest d)
{
    static const char digits[] = "0123456789abcdef";
    char *at = arena_alloc(a, 33);
    for (size_t i = 0; i < 16; i++) {
        at[2 * i] = digits[d.bytes[i] >> 4];
        at[2 * i + 1] = digits[d.bytes[i] & 15];
    }
    return (struct text){at, 32};
}
