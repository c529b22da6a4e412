/* See string.h. */
#ifndef STUB_STDIO_H
#define STUB_STDIO_H
#ifdef __cplusplus
extern "C"
#endif
int printf(const char *, ...);
#endif
