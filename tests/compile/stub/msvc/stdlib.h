/* See string.h. */
#ifndef STUB_STDLIB_H
#define STUB_STDLIB_H
#ifdef __cplusplus
extern "C"
#endif
char *getenv(const char *);
#endif
