/* Any bytes as configuration: as an ini file, and as a scanned file with blocks. */
#include "fuzz.h"

static void read(const uint8_t *data, size_t size, bool blocks)
{
    struct fuzz f;
    struct config c;
    fuzz_begin(&f);
    fuzz_configure(&f, &c);
    struct source s = fuzz_source(&f, data, size);
    if (blocks)
        config_scan_source(&c, &s);
    else
        config_declare(&c, &s);
    config_finish(&c);
    model_finish_config(f.model);
    struct source code = source_from(TEXT("a.c"), TEXT("A(\"%d\", 1);\nB(F, \"m\");\nC((L, \"m\"));\nD(L, (\"m\"));\nE(x);\n"));
    fuzz_scan(&f, &code);
    fuzz_end(&f);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    read(data, size, false);
    read(data, size, true);
    return 0;
}
