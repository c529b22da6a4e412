/* A binary file to read: opened on disk and read where needed, or bytes in memory. Also the one way this
 * room reports that a file is not what it should be. */
#ifndef TMF_INPUT_H
#define TMF_INPUT_H

#include "bytes.h"
#include "diag.h"
#include "stream.h"

struct input {
    struct text path;            /* for messages; NUL-terminated when it came from input_open */
    uint64_t size;
    const unsigned char *memory; /* NULL: on disk */
    struct stream stream;
    bool open;                   /* stream is */
    struct diag *diag;
};

/* False: reported. Close with input_close. */
bool input_open(struct input *in, struct text path, struct diag *d);
struct input input_from(struct text path, struct text bytes, struct diag *d);
void input_close(struct input *in); /* once or more often */

/* Reads n bytes at offset. False: reported, with the offset, as truncated or unreadable. */
bool input_read(struct input *in, uint64_t offset, void *to, size_t n);

/* "path: offset 0x1f0: what is wrong"; always false, so that a reader can return it. */
bool input_damaged(struct input *in, uint64_t offset, const char *format, ...);
/* For files that are whole but of no use here: "path: what it is". Always false. */
bool input_unsupported(struct input *in, const char *format, ...);

#endif
