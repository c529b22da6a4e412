/* Where lines go: a file or standard output, in the encoding asked for, a large block at a time. */
#ifndef VIEWER_SINK_H
#define VIEWER_SINK_H

#include <stdio.h>

#include "unicode.h"

struct sink {
    FILE *file;
    enum encoding encoding;  /* what cannot be spelled in it becomes '?' */
    struct buffer converted;
    bool failed;             /* something could not be written; told once by whoever closes it */
};

/* False: *why says why. A path of "-" is standard output. */
bool sink_open(struct sink *s, const char *path, enum encoding encoding, const char **why);
/* Writes the bytes of b, which are whole UTF-8, and empties it. */
void sink_write(struct sink *s, struct buffer *b);
bool sink_close(struct sink *s);

/* A line on standard error that says how far the work is: only where that is a terminal, and only after the first
 * second. `done` is from 0 to 1. */
struct progress { int64_t started, shown; bool terminal, visible; };
void progress_start(struct progress *p);
void progress_show(struct progress *p, double done);
void progress_end(struct progress *p);

bool sink_is_terminal(FILE *file);

#endif
