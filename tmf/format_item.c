/* One argument as text. Items that have a text of their own (statuses, lists, times) show it when the
 * specification asks for a text, as the shipped types do (!s!); a type that was defined with a number's
 * specification over such an item gets the number. */
#include "format_plan.h"
#include "names.h"

static uint64_t number_of(struct format_value v)
{
    uint64_t n = 0;
    for (size_t i = v.len < 8 ? v.len : 8; i-- > 0;)
        n = n << 8 | v.at[i];
    return n;
}

/* 0xc0000022(STATUS_ACCESS_DENIED) */
static void named(uint64_t value, struct text name, struct buffer *out)
{
    buffer_text(out, TEXT("0x"));
    format_hex(value, 8, false, out);
    if (name.at == NULL)
        return;
    buffer_char(out, '(');
    buffer_text(out, name);
    buffer_char(out, ')');
}

static void win_error(uint32_t value, struct buffer *out)
{
    struct text name = names_of_win32(value);
    format_decimal(value, 1, out);
    if (name.len) {
        buffer_char(out, '(');
        buffer_text(out, name);
        buffer_char(out, ')');
    }
}

static const struct format_choice *choice_of(const struct format_item *item, uint64_t value)
{
    for (size_t i = 0; i < item->choices.count; i++)
        if (item->choices.items[i].value == value)
            return &item->choices.items[i];
    return NULL;
}

static void list(const struct format_item *item, uint64_t value, struct buffer *out)
{
    const struct format_choice *choice = choice_of(item, value);
    named(value, choice ? choice->name : (struct text){0}, out);
}

static void enumeration(const struct format_item *item, uint64_t value, struct buffer *out)
{
    const struct format_choice *choice = choice_of(item, value);
    if (choice) {
        buffer_text(out, choice->name);
    } else {
        buffer_text(out, TEXT("0x"));
        format_hex(value, 1, false, out);
    }
}

/* Appends the names of all bits that are set; returns the bits without one. */
static uint64_t bits(const struct format_item *item, uint64_t value, struct text between, struct buffer *out)
{
    uint64_t left = value;
    size_t count = 0;
    for (size_t i = 0; i < item->choices.count; i++) {
        const struct format_choice *c = &item->choices.items[i];
        if (c->value == 0 || (value & c->value) != c->value)
            continue;
        buffer_text(out, count++ ? between : TEXT(""));
        buffer_text(out, c->name);
        left &= ~c->value;
    }
    if (left && item->choices.count && item->type != TMF_ITEM_FLAGSENUM) {
        buffer_text(out, count ? between : TEXT(""));
        buffer_text(out, TEXT("0x"));
        format_hex(left, 1, false, out);
    }
    return left;
}

static void set(const struct format_item *item, uint64_t value, struct buffer *out)
{
    buffer_char(out, '[');
    bits(item, value, TEXT(","), out);
    buffer_char(out, ']');
}

static void flags(const struct format_item *item, uint64_t value, struct buffer *out)
{
    const struct format_choice *none = value ? NULL : choice_of(item, 0);
    if (none) {
        buffer_text(out, none->name);
        return;
    }
    bool any = bits(item, value, TEXT(" | "), out) != value;
    buffer_text(out, any ? TEXT("(0x") : TEXT("0x"));
    format_hex(value, 1, false, out);
    buffer_text(out, any ? TEXT(")") : TEXT(""));
}

static void guid(const unsigned char *at, struct buffer *out)
{
    static const unsigned char order[16] = {3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};
    for (size_t i = 0; i < 16; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            buffer_char(out, '-');
        format_hex(at[order[i]], 2, false, out);
    }
}

