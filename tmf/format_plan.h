/* A compiled message and the parts of the formatter that share it. Private to this room: others use format.h. */
#ifndef TMF_FORMAT_PLAN_H
#define TMF_FORMAT_PLAN_H

#include "format.h"

/* A printf specification. Sizes (I64, ll, h) are dropped: the item says how many bytes there are. */
struct format_spec {
    char conversion;               /* d u x X o c p s e E f g G a A */
    bool left, plus, blank, alternate, zero;
    bool plain;                    /* none of these, no width, no precision */
    int width, precision;          /* -1: none */
};

enum format_kind { FORMAT_LITERAL, FORMAT_PREFIX_MARK, FORMAT_ARGUMENT, FORMAT_FACT };

struct format_piece {
    enum format_kind kind;
    struct text literal;           /* FORMAT_LITERAL */
    size_t index;                  /* FORMAT_ARGUMENT: in items; FORMAT_FACT: 3..9 */
    struct format_spec spec;
};

struct format_choice { uint64_t value; struct text name; };

/* Items of older tools that are not in enum tmf_item, told by their names. */
enum format_extra { FORMAT_NO_EXTRA, FORMAT_MAC, FORMAT_IPV6 };

struct format_item {
    enum tmf_item type;
    enum format_extra extra;
    size_t size;                   /* in bytes; 0: variable, a pointer, or unknown */
    ARENA_LIST(struct format_choice) choices; /* of a list, set or enumeration */
};

typedef ARENA_LIST(struct format_piece) format_pieces;

struct format_plan {
    const struct tmf_message *message;
    format_pieces text, prefix;
    struct format_item *items;     /* one for each argument of the message */
    size_t item_count;
};

/* The bytes of one argument. */
struct format_value {
    const unsigned char *at;       /* NULL: missing */
    size_t len;                    /* of a counted item without its count */
    bool cut;                      /* a string or dump of which only the beginning is there */
};

/* format_plan.c: the message's text and the prefix as pieces. Everything is in the arena. */
const struct format_plan *format_compile(struct arena *a, const struct tmf_catalogue *c, struct text prefix,
                                         const struct tmf_message *m);
/* format_spec.c: what stands between the exclamation marks; empty text gives %s. */
struct format_spec format_spec_parse(struct text t);

/* format_value.c: how many bytes from *at on belong to the item. False: the item is of unknown size. A value
 * that does not fit has at == NULL or is cut, and *at becomes end. */
bool format_take(const struct format_item *item, const struct format_event *e, const unsigned char **at,
                 const unsigned char *end, struct format_value *value);
/* format_item.c: appends a value that is there. */
void format_item_write(const struct format_item *item, const struct format_spec *spec, const struct format_event *e,
                       struct format_value value, struct buffer *out);

/* format_number.c: `value` has `size` bytes, and is signed when the conversion is. */
void format_integer(const struct format_spec *spec, uint64_t value, size_t size, struct buffer *out);
void format_pointer(const struct format_spec *spec, uint64_t value, size_t size, struct buffer *out);
void format_double(const struct format_spec *spec, double value, struct buffer *out);
void format_decimal(uint64_t value, unsigned digits, struct buffer *out); /* at least `digits`, with zeros */
void format_hex(uint64_t value, unsigned digits, bool capitals, struct buffer *out);
/* What was appended since `start` gets the spec's precision (as a text) and width. */
void format_pad(const struct format_spec *spec, size_t start, struct buffer *out);

/* format_string.c: UTF-8 with control characters spelled out. */
void format_ansi(const unsigned char *at, size_t len, struct buffer *out);
void format_wide(const unsigned char *at, size_t len, unsigned unit, struct buffer *out);
void format_character(uint32_t code, struct buffer *out);

/* format_time.c */
void format_time_utc(uint64_t filetime, struct buffer *out);
void format_delta(int64_t ticks, struct buffer *out);
void format_wait(int64_t ticks, struct buffer *out);

#endif
