/* ELF core files, whatever the first bytes are. */
#include "dump.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const unsigned char head[18] = {0x7F, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0};
    if (size < sizeof head)
        return fuzz_memory(bytes, size);
    unsigned char *copy = malloc(size);
    if (!copy)
        abort();
    memcpy(copy, bytes, size);
    memcpy(copy, head, 4);
    memcpy(copy + 16, head + 16, 2);
    fuzz_memory(copy, size);
    free(copy);
    return 0;
}
