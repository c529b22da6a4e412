/* Enumerations from CodeView type records, for #enumv: the TPI stream of a PDB, .debug$T of an object.
 * Layouts: microsoft/microsoft-pdb cvinfo.h, LLVM's docs/PDB/TpiStream. */
#ifndef TMF_TYPES_H
#define TMF_TYPES_H

#include "coff.h"
#include "pdb.h"

/* Adds to the catalogue every enumeration that a message's ItemEnum(name) or ItemFlagsEnum(name) names, that
 * is not there yet, and that the types define; unknown ones stay unknown, silently. The types are read in
 * pieces, more than once. False: damaged, reported. */
bool types_from_pdb(struct pdb *p, struct tmf_catalogue *c);
bool types_from_coff(const struct coff *object, struct tmf_catalogue *c);

#endif
