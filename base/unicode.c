#ifdef _WIN32
#include <limits.h>
#include <windows.h>
#endif

#include "unicode.h"

static const struct { struct text mark; enum encoding encoding; } marks[] = {
    {TEXT_INIT("\xEF\xBB\xBF"), ENCODING_UTF8},
    {TEXT_INIT("\xFF\xFE"), ENCODING_UTF16LE},
    {TEXT_INIT("\xFE\xFF"), ENCODING_UTF16BE},
};

enum encoding unicode_mark(struct text t, size_t *mark_len)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (text_starts(t, marks[i].mark)) {
            *mark_len = marks[i].mark.len;
            return marks[i].encoding;
        }
    *mark_len = 0;
    return ENCODING_ANSI;
}

struct text unicode_mark_of(enum encoding encoding)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (marks[i].encoding == encoding)
            return marks[i].mark;
    return TEXT("");
}

#ifdef _WIN32
/* Win32 converts by way of UTF-16 and does not say where it failed, so a failure is pinned down by halving. */
static UINT code_page(enum encoding e) { return e == ENCODING_UTF8 ? CP_UTF8 : CP_ACP; }

static bool swap_bytes(struct text in, struct buffer *out)
{
    for (size_t i = 0; i + 1 < in.len; i += 2) {
        buffer_char(out, in.at[i + 1]);
        buffer_char(out, in.at[i]);
    }
    return in.len % 2 == 0;
}

static bool to_wide(struct text in, enum encoding from, struct buffer *wide)
{
    if (from == ENCODING_UTF16BE)
        return swap_bytes(in, wide);
    if (from == ENCODING_UTF16LE) {
        buffer_text(wide, in);
        return in.len % 2 == 0;
    }
    if (in.len == 0)
        return true;
    DWORD strict = from == ENCODING_UTF8 ? MB_ERR_INVALID_CHARS : 0;
    int n = in.len > INT_MAX / 4 ? 0 : MultiByteToWideChar(code_page(from), strict, in.at, (int)in.len, NULL, 0);
    if (n <= 0)
        return false;
    buffer_reserve(wide, (size_t)n * 2);
    MultiByteToWideChar(code_page(from), strict, in.at, (int)in.len, (wchar_t *)(void *)(wide->at + wide->len), n);
    wide->len += (size_t)n * 2;
    return true;
}

static bool from_wide(struct text wide, enum encoding to, struct buffer *out)
{
    if (to == ENCODING_UTF16BE)
        return swap_bytes(wide, out);
    BOOL lost = FALSE;
    const wchar_t *at = (const wchar_t *)(const void *)wide.at;
    int units = (int)(wide.len / 2);
    if (units == 0)
        return true;
    DWORD strict = WC_ERR_INVALID_CHARS; /* unpaired surrogates fail in every target */
    if (WideCharToMultiByte(CP_UTF8, strict, at, units, NULL, 0, NULL, NULL) <= 0)
        return false;
    if (to == ENCODING_UTF16LE) {
        buffer_text(out, wide);
        return true;
    }
    if (to == ENCODING_ANSI)
        strict = WC_NO_BEST_FIT_CHARS;
    BOOL *report = to == ENCODING_ANSI && GetACP() != CP_UTF8 ? &lost : NULL;
    if (to == ENCODING_ANSI && GetACP() == CP_UTF8)
        strict = 0;
    int n = WideCharToMultiByte(code_page(to), strict, at, units, NULL, 0, NULL, report);
    if (n <= 0 || lost)
        return false;
    buffer_reserve(out, (size_t)n);
    WideCharToMultiByte(code_page(to), strict, at, units, out->at + out->len, n, NULL, NULL);
    out->len += (size_t)n;
    return true;
}

static bool convert_whole(struct text in, enum encoding from, enum encoding to, struct buffer *out)
{
    struct buffer wide = {0};
    size_t before = out->len;
    bool ok = in.len < INT_MAX / 4 && to_wide(in, from, &wide) && from_wide(buffer_slice(&wide), to, out);
    if (!ok)
        out->len = before;
    buffer_free(&wide);
    return ok;
}

bool unicode_convert(struct text in, enum encoding from, enum encoding to, struct buffer *out, size_t *bad)
{
    if (convert_whole(in, from, to, out))
        return true;
    struct buffer probe = {0};
    size_t good = 0, fail = in.len; /* the longest prefix that converts ends before fail */
    while (fail - good > 1) {
        size_t middle = good + (fail - good) / 2;
        probe.len = 0;
        if (convert_whole((struct text){in.at, middle}, from, to, &probe))
            good = middle;
        else
            fail = middle;
    }
    buffer_free(&probe);
    convert_whole((struct text){in.at, good}, from, to, out);
    *bad = good;
    return false;
}

#else
#include <errno.h>
#include <iconv.h>

static const char *const names[] = {
    [ENCODING_ANSI] = "WINDOWS-1252", [ENCODING_UTF8] = "UTF-8",
    [ENCODING_UTF16LE] = "UTF-16LE", [ENCODING_UTF16BE] = "UTF-16BE",
};

bool unicode_convert(struct text in, enum encoding from, enum encoding to, struct buffer *out, size_t *bad)
{
    *bad = 0;
    iconv_t converter = iconv_open(names[to], names[from]);
    if (converter == (iconv_t)-1)
        return false;
    char *next = (char *)(uintptr_t)in.at; /* iconv's prototype lacks a const; it does not write there */
    size_t left = in.len;
    while (left) {
        buffer_reserve(out, left * 2 + 16);
        char *to_at = out->at + out->len;
        size_t room = out->cap - out->len;
        size_t result = iconv(converter, &next, &left, &to_at, &room);
        out->len = (size_t)(to_at - out->at);
        if (result == (size_t)-1 && errno != E2BIG)
            break;
    }
    iconv_close(converter);
    *bad = in.len - left;
    return left == 0;
}
#endif
