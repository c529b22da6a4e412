/* Reads configuration into the model: ini files, `begin_wpp config` and `begin_wpp enum` blocks of scanned
 * files, and -func: values. Grammars: grammar/config.y and grammar/enum.y.
 *
 * Statements that reach beyond the model go to the caller through `struct config_sink`, because rooms meet
 * only in the model: WPP_FLAGS options, and sources named by PROCESSFILES. */
#ifndef CONFIG_CONFIG_H
#define CONFIG_CONFIG_H

#include "library.h"
#include "model.h"

struct config_sink {
    void *context;
    /* One option of WPP_FLAGS(...), with or without its dash, exactly as it would stand on the command line:
     * quotes around the whole of it are gone, quotes inside are kept. */
    void (*option)(void *context, struct text option, struct span where);
    /* One name of PROCESSFILES(...), which may have wildcards. */
    void (*source)(void *context, struct text path, struct span where);
};

/* A file being read, and the statement that asked for it. */
struct config_open {
    const struct source *source;
    struct span from;
};

enum config_affix_kind { CONFIG_PREFIX, CONFIG_SUFFIX };

/* What a statement says about a function that may be declared later. */
struct config_affix {
    enum config_affix_kind kind;
    struct text function;      /* "*" speaks of all functions without their own */
    struct affix affix;
    struct span where;         /* the function's name */
};

struct config_publication {
    struct text function, flag; /* an empty flag: always public */
    struct span where;
};

/* Zero-initialise, then set model, library and sink. The lists belong to this room. */
struct config {
    struct model *model;
    struct library *library;
    struct config_sink sink;
    ARENA_LIST(struct config_open) open; /* files being read, outermost first: INCLUDE cycles */
    ARENA_LIST(struct config_affix) affixes;
    ARENA_LIST(struct config_publication) publications;
    struct table enumerators;  /* int64_t by name, for the expressions of later enumerations */
    struct table broken;       /* names whose definition had an error: their use is not another one */
    size_t prose_lines; /* lines passed over; only the first are reported */
};

/* Reads an ini file found through the library. False: something in it was reported as an error. */
bool config_read_ini(struct config *c, struct text name, struct span from);
/* Reads the begin_wpp blocks of a file, and the names of its WPP_DEFINE_BITs. */
bool config_scan(struct config *c, struct text name, struct span from);
/* The same for a file that is loaded already and stays so. */
bool config_scan_source(struct config *c, const struct source *s);
/* Declares what -func: (or the like) says: one or more declarations or commands, separated by `;`. The value
 * must outlive the model. */
bool config_declare(struct config *c, const struct source *value);
/* -public:Name and -publicfilter:(Name,Flag), which may come before the function is declared: keep them and
 * apply them with the USEPREFIX, USESUFFIX and NOPREFIX statements seen so far. Call once, after all
 * configuration is read and before model_finish_config. False: an unknown function was an error (-Werror). */
bool config_finish(struct config *c);
void config_public(struct config *c, struct text function, struct text flag, struct span where);

#endif
