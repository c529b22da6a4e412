/* What a name in a template means: loop variables, the root's fields, and the few names that are the engine's
 * own. Private to this room. */
#ifndef TEMPLATE_NAMES_H
#define TEMPLATE_NAMES_H

#include "tree.h"

/* A loop variable that can be seen, innermost first. */
struct scope {
    struct text name;
    struct object object;
    const struct scope *outer;
};

/* Where names are looked up. */
struct names {
    const struct scope *scope;
    struct object root;
    struct text template_name; /* TemplateFile */
    char count[24];            /* digits of the last Count that was asked for */
};

/* Why a path has no value: the step that failed and a sentence about it, in the arena. */
struct name_error {
    const struct step *step;
    struct text sentence;
};

/* The value of a path that starts at a loop variable or the root. False: *why says why. */
bool names_find(struct names *n, struct path *path, struct value *value, struct arena *a, struct name_error *why);
/* The value of a path that starts at `from`. */
bool names_walk(struct names *n, struct value from, struct path *path, size_t first, struct value *value,
                struct arena *a, struct name_error *why);
/* "text", "a list" ... */
const char *names_kind(enum value_kind kind);

#endif
