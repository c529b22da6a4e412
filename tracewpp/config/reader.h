/* Between the configuration grammar and the room: the state of one parse, the values a statement holds, and
 * the calls that grammar actions make. Private to this room and its grammars.
 *
 * A parse covers a range of one source, which is a whole ini file or -func: value, or the inside of a block.
 * Everything is a byte range of that source until a command asks for text. */
#ifndef CONFIG_READER_H
#define CONFIG_READER_H

#include "config.h"

struct config_range {
    size_t begin, end; /* byte offsets in the source */
};

enum {
    READER_MAX_NESTING = 100,     /* parentheses and braces of one statement */
    READER_MAX_TOKENS = 1 << 18   /* tokens of one statement */
};

enum config_value_kind {
    CONFIG_EMPTY,
    CONFIG_WORD,     /* one word: LEVEL, I64d, 8 */
    CONFIG_STRING,   /* string literals only */
    CONFIG_ELLIPSIS, /* ... */
    CONFIG_GROUP,    /* ( values ) and nothing else */
    CONFIG_MIXED
};

struct config_value {
    struct config_range at;
    enum config_value_kind kind;
    bool has_string;              /* holds a string literal outside inner parentheses */
    struct config_value *inner;   /* CONFIG_GROUP: its values */
    struct config_value *next;    /* the value behind the comma */
    struct config_value *older;   /* all values of the statement, to use them again */
};

/* Values between commas, first to last; never empty, since `()` holds one empty value. */
struct config_values {
    struct config_value *first, *last;
    size_t count;
};

/* One statement: `name {defaults} (args);`. */
struct config_statement {
    struct config_range at, name, close; /* close: the closing parenthesis */
    bool func;                            /* the word FUNC stands before it */
    struct config_value *defaults;        /* NULL without braces */
    struct config_value *args;
    size_t count;                         /* of args; `()` counts as none */
};

struct reader {
    struct config *config;
    const struct source *source;
    struct config_range range;
    bool block;                  /* lines may start with a comment leader */
    void *scanner;

    /* the lexer's own */
    size_t token_begin, offset;  /* the token at hand; while a rule acts, offset is where its text begins */
    size_t depth, opens[READER_MAX_NESTING]; /* unclosed ( and {, outermost first */
    size_t tokens;               /* in this statement */
    struct config_range gap;     /* skipped bytes in front of the next token */
    bool gap_breaks;             /* ... with a line end or a comment among them */
    ARENA_LIST(struct config_range) gaps;  /* of this statement: where a value's bytes are not its text */
    bool no_comment_end;         /* no end of a comment follows any more */

    /* what the parser's error report wants to know */
    int token;
    const char *invalid;         /* why the token at hand is invalid */
    size_t unclosed;             /* offset of a ( or { that the statement never closes; SIZE_MAX: none */
    size_t closing;              /* offset of the one that the token at hand closes; SIZE_MAX: none */
    bool recovering, failed;

    struct config_statement statement;
    struct config_value *used, *spare;
};

struct reader reader_new(struct config *c, const struct source *s, struct config_range range, bool block);
/* Parses and runs the statements of the reader's range. False: something was reported as an error.
 * In config.y. */
bool config_read_statements(struct reader *r);
/* The scanner over the reader's range; in config.l. */
void *config_scanner_new(struct reader *r);
void config_scanner_free(void *scanner);

/* ---- for the lexer ------------------------------------------------------------------------------------ */

/* Notes skipped bytes; `breaks` when they hold a line end or a comment. */
void reader_skip(struct reader *r, size_t len, bool breaks);
/* Moves over a token and gives its code back, or that of an invalid token when the statement is too long. */
int reader_token(struct reader *r, size_t len, int token);
int reader_invalid(struct reader *r, size_t len, const char *why);
int reader_open(struct reader *r, int token);
int reader_close(struct reader *r, int token);
/* A semicolon: the end of the statement, or part of a value. */
int reader_semicolon(struct reader *r);
/* A line end with what may lead the next line. True: another statement starts there, so this one ends. */
bool reader_line(struct reader *r, size_t len);
/* The statement's end without a byte of its own. */
int reader_end(struct reader *r);
/* Whether the `;` at the offset starts a line of an ini file and no statement follows: a comment, as in other
 * ini files. */
