/* The bytes of a log. The header's check is made right, so that what lies behind it is reached. */
#include "dump.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct record_log_header h;
    if (size < sizeof h)
        return fuzz_memory(bytes, size);
    unsigned char *copy = malloc(size);
    if (!copy)
        abort();
    memcpy(copy, bytes, size);
    memcpy(&h, copy, sizeof h);
    memcpy(h.magic, RECORD_MAGIC, RECORD_MAGIC_SIZE);
    h.check = record_header_check(&h);
    memcpy(copy, &h, sizeof h);
    fuzz_memory(copy, size);
    free(copy);
    return 0;
}
