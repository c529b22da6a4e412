/* Message texts keep the escapes of their source, because templates put them into literals again. A .tmf
 * file has what the compiler makes of them. */
#include "catalogue.h"

static void put_utf8(struct buffer *out, uint32_t c)
{
    if (c < 0x80) {
        buffer_char(out, (char)c);
    } else if (c < 0x800) {
        buffer_char(out, (char)(0xC0 | c >> 6));
        buffer_char(out, (char)(0x80 | (c & 0x3F)));
    } else if (c < 0x10000) {
        buffer_char(out, (char)(0xE0 | c >> 12));
        buffer_char(out, (char)(0x80 | (c >> 6 & 0x3F)));
        buffer_char(out, (char)(0x80 | (c & 0x3F)));
    } else {
        buffer_char(out, (char)(0xF0 | (c >> 18 & 7)));
        buffer_char(out, (char)(0x80 | (c >> 12 & 0x3F)));
        buffer_char(out, (char)(0x80 | (c >> 6 & 0x3F)));
        buffer_char(out, (char)(0x80 | (c & 0x3F)));
    }
}

static int digit_of(char c, int base)
{
    int digit = text_is_digit(c) ? c - '0' : text_lower(c) >= 'a' && text_lower(c) <= 'f' ? text_lower(c) - 'a' + 10 : 99;
    return digit < base ? digit : -1;
}

/* Up to `most` digits at t; returns how many there are. */
static size_t number(struct text t, int base, size_t most, uint32_t *value)
{
    size_t n = 0;
    *value = 0;
    for (; n < t.len && n < most && digit_of(t.at[n], base) >= 0; n++)
        *value = *value * (uint32_t)base + (uint32_t)digit_of(t.at[n], base);
    return n;
}

/* The escape at t, whose first byte is a backslash. Returns its length. */
static size_t put_escape(struct buffer *out, struct text t)
{
    static const char names[] = "abfnrtv", values[] = "\a\b\f\n\r\t\v";
    uint32_t value;
    size_t n;
    if (t.len < 2)
        return buffer_char(out, '\\'), 1;
    char c = t.at[1];
    const char *named = text_find(text_from(names), c);
    if (named)
        return buffer_char(out, values[named - names]), 2;
    if (c == 'x' && (n = number(text_skip(t, 2), 16, 8, &value)) > 0)
        return put_utf8(out, value), 2 + n;
    if ((c == 'u' || c == 'U') && (n = number(text_skip(t, 2), 16, c == 'u' ? 4 : 8, &value)) > 0)
        return put_utf8(out, value), 2 + n;
    if ((n = number(text_skip(t, 1), 8, 3, &value)) > 0)
        return put_utf8(out, value), 1 + n;
    return buffer_char(out, c), 2;
}

void catalogue_unescape(struct buffer *out, struct text literal)
{
    while (literal.len) {
        size_t n = 1;
        if (literal.at[0] == '\\')
            n = put_escape(out, literal);
        else
            buffer_char(out, literal.at[0]);
        literal = text_skip(literal, n);
    }
}
