/* What the fuzz targets of binary files share: read as tracepdb reads, and write everything that can be written
 * of what was found. Diagnostics go nowhere. */
#ifndef FUZZ_BINARY_H
#define FUZZ_BINARY_H

#include <stdlib.h>

#include "output.h"
#include "procedures.h"
#include "reader.h"

struct fuzz_run {
    struct arena arena;
    struct diag diag;
    struct tmf_catalogue catalogue;
};

static inline FILE *fuzz_nowhere(void)
{
    FILE *out = fopen("/dev/null", "w");
    if (!out)
        abort();
    return out;
}

static inline void fuzz_start(struct fuzz_run *r)
{
    *r = (struct fuzz_run){0};
    r->diag = (struct diag){.out = fuzz_nowhere(), .arena = &r->arena, .program = "fuzz"};
    tmf_catalogue_init(&r->catalogue, &r->arena);
}

static inline void fuzz_write_all(const struct tmf_catalogue *c)
{
    struct buffer out = {0};
    output_json(c, &out);
    output_csv(c, &out);
    for (size_t i = 0; i < c->sources.count; i++) {
        tmf_source_write(c->sources.items[i], &out);
        for (size_t k = 0; k < c->sources.items[i]->messages.count; k++)
            tmf_message_write_as(c->sources.items[i]->messages.items[k], TEXT("\r\n"), &out);
    }
    buffer_free(&out);
}

static inline void fuzz_end(struct fuzz_run *r)
{
    fclose(r->diag.out);
    arena_free(&r->arena);
}

/* Reads the bytes as a file; an error must have been reported. */
static inline int fuzz_file(const uint8_t *bytes, size_t size)
{
    struct fuzz_run r;
    struct reader_result result;
    fuzz_start(&r);
    struct text whole = {(const char *)bytes, size};
    if (!reader_scan_bytes(TEXT("fuzzed"), whole, false, &r.diag, &r.catalogue, &result) && r.diag.errors == 0)
        abort();
    fuzz_write_all(&r.catalogue);
    fuzz_end(&r);
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

#endif
