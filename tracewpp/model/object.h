/* How templates see the model: objects with named fields, and nothing else. The template engine knows this
 * header, not WPP; a new template field is one row in a table of model/fields.c. */
#ifndef MODEL_OBJECT_H
#define MODEL_OBJECT_H

#include "text.h"

struct object_class;

struct object {
    const struct object_class *class;
    const void *self;
};

enum value_kind {
    VALUE_TEXT,
    VALUE_FLAG,
    VALUE_OBJECT,
    VALUE_LIST,
    VALUE_CHECKSUM /* text that is only known when the output is complete: 32 hex digits */
};

struct value {
    enum value_kind kind;
    union {
        struct text text;
        bool flag;
        struct object object;
        struct {
            const struct object_class *class; /* of the elements */
            const void *const *items;
            size_t count;
        } list;
    };
};

struct field {
    struct text name;                       /* compared with regard to case, as the real tool does */
    struct value (*get)(const void *self);
};

struct object_class {
    const char *name;                       /* for messages: "message", "trace function" */
    const struct field *fields;
    size_t count;
};

static inline struct value value_text(struct text t) { return (struct value){.kind = VALUE_TEXT, .text = t}; }
static inline struct value value_flag(bool flag) { return (struct value){.kind = VALUE_FLAG, .flag = flag}; }

#endif
