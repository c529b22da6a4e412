/* Windows minidumps. */
#include "dump.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    if (size < 4)
        return fuzz_memory(bytes, size);
    unsigned char *copy = malloc(size);
    if (!copy)
        abort();
    memcpy(copy, bytes, size);
    memcpy(copy, "MDMP", 4);
    fuzz_memory(copy, size);
    free(copy);
    return 0;
}
