/* The template language: text with directives between back-quotes, expanded over objects with named fields.
 * Grammar: grammar/template.y. Knows nothing of WPP; see model/object.h for what it can be given. */
#ifndef TEMPLATE_TEMPLATE_H
#define TEMPLATE_TEMPLATE_H

#include "buffer.h"
#include "library.h"
#include "object.h"

/* Templates are parsed once a run, whatever the number of outputs. */
struct template_set {
    struct library *library;
    struct arena *arena;
    struct diag *diag;
    bool no_environment;   /* ENV gives empty text */
    struct table asked;    /* templates by the name that template_expand was given */
    struct table parsed;   /* by the file they came from, since the same name may mean several */
};

/* What one expansion needs from outside besides the objects. */
struct template_output {
    struct buffer text;           /* CRLF line ends; the checksum is left out */
    ARENA_LIST(size_t) checksums; /* offsets in text where the checksum belongs, ascending */
    size_t limit;                 /* most bytes text may grow to, against templates that never end; the steps
                                     of loops that write nothing are limited by the same number */
};

/* Expands the template called `name` (searched by the library) over root's fields, appending to out->text.
 * IF FOUND asks `found`. An error is shown once for each place in a template, however often it is passed.
 * False: reported, now or by an earlier call; out is then incomplete and must not be written. */
bool template_expand(struct template_set *set, struct text name, struct object root,
                     const struct text *found, size_t found_count, struct template_output *out);

#endif
