/* Conversion between the encodings a WPP build meets. The system's converter does the work: iconv, or the
 * Win32 functions on Windows. ANSI is the code page of the machine on Windows and Windows-1252 elsewhere,
 * so that a build gives the same bytes on every machine that is not told otherwise. */
#ifndef BASE_UNICODE_H
#define BASE_UNICODE_H

#include "buffer.h"

enum encoding { ENCODING_ANSI, ENCODING_UTF8, ENCODING_UTF16LE, ENCODING_UTF16BE };

/* Appends `in`, converted, to out. False when `in` is not valid in its encoding or has a character that the
 * target cannot spell; *bad is then the byte offset of that place in `in`, and out keeps what came before. */
bool unicode_convert(struct text in, enum encoding from, enum encoding to, struct buffer *out, size_t *bad);

/* The encoding that a byte order mark at the start of t announces, and its length; ANSI and 0 without one. */
enum encoding unicode_mark(struct text t, size_t *mark_len);
/* The byte order mark of an encoding; empty for ANSI. */
struct text unicode_mark_of(enum encoding encoding);

#endif
