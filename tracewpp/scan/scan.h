/* Finds the trace calls of C and C++ sources and appends their messages to the model.
 *
 * Like the real tool it does not preprocess: every branch of an #if is read, macros are not expanded, calls in
 * block comments count, directive lines and // comments do not (semantics: section 4). One pass over each
 * source; a file may be released as soon as scan_source returns. */
#ifndef SCAN_SCAN_H
#define SCAN_SCAN_H

#include "model.h"

struct scan;

/* Prepares for the model's functions and -lookfor symbols: call after model_finish_config. */
struct scan *scan_new(struct model *m);
/* Frees what is not in the model's arena. */
void scan_free(struct scan *s);

/* Scans one source into unit u: its messages in source order, the symbols found, the flags it defines.
 * False: something was reported as an error. */
bool scan_source(struct scan *scan, const struct source *s, struct unit *u);

#endif
