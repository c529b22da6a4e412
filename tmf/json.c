/* Everything but quotes, backslashes and control characters goes through as it is, so the common text is copied in
 * one piece; only bytes from 0x80 on are looked at one by one. */
#include "json.h"

/* Bytes of the UTF-8 sequence at the start of t; 0 when it is none. */
static size_t sequence(struct text t)
{
    const unsigned char *at = (const unsigned char *)t.at;
    unsigned char c = at[0];
    size_t n = c < 0x80 ? 1 : c >= 0xC2 && c < 0xE0 ? 2 : c >= 0xE0 && c < 0xF0 ? 3 : c >= 0xF0 && c < 0xF5 ? 4 : 0;
    if (n == 0 || n > t.len)
        return 0;
    for (size_t i = 1; i < n; i++)
        if ((at[i] & 0xC0) != 0x80)
            return 0;
    bool bad = (c == 0xE0 && at[1] < 0xA0) || (c == 0xED && at[1] > 0x9F) || (c == 0xF0 && at[1] < 0x90) ||
               (c == 0xF4 && at[1] > 0x8F);
    return bad ? 0 : n;
}

static void string(struct buffer *out, struct text t)
{
    buffer_char(out, '"');
    while (t.len) {
        size_t plain = 0;
        while (plain < t.len && (unsigned char)t.at[plain] >= 0x20 && (unsigned char)t.at[plain] < 0x7F &&
               t.at[plain] != '"' && t.at[plain] != '\\')
            plain++;
        buffer_bytes(out, t.at, plain);
        t = text_skip(t, plain);
        if (!t.len)
            break;
        unsigned char c = (unsigned char)t.at[0];
        size_t n = sequence(t);
        if (c == '"' || c == '\\') {
            buffer_char(out, '\\');
            buffer_char(out, (char)c);
        } else if (c < 0x20 || c == 0x7F) {
            buffer_format(out, "\\u%04x", c);
        } else {
            buffer_text(out, n ? (struct text){t.at, n} : TEXT("\xEF\xBF\xBD"));
        }
        t = text_skip(t, n ? n : 1);
    }
    buffer_char(out, '"');
}

static void key_of(struct json *j, const char *key)
{
    if (j->comma)
        buffer_char(j->out, ',');
    j->comma = true;
    if (key) {
        string(j->out, text_from(key));
        buffer_char(j->out, ':');
    }
}

void json_open(struct json *j, const char *key, char bracket)
{
    key_of(j, key);
    buffer_char(j->out, bracket);
    j->comma = false;
}

void json_close(struct json *j, char bracket)
{
    buffer_char(j->out, bracket);
    j->comma = true;
}

void json_text(struct json *j, const char *key, struct text value)
{
    key_of(j, key);
    string(j->out, value);
}

void json_number(struct json *j, const char *key, uint64_t value)
{
    char room[20], *end = room + sizeof room, *at = end;
    key_of(j, key);
    do
        *--at = (char)('0' + value % 10);
    while ((value /= 10) != 0);
    buffer_bytes(j->out, at, (size_t)(end - at));
}

void json_bool(struct json *j, const char *key, bool value)
{
    key_of(j, key);
    buffer_text(j->out, value ? TEXT("true") : TEXT("false"));
}
