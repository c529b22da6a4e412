/* What the command line asks for: every option of the real tool (reference 1.3), and ours. The same options
 * come from the WPP_FLAGS variable, from @files and from WPP_FLAGS(...) statements of the configuration. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "emit.h"
#include "library.h"
#include "model.h"

struct source_name {
    struct text path;        /* as given */
    bool preserve;           /* its extension was in -preserveext when it was named */
};

/* One -gen: a template and what to call its output. */
struct generation {
    struct text template;
    struct text output;      /* "*.tmh": source base name and .tmh; else the name of one output for all */
    bool per_source;
};

struct option;

struct options {
    struct model *model;     /* macros, settings and symbols go straight there */
    struct library *library;
    struct diag *diag;
    struct arena *arena;
    struct emit_options emit;
    ARENA_LIST(struct source_name) sources;
    ARENA_LIST(struct text) ini_files, scan_files;
    ARENA_LIST(const struct source *) functions; /* -func: values */
    ARENA_LIST(struct pair) publics;     /* -public: and -publicfilter: */
    ARENA_LIST(struct generation) generations;
    struct text default_ini, output_dir, depfile, dump_dir, tmf_dir;
    struct text extensions, preserved;   /* ".c.cpp": lists as given */
    bool kernel, time_check, always_ok, perf_report, verbose;
    bool help, version, nothing;         /* print and leave; leave at once */
    bool stopped;                        /* -DoNothing was read: the rest is not parsed */
    bool failed;                         /* a usage error was reported */
    struct text *pending;                /* -ext: and -preserveext: may be followed by ".c" words */
    const struct option *glued;          /* -D or -I, waiting for the next word */
    size_t depth;                        /* nested @files */
};

/* Reads WPP_FLAGS and the command line. Usage errors are reported and leave `failed` set. */
void options_read(struct options *o, int argc, char **argv);
/* One word of a command line, from anywhere. `where` is its place in a configuration file, if it has one. */
void options_word(struct options *o, struct text word, struct span where);
/* Adds sources whose names match `pattern`, or the name itself when it has no wildcard. */
void options_source(struct options *o, struct text pattern, struct span where);

/* Whether -ext counts a file of that name as a source; other names are passed over in silence. */
bool options_is_source(const struct options *o, struct text path);

/* Splits text into words as Windows programs do: blanks separate, double quotes join, backslashes are only
 * special before a quote. The words are arena memory. */
struct words { ARENA_LIST(struct text) list; };
void tokens_split(struct words *w, struct arena *a, struct text text);

void usage_print(FILE *out);

/* Everything behind the options: configuration, sources, outputs. Returns the exit status. */
int run(struct options *o);

#endif
