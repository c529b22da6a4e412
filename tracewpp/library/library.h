/* Where files come from: the folders of -cfgdir and -I, the current folder, and the files built into the
 * command. Remembers every file that was read, for the dependency file. */
#ifndef LIBRARY_LIBRARY_H
#define LIBRARY_LIBRARY_H

#include "checks.h"
#include "table.h"

/* A configuration or template file that is part of the command itself. */
struct embedded_file {
    struct text name, bytes;
};
extern const struct embedded_file library_embedded[]; /* ends with an empty name */

enum library_kind {
    LIBRARY_CONFIG,   /* -defwpp, -ini, INCLUDE: folder of the file that asks, -cfgdir/-I folders, the current
                         folder, then what is embedded */
    LIBRARY_TEMPLATE, /* the same search */
    LIBRARY_SCAN,     /* -scan: as named, then the -cfgdir/-I folders */
    LIBRARY_SOURCE,   /* as named */
    LIBRARY_RESPONSE  /* as named */
};

struct library {
    struct arena *arena;
    struct diag *diag;
    ARENA_LIST(struct text) dirs;
    ARENA_LIST(struct text) inputs; /* paths of all files read from disk, in order of reading, no repeats */
    struct table seen;
    struct table open;              /* loaded sources by the path that was opened */
    ARENA_LIST(struct source *) opened;
    bool verbose;
};

/* Finds and loads a file; it stays loaded until library_close, and asking for it again gives the same source.
 * NULL: reported, with the places searched. `from` is where the name stands (a config statement, a template
 * directive, or nowhere for the command line). */
const struct source *library_open(struct library *l, enum library_kind kind, struct text name, struct span from);
/* Whether library_open would find it. */
bool library_has(struct library *l, enum library_kind kind, struct text name);
/* Loads a LIBRARY_SOURCE or LIBRARY_RESPONSE the caller releases with source_release. False: reported. */
bool library_load(struct library *l, enum library_kind kind, struct text path, struct source *s);
/* Releases what library_open loaded. */
void library_close(struct library *l);

#endif