static void sid(struct format_value v, struct buffer *out)
{
    uint64_t authority = 0;
    for (size_t i = 2; i < 8; i++)
        authority = authority << 8 | v.at[i];
    buffer_text(out, TEXT("S-"));
    format_decimal(v.at[0], 1, out);
    buffer_char(out, '-');
    if (authority >> 32) {
        buffer_text(out, TEXT("0x"));
        format_hex(authority, 12, true, out);
    } else {
        format_decimal(authority, 1, out);
    }
    for (size_t i = 8; i + 4 <= v.len; i += 4) {
        buffer_char(out, '-');
        format_decimal(number_of((struct format_value){v.at + i, 4, false}), 1, out);
    }
}

/* Bytes with something between them: 127.0.0.1, 00-15-5D-01-02-03. */
static void joined(struct format_value v, char between, bool hex, struct buffer *out)
{
    for (size_t i = 0; i < v.len; i++) {
        if (i && between)
            buffer_char(out, between);
        if (hex)
            format_hex(v.at[i], 2, true, out);
        else
            format_decimal(v.at[i], 1, out);
    }
}

/* RFC 5952: lower case, no leading zeros, the longest run of zeros as ::. */
static void ipv6(const unsigned char *at, struct buffer *out)
{
    size_t best = 8, best_len = 1;
    for (size_t i = 0; i < 8; i++) {
        size_t n = 0;
        while (i + n < 8 && !at[2 * (i + n)] && !at[2 * (i + n) + 1])
            n++;
        if (n > best_len) {
            best = i;
            best_len = n;
        }
    }
    for (size_t i = 0; i < 8; i++) {
        if (i == best) {
            buffer_text(out, TEXT("::"));
            i += best_len - 1;
            continue;
        }
        if (i && i != best + best_len)
            buffer_char(out, ':');
        format_hex((uint64_t)at[2 * i] << 8 | at[2 * i + 1], 1, false, out);
    }
}

static double real_of(struct format_value v)
{
    uint64_t bits64 = number_of(v);
    if (v.len == 4) {
        uint32_t bits32 = (uint32_t)bits64;
        float f;
        memcpy(&f, &bits32, sizeof f);
        return (double)f;
    }
    double d;
    memcpy(&d, &bits64, sizeof d);
    return d;
}

