/* Regular expressions for filters: . [a-z] [^a-z] * + ? | ( ) ^ $ and \d \w \s \D \W \S, everything else with a
 * backslash as itself. Bytes are compared, so UTF-8 text matches as it is spelled. The time of a match grows with
 * the length of the text times that of the pattern, whatever both are. */
#ifndef VIEWER_PATTERN_H
#define VIEWER_PATTERN_H

#include "text.h"

struct pattern;

/* NULL: *why says what is wrong, *at where (a byte of the pattern). Everything is in the arena. */
struct pattern *pattern_compile(struct arena *a, struct text t, bool ignore_case, const char **why, size_t *at);
/* Whether it matches anywhere in t. */
bool pattern_match(struct pattern *p, struct text t);

#endif
