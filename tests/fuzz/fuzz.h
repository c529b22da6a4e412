/* What the fuzz targets share: a run's worth of rooms whose files come from memory and whose reports go nowhere. */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include "config.h"
#include "scan.h"
#include "template.h"

struct fuzz {
    struct arena arena;
    struct diag diag;
    struct library library;
    struct model *model;
};

/* Reports are written to /dev/null: making them is part of what is tested. */
void fuzz_begin(struct fuzz *f);
void fuzz_end(struct fuzz *f);
/* A copy of the input as a source, with the NUL behind it that loaded files have. */
struct source fuzz_source(struct fuzz *f, const uint8_t *data, size_t size);
/* Reads the types and functions of fuzz.c, so that calls and names in the input mean something. */
void fuzz_configure(struct fuzz *f, struct config *c);
/* Scans s as the run's only source and completes the model. NULL: there were errors. */
struct unit *fuzz_scan(struct fuzz *f, const struct source *s);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
