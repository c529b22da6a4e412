/* Between the grammar of begin_wpp enum blocks and the room. Private to this room and grammar/enum.y. */
#ifndef CONFIG_ENUMS_H
#define CONFIG_ENUMS_H

#include "reader.h"

/* How the lines of a block lead in. */
enum block_lead {
    BLOCK_PLAIN,   /* C text as it is compiled */
    BLOCK_SLASHES, /* every line after a comment mark */
    BLOCK_COMMENT  /* inside one block comment, perhaps with a star before each line */
};

/* The value of an expression; unknown when a part of it is. */
struct enum_value {
    bool known;
    int64_t value;
};

enum { ENUMS_MAX_ITEMS = 1 << 16, ENUMS_MAX_WARNINGS = 20 };

struct enum_reader {
    struct config *config;
    const struct source *source;
    struct config_range range;
    enum block_lead lead;
    void *scanner;
    size_t offset, token_begin;
    size_t braces;                /* open ones; while recovering, a ; inside them ends nothing */
    bool recovering;
    struct enumeration *current;  /* whose items are being read */
    struct enum_value next;       /* of an item that does not say */
    size_t warnings;
    bool failed;                  /* a warning that counts as an error */
};

/* Reads a block. False: a warning counted as an error. In enum.y. */
bool config_read_enums(struct enum_reader *r);
/* The scanner, in enum.l. */
void *enums_scanner_new(struct enum_reader *r);
void enums_scanner_free(void *scanner);

void enums_skip(struct enum_reader *r, size_t len);
int enums_token(struct enum_reader *r, size_t len, int token);
/* A semicolon: whether the parser should see it. */
bool enums_semicolon(struct enum_reader *r);
struct text enums_bytes(const struct enum_reader *r, struct config_range at);
/* A warning, unless the block had enough of them. */
void enums_warn(struct enum_reader *r, struct config_range at, const char *why, struct text what);
void enums_syntax_error(struct enum_reader *r, struct config_range at, const char *message);

/* The number or character that a literal spells. */
struct enum_value enums_number(struct enum_reader *r, struct config_range at);
struct enum_value enums_character(struct enum_reader *r, struct config_range at);
/* The value of an enumerator seen before; warns and is unknown if there is none. */
struct enum_value enums_name(struct enum_reader *r, struct config_range at);
/* What cannot be evaluated; warns. */
struct enum_value enums_unknown(struct enum_reader *r, struct config_range at);
struct enum_value enums_unary(int operator, struct enum_value v);
struct enum_value enums_binary(struct enum_reader *r, struct config_range at, struct enum_value left, int operator,
                               struct enum_value right);
struct enum_value enums_choose(struct enum_value condition, struct enum_value yes, struct enum_value no);

void enums_begin(struct enum_reader *r);
void enums_tag(struct enum_reader *r, struct config_range tag);
void enums_add(struct enum_reader *r, struct config_range name);
void enums_add_value(struct enum_reader *r, struct config_range name, struct enum_value value);
void enums_alias(struct enum_reader *r, struct config_range name);
void enums_end(struct enum_reader *r);

#endif
