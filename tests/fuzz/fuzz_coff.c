/* COFF objects, libraries of them, and the lists of procedures that --restore compares. */
#include "binary.h"

static bool cut_up(void *context, const struct coff_section *s, struct bytes records)
{
    struct procedures *p = context;
    procedures_read(p, records, s);
    for (size_t i = 1; i < p->list.count && i < 20; i++)
        procedures_match(&p->list.items[i], &p->list.items[i - 1]);
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct fuzz_run r;
    struct coff c;
    fuzz_start(&r);
    struct input in = input_from(TEXT("fuzzed"), (struct text){(const char *)bytes, size}, &r.diag);
    struct procedures p = {.arena = &r.arena};
    if (coff_open(&c, &in, bytes_from(bytes, size), &r.arena))
        coff_each_symbols(&c, cut_up, &p);
    else if (r.diag.errors == 0)
        abort();
    fuzz_end(&r);
    return fuzz_file(bytes, size);
}
