/* Any bytes as a source: calls, messages, and every field of them through a template. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz f;
    struct config c;
    fuzz_begin(&f);
    fuzz_configure(&f, &c);
    /* The first byte switches what changes how messages are read. */
    f.model->settings.no_shrieks = size && data[0] & 1;
    f.model->settings.reorder = size && data[0] & 2;
    f.model->settings.guid_per_file = !(size && data[0] & 4);
    f.model->settings.procedures = size && data[0] & 8;
    config_finish(&c);
    model_finish_config(f.model);
    struct source s = fuzz_source(&f, data, size);
    fuzz_scan(&f, &s);
    fuzz_end(&f);
    return 0;
}
