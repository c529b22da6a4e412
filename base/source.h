/* A text file that was loaded: its bytes as the rest of the program sees them. UTF-16 becomes UTF-8 on the
 * way in, byte order marks go, and lines that end in CR alone end in LF; all else stays byte for byte. A span
 * is a range of those bytes. */
#ifndef BASE_SOURCE_H
#define BASE_SOURCE_H

#include "unicode.h"

struct source_cursor {
    size_t offset, line, start; /* start: offset at which the line begins */
};

struct source {
    struct text path;           /* as the user named it; used in messages */
    struct text file;           /* the path that was opened; NUL-terminated, empty for text from elsewhere */
    struct text bytes;          /* NUL-terminated behind the end */
    enum encoding encoding;     /* what the file was written in; ANSI when it has no mark */
    bool built_in;              /* part of the program, not a file of the user's */
    struct buffer storage;      /* what bytes points into, unless that is foreign text */
    struct source_cursor *cursor; /* the place last asked about, so that many reports do not count anew; or NULL */
};

struct span {
    const struct source *source; /* NULL: no place in a file */
    size_t begin, end;
};

enum source_error { SOURCE_OK, SOURCE_UNREADABLE, SOURCE_BAD_ENCODING, SOURCE_NOT_TEXT };

/* Loads `file` (see file_resolve) and calls it `path`. `s` holds the bytes until source_release. On failure
 * *why explains: the system's words, or the offset at which the text goes wrong (in arena memory). */
enum source_error source_load(struct source *s, struct arena *a, struct text path, struct text file, const char **why);
/* A source over text that is already in memory, such as an option's value. */
struct source source_from(struct text name, struct text bytes);
void source_release(struct source *s);

/* Line and column of a byte offset, both from 1; the column counts bytes. */
void source_position(const struct source *s, size_t offset, size_t *line, size_t *column);

#endif
