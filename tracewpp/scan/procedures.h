/* Which function a place of a source is in, for the FUNC= of trace messages. Private to the scan room. */
#ifndef SCAN_PROCEDURES_H
#define SCAN_PROCEDURES_H

#include "text.h"

struct procedure {
    struct text name;         /* as debug information has it: "DriverEntry", "Device::Start" */
    const char *begin, *end;  /* the body, braces included */
};

struct procedures { ARENA_LIST(struct procedure) list; };

/* Finds the function bodies of C or C++ text that was not preprocessed. What looks like no function (macros
 * that open braces, unbalanced branches of an #if) gives no entry or a wrong one, never a failure. */
void procedures_find(struct procedures *p, struct arena *a, struct text source);
/* The name of the function around `at`; empty outside all. Ask in any order. */
struct text procedures_at(const struct procedures *p, const char *at);

#endif
