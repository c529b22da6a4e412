/* Files too large to load: read at any place, written from front to back. A PDB of half a gigabyte is read
 * and copied through this in memory that does not grow with it. Paths are NUL-terminated UTF-8. */
#ifndef BASE_STREAM_H
#define BASE_STREAM_H

#include "text.h"

struct stream {
    intptr_t handle; /* the system's; only valid between open/create and close */
};

/* Opens a regular file for stream_read_at and stores its size. False: *why says why, nothing to close. */
bool stream_open(struct stream *s, const char *path, uint64_t *size, const char **why);
/* Reads exactly n bytes from offset on; a file that ends before that is a failure too. */
bool stream_read_at(struct stream *s, uint64_t offset, void *to, size_t n, const char **why);
/* Creates or empties a file for stream_append. */
bool stream_create(struct stream *s, const char *path, const char **why);
bool stream_append(struct stream *s, const void *from, size_t n, const char **why);
/* False when what was appended could not be written to the end. */
bool stream_close(struct stream *s, const char **why);

/* A name beside path for a file that will be moved over it; different in every process. */
struct text stream_temporary(struct arena *a, struct text path);
/* Renames over what is there; and removes, silently when there is nothing. */
bool stream_move(const char *from, const char *to, const char **why);
void stream_remove(const char *path);

#endif
