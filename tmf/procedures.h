/* The procedures of an object or of a PDB's module as lists of symbol records: what --restore compares. */
#ifndef TMF_PROCEDURES_H
#define TMF_PROCEDURES_H

#include "codeview.h"
#include "coff.h"

struct procedure_record {
    const unsigned char *at; /* the record; `stored` bytes of it */
    uint32_t stored;         /* its size where it stands */
    uint32_t size;           /* its size in a PDB: rounded up to 4 */
    uint32_t off;            /* offset in the module's stream, or in the object's section */
    uint16_t kind;
};

struct procedure {
    struct text name;
    uint32_t code_size, offset;          /* offset:segment as stored; a relocation's addend in objects */
    uint16_t segment;
    const struct coff_section *section;  /* that holds the records; objects only */
    struct procedure_record *records;    /* the procedure itself first, its end last */
    size_t count, annotations, skips;
};

struct procedures {
    struct arena *arena;
    ARENA_LIST(struct procedure) list;   /* in the order of the file */
    size_t annotations, skips;           /* in all of them */
    size_t outside;                      /* annotations in no procedure */
};

/* Appends those of one run of records, whose bytes must live as long. With `object`, records that a linker
 * never puts into a module stream are left out. False: the records or scopes do not fit; nothing reported. */
bool procedures_read(struct procedures *p, struct bytes records, const struct coff_section *object);

/* Whether a procedure of a PDB is one of an object: name, size of code, and record by record kind and size,
 * where S_SKIP stands for any record that lld did not understand. */
bool procedures_match(const struct procedure *in_pdb, const struct procedure *in_object);

#endif
