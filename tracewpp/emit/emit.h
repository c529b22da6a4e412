/* Outputs: the checksum, the encoding, and a file that is either the old one or the new one. */
#ifndef EMIT_EMIT_H
#define EMIT_EMIT_H

#include "file.h"
#include "checks.h"

struct emit_options {
    enum encoding encoding; /* -cp: ANSI (bytes as they are), UTF-8 or UTF-16, the latter two with a mark */
    bool always_write;      /* -NoHashChk */
};

enum emit_result { EMIT_WRITTEN, EMIT_UNCHANGED, EMIT_FAILED /* reported */ };

/* An output that is complete in memory. Several are prepared, and written only when none had an error. */
struct emit_file {
    struct text path;       /* native, NUL-terminated */
    struct buffer bytes;    /* final, checksum in place, in the output encoding; the holder frees it */
    struct text checksum;   /* 32 hex digits; empty when the text asks for none */
};

/* Puts the checksum (MD5 of the final bytes without it) into text at the given offsets, which ascend, and
 * converts to the output encoding. Text that is valid UTF-8 is taken as UTF-8, other text as ANSI. `text` is
 * taken over and left empty, whatever happens. False: a character cannot be spelled in the encoding; reported. */
bool emit_prepare(struct emit_file *f, struct arena *a, struct diag *d, const struct emit_options *o,
                  struct text path, struct buffer *text, const size_t *checksums, size_t count);
/* Writes it unless the file there carries the same checksum in its first 4 KB and has the same size; a file
 * without a checksum is compared byte by byte. An old file stays whole when writing fails. */
enum emit_result emit_write(struct emit_file *f, struct arena *a, struct diag *d, const struct emit_options *o);

/* A make-syntax dependency file: every output depends on every input; each input also gets a rule of its own
 * without commands, so that a deleted header does not break the build. Written only when it changes. */
bool emit_depfile(struct arena *a, struct diag *d, struct text path, const struct text *outputs, size_t output_count,
                  const struct text *inputs, size_t input_count);

#endif
