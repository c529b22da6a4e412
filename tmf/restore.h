/* Changing what a PDB says about messages: putting back what lld-link dropped, and taking out what is private. */
#ifndef TMF_RESTORE_H
#define TMF_RESTORE_H

#include "diag.h"

struct restore_result {
    size_t restored;  /* annotations put back */
    size_t present;   /* that were there already */
    size_t modules;   /* that changed */
};

/* Replaces S_SKIP records of a PDB by the S_ANNOTATION records of the objects and libraries it was linked
 * from. The PDB keeps its size and every other byte. It is written anew beside the old file, read back, and
 * renamed; when anything does not fit - an object of another build, two objects that fit equally well and say
 * different things, an address in another section than its procedure - an error says what, and the PDB stays
 * as it is. Modules for which no object was given are warned about and left alone. */
bool restore_annotations(struct text pdb, const struct text *objects, size_t count, struct diag *d,
                         struct restore_result *result);

struct strip_result { size_t removed, kept; };

/* Writes a copy of a PDB in which every annotation that is not marked PUBLIC_TMF: is an S_SKIP record full of
 * zeros, and blocks that belong to no stream (older states of the file) are zero too. */
bool strip_private(struct text pdb, struct text copy, struct diag *d, struct strip_result *result);

#endif
