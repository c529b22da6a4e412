/* Text out of source text. Private to the scan room. */
#ifndef SCAN_LITERAL_H
#define SCAN_LITERAL_H

#include "buffer.h"
#include "lex.h"

/* Appends the contents of all string literals in `piece`, as spelled between their quotes: escapes stay,
 * spliced lines are joined, raw strings get the escapes an ordinary literal needs, everything that is no
 * string is dropped. `map` (may be NULL) receives for each byte appended the address it came from, as
 * `const char *`. False when there is no string literal. */
bool literal_gather(struct buffer *b, struct text piece, struct lex_budget *budget, struct buffer *map);

/* Appends an expression as the annotation shows it: `,` as `.`, `"` as `'`, a backslash doubled because the
 * text goes into a literal, // comments gone, white space with a line end in it as one blank. Text beyond
 * LITERAL_MAX_EXPRESSION bytes is cut and ends in "...". */
enum { LITERAL_MAX_EXPRESSION = 1000 };
void literal_expression(struct buffer *b, struct text expression);

/* Without the run of blanks and \n \r escapes at the end, which the real tool drops. */
struct text literal_trim(struct text t);

#endif
