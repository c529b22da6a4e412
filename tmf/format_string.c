/* Strings of a log are the bytes of somebody else's memory: ANSI of an unknown code page, UTF-8, UTF-16 with
 * halves missing, escape sequences. They become UTF-8; bytes that are no UTF-8 are taken as Windows-1252, so that
 * a log reads the same on every machine. Control characters are spelled out: a record stays one line, and
 * what a driver was handed by a user cannot steer a terminal. */
#include "format_plan.h"

static const uint16_t windows_1252[32] = { /* 0x80 to 0x9F */
    0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D, 0x8F,
    0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC,  0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178};

static void control(uint32_t code, struct buffer *out)
{
    switch (code) {
    case '\n': buffer_text(out, TEXT("\\n")); break;
    case '\r': buffer_text(out, TEXT("\\r")); break;
    case '\t': buffer_text(out, TEXT("\\t")); break;
    default:
        buffer_text(out, TEXT("\\x"));
        format_hex(code, 2, false, out);
    }
}

void format_character(uint32_t code, struct buffer *out)
{
    if (code < 0x20 || (code >= 0x7F && code < 0xA0)) {
        control(code, out);
    } else if (code < 0x80) {
        buffer_char(out, (char)code);
    } else if (code < 0x800) {
        buffer_char(out, (char)(0xC0 | code >> 6));
        buffer_char(out, (char)(0x80 | (code & 0x3F)));
    } else if (code < 0x10000) {
        buffer_char(out, (char)(0xE0 | code >> 12));
        buffer_char(out, (char)(0x80 | (code >> 6 & 0x3F)));
        buffer_char(out, (char)(0x80 | (code & 0x3F)));
    } else {
        buffer_char(out, (char)(0xF0 | code >> 18));
        buffer_char(out, (char)(0x80 | (code >> 12 & 0x3F)));
        buffer_char(out, (char)(0x80 | (code >> 6 & 0x3F)));
        buffer_char(out, (char)(0x80 | (code & 0x3F)));
    }
}

/* The bytes of the UTF-8 sequence at the start of `at`, and its code; 0 when there is none. */
static size_t sequence(const unsigned char *at, size_t len, uint32_t *code)
{
    unsigned char c = at[0];
    size_t n = c < 0x80 ? 1 : c >= 0xC2 && c < 0xE0 ? 2 : c >= 0xE0 && c < 0xF0 ? 3 : c >= 0xF0 && c < 0xF5 ? 4 : 0;
    if (n == 0 || n > len)
        return 0;
    *code = n == 1 ? c : c & (0xFFu >> (n + 1));
    for (size_t i = 1; i < n; i++) {
        if ((at[i] & 0xC0) != 0x80)
            return 0;
        *code = *code << 6 | (at[i] & 0x3F);
    }
    bool short_form = (n == 3 && *code < 0x800) || (n == 4 && *code < 0x10000);
    bool no_character = *code > 0x10FFFF || (*code >= 0xD800 && *code < 0xE000);
    return short_form || no_character ? 0 : n;
}

static bool is_utf8(const unsigned char *at, size_t len)
{
    uint32_t code;
    for (size_t n; len; at += n, len -= n)
        if ((n = sequence(at, len, &code)) == 0)
            return false;
    return true;
}

void format_ansi(const unsigned char *at, size_t len, struct buffer *out)
{
    size_t clean = 0;
    while (clean < len && at[clean] >= 0x20 && at[clean] < 0x7F)
        clean++;
    buffer_bytes(out, at, clean);
    at += clean;
    len -= clean;
    bool utf8 = is_utf8(at, len);
    while (len) {
        uint32_t code = at[0];
        size_t n = 1;
        if (utf8)
            n = sequence(at, len, &code);
        else if (code >= 0x80 && code < 0xA0)
            code = windows_1252[code - 0x80];
        format_character(code, out);
        at += n;
        len -= n;
    }
}

static uint32_t unit_at(const unsigned char *at, unsigned unit)
{
    uint32_t low = (uint32_t)at[0] | (uint32_t)at[1] << 8;
    return unit == 4 ? low | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24 : low;
}

void format_wide(const unsigned char *at, size_t len, unsigned unit, struct buffer *out)
{
    while (len >= unit) {
        uint32_t code = unit_at(at, unit);
        at += unit;
        len -= unit;
        if (code >= 0xD800 && code < 0xDC00 && len >= unit) {
            uint32_t low = unit_at(at, unit);
            if (low >= 0xDC00 && low < 0xE000) {
                code = 0x10000 + ((code - 0xD800) << 10 | (low - 0xDC00));
                at += unit;
                len -= unit;
            }
        }
        bool no_character = code > 0x10FFFF || (code >= 0xD800 && code < 0xE000);
        format_character(no_character ? 0xFFFD : code, out);
    }
}
