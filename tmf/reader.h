/* Any file that may hold annotations, told apart by its content: PDB, COFF object, library, ELF, PE image,
 * or a .tmf. */
#ifndef TMF_READER_H
#define TMF_READER_H

#include "annotation.h"

enum reader_kind { READER_PDB, READER_OBJECT, READER_LIBRARY, READER_ELF, READER_IMAGE, READER_TMF };

struct reader_result {
    enum reader_kind kind;
    size_t modules;     /* of a PDB, or members of a library */
    size_t messages, controls, others, bad, left_out; /* as the collector counted them */
    bool stripped;      /* a PDB with public symbols only */
};

/* Adds what the file holds to the catalogue, whose text is copied: the file is closed again. False: reported;
 * what was read before stays in the catalogue. */
bool reader_scan(struct text path, bool public_only, struct diag *d, struct tmf_catalogue *c,
                 struct reader_result *result);

/* The same for bytes in memory, of any kind but a .tmf; thin libraries' members are read from disk. */
bool reader_scan_bytes(struct text path, struct text bytes, bool public_only, struct diag *d, struct tmf_catalogue *c,
                       struct reader_result *result);

#endif
