/* The command line of ifrdump. */
#ifndef VIEWER_IFRDUMP_OPTIONS_H
#define VIEWER_IFRDUMP_OPTIONS_H

#include "pattern.h"
#include "show.h"

struct ifrdump_options {
    ARENA_LIST(struct text) inputs;        /* snapshots, cores, minidumps, memory images */
    ARENA_LIST(uint64_t) processes;
    ARENA_LIST(struct text) formats;
    struct text search_path, symbol_path;
    struct text log;                       /* --log: an identifier or an address */
    struct text prefix;                    /* --prefix */
    struct text flag, function, text;      /* filters */
    uint64_t flag_number;                    /* --flag as a number */
    unsigned level;                        /* the highest shown; 0: all */
    struct pattern *pattern;               /* --regex */
    enum show_form form;
    enum { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER } color;
    struct format_clock clock;
    bool list, merge, follow, rcdrkd, help, version;
};

const char *ifrdump_usage(void);
/* False: reported. */
bool ifrdump_options_parse(struct ifrdump_options *o, int argc, char **argv, struct diag *d);

#endif
