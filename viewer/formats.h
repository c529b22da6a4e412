/* Where formats come from: .tmf files, folders of them, PDBs, objects, libraries, images; and a formatter over
 * all of them. Folders are looked into only when a trace GUID asks for <guid>.tmf, as Microsoft's tools do, so a
 * search path may hold the formats of a whole system. */
#ifndef VIEWER_FORMATS_H
#define VIEWER_FORMATS_H

#include "format.h"

struct formats {
    struct arena *arena;
    struct diag *diag;
    struct tmf_catalogue catalogue;
    struct formatter formatter;
    ARENA_LIST(struct text) folders;   /* of the search path */
    ARENA_LIST(struct text) files;     /* read */
    struct text symbol_path;           /* where PDBs of images are looked for */
};

void formats_init(struct formats *f, struct arena *a, struct diag *d, struct text prefix);
/* A .tmf, PDB, object, library, ELF file or image; or a folder, which joins the search path. An image without
 * messages of its own gives those of the PDB it names. False: reported. */
bool formats_add(struct formats *f, struct text path);
/* Folders separated by ';' (and by ':' where no drive letters are); what is no folder is passed over. */
void formats_add_path(struct formats *f, struct text list);
/* The search path of TRACE_FORMAT_SEARCH_PATH, symbols of _NT_SYMBOL_PATH, and ./default.tmf when it is there. */
void formats_add_defaults(struct formats *f);
/* For a user whose messages have no format: where it looked, and how formats are made. */
void formats_explain(const struct formats *f);

#endif
