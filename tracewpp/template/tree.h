/* A parsed template. Nodes live in the run's arena and point into the loaded template; text that is copied
 * to the output as it stands is already in its final form. Private to this room. */
#ifndef TEMPLATE_TREE_H
#define TEMPLATE_TREE_H

#include "object.h"
#include "template.h"

enum {
    TEMPLATE_MAX_INCLUDES = 64, /* templates inside one another */
    TEMPLATE_MAX_NESTING = 256  /* FORALL, IF and INCLUDE inside one another, over all templates */
};

/* One name of a dotted path, with the field it meant the last time it was looked up: the objects of a loop
 * share their class, so the search by name runs once and not once per message. */
struct step {
    struct text name;
    const struct object_class *class;
    const struct field *field;
};

struct path {
    struct step *steps;
    size_t count; /* at least 1 */
};

/* [!]property of a WHERE or IF. */
struct term {
    struct path path;
    bool negated;
    struct term *next;
};

struct term_list {
    struct term *first, *last;
    size_t cost;
};

/* A row of nodes. */
struct body {
    struct node *first, *last;
    size_t cost; /* steps that going through it once takes, inner bodies left out */
};

enum node_kind { NODE_TEXT, NODE_VALUE, NODE_ENV, NODE_INCLUDE, NODE_LOOP, NODE_IF, NODE_FOUND };

struct node {
    enum node_kind kind;
    bool reported;      /* an error of this node was shown: it fails silently from now on */
    struct node *next;
    struct span at;     /* the name that messages point at */
    union {
        struct text text;     /* NODE_TEXT: with CRLF line ends */
        struct path value;    /* NODE_VALUE */
        const char *variable; /* NODE_ENV */
        struct {
            struct text name;
            struct template *target; /* NULL until it was needed */
        } include;
        struct {
            struct text variable;
            struct path list;
            struct term_list where;
            struct body body;
        } loop;
        struct {
            struct path object;
            struct term test;
            struct body body;
        } condition;
        struct {
            struct text symbol;
            struct body body;
        } found;
    };
};

struct template {
    const struct source *source;
    struct body body;
    bool bad; /* has errors, which were reported */
};

/* The text with every line end as CRLF: itself when it is so already, else a copy in the arena. */
struct text template_line_ends(struct arena *a, struct text t);
/* Appends t with every line end as CRLF. */
void template_put_lines(struct buffer *out, struct text t);

/* The template that stands at `from` under this name, parsed; NULL or bad: reported. */
struct template *template_load(struct template_set *set, struct text name, struct span from);

#endif
