/* PDBs: container, modules, records and types, read through the same calls as on disk. */
#include "binary.h"

#include "pdb.h"

static void cut_up(struct pdb *pdb, struct arena *a)
{
    struct buffer symbols = {0};
    for (size_t i = 0; i < pdb->module_count; i++) {
        struct procedures p = {.arena = a};
        if (!pdb_read_module(pdb, &pdb->modules[i], &symbols) || symbols.len < PDB_SYMBOLS_START)
            continue;
        struct bytes all = bytes_from(symbols.at, symbols.len);
        procedures_read(&p, bytes_sub(&all, PDB_SYMBOLS_START, symbols.len - PDB_SYMBOLS_START), NULL);
    }
    buffer_free(&symbols);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct fuzz_run r;
    struct pdb pdb;
    fuzz_start(&r);
    struct input in = input_from(TEXT("fuzzed"), (struct text){(const char *)bytes, size}, &r.diag);
    if (pdb_open(&pdb, &in, &r.arena))
        cut_up(&pdb, &r.arena);
    else if (r.diag.errors == 0)
        abort();
    fuzz_end(&r);
    return fuzz_file(bytes, size);
}
