/* Reads configuration into the model: ini files, `begin_wpp config` and `begin_wpp enum` blocks of scanned
 * files, and -func: values. Grammar: grammar/config.y.
 *
 * Statements that reach beyond the model go to the caller through `struct config_sink`, because rooms meet
 * only in the model: WPP_FLAGS options, and sources named by PROCESSFILES. */
#ifndef CONFIG_CONFIG_H
#define CONFIG_CONFIG_H

#include "library.h"
#include "model.h"

struct config_sink {
    void *context;
    /* One option of WPP_FLAGS(...), with or without its dash, exactly as it would stand on the command line. */
    void (*option)(void *context, struct text option, struct span where);
    /* One name of PROCESSFILES(...), which may have wildcards. */
    void (*source)(void *context, struct text path, struct span where);
};

struct config {
    struct model *model;
    struct library *library;
    struct config_sink sink;
    ARENA_LIST(const struct source *) open; /* files being read, outermost first: INCLUDE cycles */
};

/* Reads an ini file found through the library. False: something in it was reported as an error. */
bool config_read_ini(struct config *c, struct text name, struct span from);
/* Reads the begin_wpp blocks of a file, and the names of its WPP_DEFINE_BITs. */
bool config_scan(struct config *c, struct text name, struct span from);
/* Declares what -func: (or the like) says: one or more declarations, separated by `;`. */
bool config_declare(struct config *c, const struct source *value);
/* -public:Name and -publicfilter:(Name,Flag), which may come before the function is declared: keep them and
 * apply them with the USEPREFIX, USESUFFIX and NOPREFIX statements seen so far. Call once, after all
 * configuration is read and before model_finish_config. */
bool config_finish(struct config *c);
void config_public(struct config *c, struct text function, struct text flag, struct span where);

#endif