/* The text of an item that is not a mere number. False: it is one. */
static bool write_text(const struct format_item *item, const struct format_event *e, struct format_value v,
                       struct buffer *out)
{
    uint64_t n = v.len <= 8 ? number_of(v) : 0;
    switch (item->type) {
    case TMF_ITEM_GUID: case TMF_ITEM_CLSID: case TMF_ITEM_LIBID: case TMF_ITEM_IID: guid(v.at, out); return true;
    case TMF_ITEM_STRING: case TMF_ITEM_RSTRING: case TMF_ITEM_PSTRING: format_ansi(v.at, v.len, out); return true;
    case TMF_ITEM_WSTRING: case TMF_ITEM_RWSTRING: case TMF_ITEM_PWSTRING:
        format_wide(v.at, v.len, e->wchar_size == 4 && item->type != TMF_ITEM_PWSTRING ? 4 : 2, out);
        return true;
    case TMF_ITEM_SID: sid(v, out); return true;
    case TMF_ITEM_LISTBYTE: case TMF_ITEM_LISTSHORT: case TMF_ITEM_LISTLONG: list(item, n, out); return true;
    case TMF_ITEM_SETBYTE: case TMF_ITEM_SETSHORT: case TMF_ITEM_SETLONG: set(item, n, out); return true;
    case TMF_ITEM_ENUM: enumeration(item, n, out); return true;
    case TMF_ITEM_FLAGSENUM: flags(item, n, out); return true;
    case TMF_ITEM_NTSTATUS: named(n, names_of_ntstatus((uint32_t)n), out); return true;
    case TMF_ITEM_HRESULT: named(n, names_of_hresult((uint32_t)n), out); return true;
    case TMF_ITEM_NDIS_STATUS: named(n, names_of_ndis_status((uint32_t)n), out); return true;
    case TMF_ITEM_NDIS_OID: named(n, names_of_ndis_oid((uint32_t)n), out); return true;
    case TMF_ITEM_WINERROR: win_error((uint32_t)n, out); return true;
    case TMF_ITEM_IPADDR: joined(v, '.', false, out); return true;
    case TMF_ITEM_PORT: format_decimal((n & 0xFF) << 8 | n >> 8, 1, out); return true;
    case TMF_ITEM_TIMESTAMP: format_time_utc(n, out); return true;
    case TMF_ITEM_WAITTIME: format_wait((int64_t)n, out); return true;
    case TMF_ITEM_TIMEDELTA: format_delta((int64_t)n, out); return true;
    case TMF_ITEM_CHAR4: format_ansi(v.at, v.len, out); return true;
    case TMF_ITEM_HEXDUMP: case TMF_ITEM_HEXBYTES: joined(v, 0, true, out); return true;
    case TMF_ITEM_UNKNOWN:
        if (item->extra == FORMAT_IPV6)
            ipv6(v.at, out);
        else
            joined(v, item->extra == FORMAT_MAC ? '-' : 0, true, out);
        return true;
    case TMF_ITEM_CHAR: case TMF_ITEM_UCHAR: case TMF_ITEM_SHORT: case TMF_ITEM_USHORT: case TMF_ITEM_LONG:
    case TMF_ITEM_ULONG: case TMF_ITEM_INT: case TMF_ITEM_UINT: case TMF_ITEM_LONGLONG: case TMF_ITEM_ULONGLONG:
    case TMF_ITEM_LONGLONGX: case TMF_ITEM_LONGLONGXX: case TMF_ITEM_LONGLONGO: case TMF_ITEM_FLOAT:
    case TMF_ITEM_DOUBLE: case TMF_ITEM_LONGDOUBLE: case TMF_ITEM_PTR:
        return false;
    }
    return false;
}

static bool is_real(enum tmf_item type)
{
    return type == TMF_ITEM_FLOAT || type == TMF_ITEM_DOUBLE || type == TMF_ITEM_LONGDOUBLE;
}

static bool is_unsigned(enum tmf_item type)
{
    return type == TMF_ITEM_UCHAR || type == TMF_ITEM_USHORT || type == TMF_ITEM_ULONG || type == TMF_ITEM_UINT ||
           type == TMF_ITEM_ULONGLONG;
}

static void write_number(const struct format_item *item, const struct format_spec *spec, struct format_value v,
                         struct buffer *out)
{
    size_t start = out->len;
    uint64_t n = number_of(v);
    if (spec->conversion == 'c') {
        uint32_t code = (uint32_t)n;
        if (v.len == 1) {
            format_ansi(v.at, 1, out);
        } else {
            bool character = code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
            format_character(character ? code : 0xFFFD, out);
        }
        format_pad(spec, start, out);
    } else if (spec->conversion == 'p' || (spec->conversion == 's' && item->type == TMF_ITEM_PTR)) {
        format_pointer(spec, n, v.len, out);
    } else if (spec->conversion == 's') {
        struct format_spec number = *spec;
        number.conversion = is_unsigned(item->type) ? 'u' : 'd';
        format_integer(&number, n, v.len, out);
    } else {
        format_integer(spec, n, v.len, out);
    }
}

void format_item_write(const struct format_item *item, const struct format_spec *spec, const struct format_event *e,
                       struct format_value value, struct buffer *out)
{
    size_t start = out->len;
    bool number = value.len <= 8 && text_find(TEXT("duxXop"), spec->conversion);
    bool text_only = item->size == 0 && item->type != TMF_ITEM_PTR;
    if (is_real(item->type)) {
        format_double(spec, real_of(value), out);
    } else if ((!number || text_only) && write_text(item, e, value, out)) {
        format_pad(spec, start, out);
    } else {
        write_number(item, spec, value, out);
    }
}
