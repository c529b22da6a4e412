/* The command line of tracefmt: Microsoft's names where the thing exists here. */
#ifndef VIEWER_TRACEFMT_OPTIONS_H
#define VIEWER_TRACEFMT_OPTIONS_H

#include "show.h"
#include "unicode.h"

enum tracefmt_source { TRACEFMT_FORMATS, TRACEFMT_IMAGES };

struct tracefmt_options {
    ARENA_LIST(struct text) inputs;        /* .etl files, wildcards expanded */
    ARENA_LIST(struct text) formats;       /* -tmf -pdb -i */
    struct text search_path, symbol_path;  /* -p -r */
    struct text output;                    /* -o */
    enum show_form form;
    enum encoding encoding;
    bool csv_header, csv_quote, no_prefix, sequence, skip_unknown, verbose;
    bool display, display_only, no_summary, summary_only, help, version;
    struct format_clock clock;
};

const char *tracefmt_usage(void);
/* False: reported. */
bool tracefmt_options_parse(struct tracefmt_options *o, int argc, char **argv, struct diag *d);

#endif
