/* The rule of the Microsoft C runtime, because response files and WPP_FLAGS are written for it:
 * 2n backslashes and a quote are n backslashes and a delimiter, 2n+1 are n backslashes and a quote. */
#include "options.h"

static size_t put_backslashes(struct buffer *b, struct text t, size_t at)
{
    size_t n = 0;
    while (at + n < t.len && t.at[at + n] == '\\')
        n++;
    bool quote = at + n < t.len && t.at[at + n] == '"';
    for (size_t i = 0; i < (quote ? n / 2 : n); i++)
        buffer_char(b, '\\');
    if (quote && n % 2) {
        buffer_char(b, '"');
        return at + n + 1;
    }
    return at + n;
}

void tokens_split(struct words *w, struct arena *a, struct text text)
{
    struct buffer b = {0};
    bool quoted = false, inside = false;
    for (size_t at = 0; at < text.len;) {
        char c = text.at[at];
        if (!quoted && text_is_blank(c)) {
            if (inside)
                *(struct text *)ARENA_PUSH(a, w->list) = text_copy(a, buffer_slice(&b));
            b.len = 0;
            inside = false;
            at++;
            continue;
        }
        inside = true;
        if (c == '"') {
            quoted = !quoted;
            at++;
        } else if (c == '\\') {
            at = put_backslashes(&b, text, at);
        } else {
            buffer_char(&b, c);
            at++;
        }
    }
    if (inside)
        *(struct text *)ARENA_PUSH(a, w->list) = text_copy(a, buffer_slice(&b));
    buffer_free(&b);
}