bool reader_is_comment(const struct reader *r);
/* Whether the token of `len` bytes at the offset starts a line that is no statement: not a name with a
 * parenthesis or brace behind it, nor what looks like a failed attempt. Warns, and the line is passed over,
 * because the genuine tool only looks for what reads like a call. */
bool reader_is_prose(struct reader *r, size_t len);
/* Whether the # at hand makes a string of the name behind it, and is no comment. */
bool reader_stringises(const struct reader *r);
/* Whether the comment that starts at hand has an end. */
bool reader_comment_ends(struct reader *r);

/* ---- for the grammar ---------------------------------------------------------------------------------- */

struct config_value reader_item(enum config_value_kind kind, struct config_value *inner);
struct config_value reader_join(struct config_value left, struct config_value right);
struct config_value *reader_value(struct reader *r, struct config_value value, struct config_range at);
struct config_values reader_list(struct config_value *first);
struct config_values reader_append(struct config_values list, struct config_value *value);
void reader_head(struct reader *r, struct config_range name, struct config_value *defaults, bool func);
/* Completes and runs the statement. False: give up, there were too many errors. */
bool reader_call(struct reader *r, struct config_values args, struct config_range at);
bool reader_no_parameters(struct reader *r, struct config_range at);
bool reader_stray(struct reader *r, struct config_range at, const char *what);
bool reader_recover(struct reader *r);
void reader_syntax_error(struct reader *r, struct config_range at, const char *message);

/* ---- for commands ------------------------------------------------------------------------------------- */

struct span reader_span(const struct reader *r, struct config_range at);
struct text reader_bytes(const struct reader *r, struct config_range at);
/* What a value says: quotes gone, neighbouring literals joined, lines joined by one blank. A slice of the
 * source where it can be, else arena memory; either outlives the run. */
struct text reader_text(const struct reader *r, const struct config_value *v);
/* Only the string literals of a value, joined. */
struct text reader_string(const struct reader *r, const struct config_value *v);
/* The value at an index, NULL behind the last one; its text, empty when it is not there. */
const struct config_value *reader_arg(const struct reader *r, size_t index);
struct text reader_arg_text(const struct reader *r, size_t index);
struct span reader_arg_span(const struct reader *r, size_t index);
/* A copy in capitals; ASCII letters only. */
struct text reader_upper(struct arena *a, struct text t);
/* Reports at a value of the statement; always false. */
#define reader_fail(r, kind, span, ...) (diag_report((r)->config->model->diag, (kind), (span), __VA_ARGS__), false)

/* Runs the statement: a command, or the declaration of a trace function. False: reported. */
bool config_run(struct reader *r);
/* Whether a name is that of a command; the command that looks like it, or NULL. */
bool config_is_command(struct text name);
const struct text *config_nearest_command(struct arena *a, struct text name);

/* types.c */
bool config_simple_type(struct reader *r);
bool config_simple_type_ptr(struct reader *r);
bool config_flavor(struct reader *r);
bool config_complex_type(struct reader *r);
bool config_custom_type(struct reader *r);
/* functions.c */
bool config_function(struct reader *r);
bool config_no_prefix(struct reader *r);
bool config_use_prefix(struct reader *r);
bool config_use_suffix(struct reader *r);
bool config_public_filter(struct reader *r);
/* manifest.c */
bool config_manifest_configuration(struct reader *r);
bool config_manifest_resources(struct reader *r);
bool config_control_guid(struct reader *r);
bool config_bit(struct reader *r);
bool config_keyword(struct reader *r);
bool config_level(struct reader *r);
bool config_builtin_keyword(struct reader *r);
bool config_builtin_level(struct reader *r);

#endif
