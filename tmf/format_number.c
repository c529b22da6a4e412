/* Numbers as printf writes them, without printf: this is where most of a formatter's time goes. Digits are made
 * from the right in a local array; flags, width and precision are then put around them. */
#include "format_plan.h"

enum { DIGITS = 24 }; /* 64 bits in octal, and one to spare */

/* Appends `count` times c. */
static void repeat(char c, size_t count, struct buffer *out)
{
    buffer_reserve(out, count);
    memset(out->at + out->len, c, count);
    out->len += count;
}

static char *decimal_digits(uint64_t value, char *end)
{
    do
        *--end = (char)('0' + value % 10);
    while ((value /= 10) != 0);
    return end;
}

static char *power_digits(uint64_t value, unsigned bits, bool capitals, char *end)
{
    const char *digits = capitals ? "0123456789ABCDEF" : "0123456789abcdef";
    do
        *--end = digits[value & ((1u << bits) - 1)];
    while ((value >>= bits) != 0);
    return end;
}

void format_decimal(uint64_t value, unsigned digits, struct buffer *out)
{
    char room[DIGITS], *end = room + DIGITS, *at = decimal_digits(value, end);
    while (at > room && (unsigned)(end - at) < digits)
        *--at = '0';
    buffer_bytes(out, at, (size_t)(end - at));
}

void format_hex(uint64_t value, unsigned digits, bool capitals, struct buffer *out)
{
    char room[DIGITS], *end = room + DIGITS, *at = power_digits(value, 4, capitals, end);
    while (at > room && (unsigned)(end - at) < digits)
        *--at = '0';
    buffer_bytes(out, at, (size_t)(end - at));
}

/* Sign or 0x, zeros, digits, and blanks around them. */
static void assemble(const struct format_spec *s, struct text lead, struct text digits, struct buffer *out)
{
    size_t zeros = 0, width = s->width > 0 ? (size_t)s->width : 0;
    if (s->precision >= 0) {
        if ((size_t)s->precision > digits.len)
            zeros = (size_t)s->precision - digits.len;
    } else if (s->zero && !s->left && width > lead.len + digits.len) {
        zeros = width - lead.len - digits.len;
    }
    size_t used = lead.len + zeros + digits.len, blanks = width > used ? width - used : 0;
    if (!s->left)
        repeat(' ', blanks, out);
    buffer_text(out, lead);
    repeat('0', zeros, out);
    buffer_text(out, digits);
    if (s->left)
        repeat(' ', blanks, out);
}

static uint64_t sign_extend(uint64_t value, size_t size)
{
    if (size >= 8)
        return value;
    uint64_t sign = UINT64_C(1) << (size * 8 - 1);
    return ((value & (2 * sign - 1)) ^ sign) - sign;
}

static struct text lead_of(const struct format_spec *s, bool negative, uint64_t value)
{
    switch (s->conversion) {
    case 'x': return s->alternate && value ? TEXT("0x") : TEXT("");
    case 'X': return s->alternate && value ? TEXT("0X") : TEXT("");
    case 'o': return s->alternate && value ? TEXT("0") : TEXT("");
    case 'u': return TEXT("");
    default: return negative ? TEXT("-") : s->plus ? TEXT("+") : s->blank ? TEXT(" ") : TEXT("");
    }
}

void format_integer(const struct format_spec *spec, uint64_t value, size_t size, struct buffer *out)
{
    char room[DIGITS], *end = room + DIGITS, *at;
    bool negative = false;
    switch (spec->conversion) {
    case 'x': case 'X': at = power_digits(value, 4, spec->conversion == 'X', end); break;
    case 'o': at = power_digits(value, 3, false, end); break;
    case 'u': at = decimal_digits(value, end); break;
    default: /* d, and s or anything else on a number */
        value = sign_extend(value, size);
        negative = value >> 63;
        at = decimal_digits(negative ? 0 - value : value, end);
    }
    struct text digits = text_slice(at, end);
    if (spec->plain && !negative)
        buffer_text(out, digits);
    else
        assemble(spec, lead_of(spec, negative, value), digits, out);
}

void format_pointer(const struct format_spec *spec, uint64_t value, size_t size, struct buffer *out)
{
    size_t start = out->len;
    format_hex(value, (unsigned)size * 2, true, out);
    struct format_spec whole = *spec;
    whole.precision = -1;
    format_pad(&whole, start, out);
}

void format_double(const struct format_spec *spec, double value, struct buffer *out)
{
    char format[12], *at = format;
    *at++ = '%';
    if (spec->left) *at++ = '-';
    if (spec->plus) *at++ = '+';
    if (spec->blank) *at++ = ' ';
    if (spec->alternate) *at++ = '#';
    if (spec->zero) *at++ = '0';
    memcpy(at, "*.*", 3);
    at[3] = text_find(TEXT("eEfgGaA"), spec->conversion) ? spec->conversion : 'g';
    at[4] = 0;
    buffer_format(out, format, spec->width < 0 ? 0 : spec->width, spec->precision, value);
}

void format_pad(const struct format_spec *spec, size_t start, struct buffer *out)
{
    if (spec->plain)
        return;
    size_t len = out->len - start, width = spec->width > 0 ? (size_t)spec->width : 0;
    if (spec->precision >= 0 && len > (size_t)spec->precision) {
        len = (size_t)spec->precision;
        while (len && ((unsigned char)out->at[start + len] & 0xC0) == 0x80)
            len--; /* no half characters */
        out->len = start + len;
    }
    if (width <= len)
        return;
    repeat(spec->zero && !spec->left ? '0' : ' ', width - len, out);
    if (spec->left)
        return;
    memmove(out->at + start + (width - len), out->at + start, len);
    memset(out->at + start, spec->zero ? '0' : ' ', width - len);
}
