/* The command line of tracepdb: Microsoft's options (one dash, any case) and this project's own (two dashes). */
#ifndef TMF_OPTIONS_H
#define TMF_OPTIONS_H

#include "diag.h"

enum options_action { OPTIONS_EXTRACT, OPTIONS_RESTORE, OPTIONS_STRIP, OPTIONS_HELP, OPTIONS_VERSION };
enum options_form { OPTIONS_TMF, OPTIONS_JSON, OPTIONS_CSV };

struct options {
    enum options_action action;
    enum options_form form;
    ARENA_LIST(struct text) files;   /* -f and plain words: patterns and paths, lists taken apart */
    ARENA_LIST(struct text) images;  /* -i */
    ARENA_LIST(struct text) operands;/* --restore: the PDB, then objects; --strip-private: from, to */
    struct text symbol_path;         /* -r; at is NULL without it */
    struct text dir;                 /* -p */
    struct text output;              /* -o */
    bool recursive, verbose, control_files, public_only;
};

/* False: reported. Text points into argv or the diag's arena. */
bool options_parse(struct options *o, int argc, char **argv, struct diag *d);
const char *options_usage(void);

#endif
