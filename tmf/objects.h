/* The objects given to --restore: loaded, taken out of libraries, and cut into procedures. */
#ifndef TMF_OBJECTS_H
#define TMF_OBJECTS_H

#include "buffer.h"
#include "procedures.h"

struct object {
    struct text name;     /* for messages: "lib.lib(a.obj)" or the path */
    struct text path;     /* absolute, '/' between parts: of the object itself, or */
    struct text archive;  /*   of the library; then path is the member's name as the library has it */
    struct coff coff;
    struct procedures procedures; /* none are kept when there are no annotations */
    bool annotated;
    bool named_itself;    /* given on the command line, not as a member of a library */
    bool used;            /* a module of the PDB is made of it */
};

struct objects {
    struct arena *arena;
    struct diag *diag;
    ARENA_LIST(struct object *) list;
    ARENA_LIST(struct buffer) files; /* the bytes behind them */
    unsigned depth;
};

/* Loads an object or a library, thin ones with their members too. False: reported. */
bool objects_load(struct objects *o, struct text path);

void objects_release(struct objects *o); /* the files; the rest is the arena's */

/* path as an absolute one with '/' between parts, without "." and ".." parts. */
struct text objects_absolute(struct arena *a, struct text path);

#endif
