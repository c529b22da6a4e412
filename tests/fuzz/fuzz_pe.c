/* PE images with a section .debug_weaknames or the name of a PDB. */
#include "binary.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) { return fuzz_file(bytes, size); }
