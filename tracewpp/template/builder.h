/* From the grammar's actions to the tree: keeps the row of nodes that is being filled and the blocks that are
 * open around it. Private to this room and grammar/template.[ly]. */
#ifndef TEMPLATE_BUILDER_H
#define TEMPLATE_BUILDER_H

#include <stdlib.h>

#include "tree.h"

/* A range of bytes of the template. */
struct template_place {
    size_t begin, end;
};

enum block_kind { BLOCK_LOOP, BLOCK_IF };

struct block {
    enum block_kind kind;
    struct template_place opener; /* the word FORALL or IF */
    struct body *outside;         /* where nodes go when it is closed */
    struct block *outer;
};

struct template_parser {
    struct template_set *set;
    const struct source *source;
    void *scanner;
    size_t offset;                  /* how far the scanner is */
    int last_token;
    struct template_place directive; /* first word of the directive at hand */
    const char *form;               /* how that directive is written; NULL when it has no keyword */
    struct body *body;              /* the row being filled */
    struct block *open;             /* innermost open block */
    size_t depth;                   /* how many are open */
    bool failed, stopped;
};

/* For the scanner: moves on by len bytes and returns the range passed. */
struct template_place template_advance(struct template_parser *p, size_t len);
struct text template_slice(const struct template_parser *p, struct template_place at);
/* True when nothing more should be read: too many errors, or blocks too deep. */
bool template_parser_done(const struct template_parser *p);
void template_begin_directive(struct template_parser *p, struct template_place first_word, const char *form);

void template_add_text(struct template_parser *p, struct text t);
void template_add_value(struct template_parser *p, struct text path);
void template_add_include(struct template_parser *p, struct text name);
void template_add_env(struct template_parser *p, struct text name);
struct term_list template_add_term(struct template_parser *p, struct term_list terms, bool negated, struct text path);

void template_open_loop(struct template_parser *p, struct template_place opener, struct text variable,
                        struct text list, struct term_list where);
void template_open_found(struct template_parser *p, struct template_place opener, struct text symbol);
void template_open_if(struct template_parser *p, struct template_place opener, struct text object, bool negated,
                      struct text property);
/* A FORALL or IF with an error in it: what it holds is parsed and dropped. */
void template_open_broken(struct template_parser *p, struct template_place opener, enum block_kind kind);
void template_close_block(struct template_parser *p, struct template_place end, enum block_kind kind);
/* At the end of the file: blocks that were never closed. */
void template_finish_blocks(struct template_parser *p);

/* Errors; `message` is bison's. */
void template_report_syntax(struct template_parser *p, struct template_place at, const char *message);
void template_refuse_empty(struct template_parser *p, struct template_place at);
void template_refuse_else(struct template_parser *p, struct template_place at);
void template_refuse_comment(struct template_parser *p, struct template_place at);

#endif
