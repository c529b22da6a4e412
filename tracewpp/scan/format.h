/* printf-style text to the parts of a TMF text. Private to the scan room. */
#ifndef SCAN_FORMAT_H
#define SCAN_FORMAT_H

#include "model.h"

enum format_role {
    FORMAT_MESSAGE,
    FORMAT_AFFIX /* prefix or suffix: %1!s! and the like are the log's own fields and stay as they are */
};

/* A stretch of text, then (type != NULL) a conversion that takes an argument. */
struct format_part {
    struct text literal;
    const struct type *type;
    struct text flags;       /* flags, width and precision as written */
    size_t position;         /* argument asked for by %N!spec!, from 0; SIZE_MAX: the next one (the message
                                builder puts its index in) */
    size_t slot;             /* set by the message builder: index into its arguments */
    size_t at, len;          /* the conversion in the text, for messages */
};

enum format_fault {
    FORMAT_UNKNOWN_TYPE,
    FORMAT_UNCLOSED_NAME,
    FORMAT_STAR,
    FORMAT_LONE_PERCENT /* a warning: the real tool takes it as text, so the parts stay usable */
};

struct format {
    ARENA_LIST(struct format_part) parts;
    struct text tail;        /* text behind the last part */
    bool ok;                 /* no fault but warnings */
    bool varies;             /* holds the file, line or component of the call */
};

struct format_reader {
    const struct model *model;
    enum format_role role;
    /* What %!FILE!, %!LINE! and %!COMPNAME! stand for. */
    struct text file, line, component;
    void *context;
    /* Called for each fault with the place in the text and the name that was looked up. */
    void (*fault)(void *context, enum format_fault fault, size_t at, size_t len, struct text name);
};

/* Splits `text` into parts; constants (types without an argument) become literal text. The parts point into
 * the arena and into text, which must outlive them. */
void format_parse(struct format *f, struct arena *a, const struct format_reader *r, struct text text);
/* Appends the TMF text: conversions as %<10 + slot>!<flags><spec>!. */
void format_write(struct buffer *b, const struct format *f);

#endif
