/* What the fuzz targets of memory share: find the logs in it, walk their records together, format them. */
#ifndef FUZZ_DUMP_H
#define FUZZ_DUMP_H

#include "binary.h"
#include "logs.h"
#include "show.h"

static inline void fuzz_walk(struct fuzz_run *r, struct logs *l)
{
    struct formats f;
    struct buffer out = {0};
    struct logs_walk w;
    struct log *log = NULL;
    struct record record;
    uint64_t sequence;
    formats_init(&f, &r->arena, &r->diag, TEXT(FORMAT_PREFIX_RECORDER));
    struct show show = {.formats = &f, .prefix = true, .logs = true};
    logs_start(&w, &r->arena, l->found.items, l->found.count);
    while (logs_next(&w, &log, &record, &sequence)) {
        struct format_event e = logs_event(log, &record, sequence);
        struct show_record more = {log->id, record.level, record.flags, record.partition == RECORD_PARTITION_ERROR};
        show.form = (enum show_form)(sequence % 3);
        out.len = 0;
        show_event(&show, &e, &more, &out);
    }
    show_free(&show);
    buffer_free(&out);
}

static inline int fuzz_memory(const uint8_t *bytes, size_t size)
{
    struct fuzz_run r;
    struct memory m;
    fuzz_start(&r);
    struct logs l = {.arena = &r.arena, .diag = &r.diag};
    if (memory_open_bytes(&m, TEXT("fuzzed"), (struct text){(const char *)bytes, size}, &r.arena, &r.diag)) {
        logs_find(&l, &m, NULL, NULL);
        memory_close(&m);
        fuzz_walk(&r, &l);
    } else if (r.diag.errors == 0) {
        abort();
    }
    fuzz_end(&r);
    return 0;
}

#endif
