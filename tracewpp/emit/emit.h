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

/* One output. All outputs of a run are staged one after the other, each freeing its bytes, and are put in their
 * places together when none had an error. */
struct emit_file {
    struct text path;       /* native, NUL-terminated */
    struct buffer bytes;    /* final, checksum in place, in the output encoding; the holder frees it */
    struct text checksum;   /* 32 hex digits; empty when the text asks for none */
    bool changed;           /* set by emit_stage */
    struct file_staged staged;
};

/* Puts the checksum (MD5 of the final bytes without it) into text at the given offsets, which ascend, and
 * converts to the output encoding. Text that is valid UTF-8 is taken as UTF-8, other text as ANSI. `text` is
 * taken over and left empty, whatever happens. False: a character cannot be spelled in the encoding; reported. */
bool emit_prepare(struct emit_file *f, struct arena *a, struct diag *d, const struct emit_options *o,
                  struct text path, struct buffer *text, const size_t *checksums, size_t count);
/* Writes it beside its place, unless the file there carries the same checksum and has the same size, and frees
 * the bytes; EMIT_WRITTEN means that emit_commit has a file to put in place. Staging f again takes back what
 * was staged before. */
enum emit_result emit_stage(struct emit_file *f, struct arena *a, struct diag *d, const struct emit_options *o);
/* Puts a staged file in its place. False: reported. */
bool emit_commit(struct emit_file *f, struct diag *d);
/* Takes back what was staged and frees the bytes. */
void emit_discard(struct emit_file *f);

/* A make-syntax dependency file: every output depends on every input; each input also gets a rule of its own
 * without commands, so that a deleted header does not break the build. Written only when it changes. */
bool emit_depfile(struct arena *a, struct diag *d, struct text path, const struct text *outputs, size_t output_count,
                  const struct text *inputs, size_t input_count);

#endif
