#include "source.h"

#include <stdlib.h>
#include <string.h>

#include "file.h"

/* Old Macintosh text ends its lines with CR alone. One byte for one byte, so that offsets stay true. */
static void end_lines_with_lf(struct source *s)
{
    if (text_find(s->bytes, '\n'))
        return;
    for (char *cr = s->storage.at; (cr = memchr(cr, '\r', (size_t)(s->storage.at + s->storage.len - cr)));)
        *cr = '\n';
}

static enum source_error decode(struct source *s, struct arena *a, const char **why)
{
    size_t mark;
    struct text raw = buffer_slice(&s->storage);
    s->encoding = unicode_mark(raw, &mark);
    s->bytes = text_skip(raw, mark);
    if (s->encoding == ENCODING_UTF16LE || s->encoding == ENCODING_UTF16BE) {
        struct buffer utf8 = {0};
        size_t bad;
        bool ok = unicode_convert(s->bytes, s->encoding, ENCODING_UTF8, &utf8, &bad);
        buffer_char(&utf8, 0);
        utf8.len--;
        buffer_free(&s->storage);
        s->storage = utf8;
        s->bytes = buffer_slice(&utf8);
        if (!ok) {
            *why = text_format(a, "UTF-16 text is cut or invalid at byte offset %zu", mark + bad).at;
            return SOURCE_BAD_ENCODING;
        }
    }
    const char *nul = text_find(s->bytes, 0);
    if (nul) {
        size_t offset = (size_t)(nul - s->bytes.at);
        bool wide = s->encoding == ENCODING_ANSI && offset < 2 && s->bytes.len % 2 == 0;
        *why = text_format(a, "not a text file: NUL byte at offset %zu%s", mark + offset,
                           wide ? " (UTF-16 without a byte order mark?)" : "").at;
        return SOURCE_NOT_TEXT;
    }
    end_lines_with_lf(s);
    return SOURCE_OK;
}

enum source_error source_load(struct source *s, struct arena *a, struct text path, struct text file, const char **why)
{
    *s = (struct source){.path = path, .file = file, .cursor = ARENA_NEW(a, struct source_cursor)};
    if (!file_read(file.at, &s->storage, why))
        return SOURCE_UNREADABLE;
    buffer_char(&s->storage, 0);
    s->storage.len--;
    return decode(s, a, why);
}

struct source source_from(struct text name, struct text bytes)
{
    return (struct source){.path = name, .bytes = bytes};
}

void source_release(struct source *s)
{
    buffer_free(&s->storage);
    s->bytes = TEXT("");
}

void source_position(const struct source *s, size_t offset, size_t *line, size_t *column)
{
    struct source_cursor from = {0};
    if (offset > s->bytes.len)
        offset = s->bytes.len;
    if (s->cursor && s->cursor->line && s->cursor->offset <= offset)
        from = *s->cursor;
    const char *at = s->bytes.at + from.offset, *end = s->bytes.at + offset;
    if (!from.line)
        from.line = 1;
    for (const char *nl; at < end && (nl = memchr(at, '\n', (size_t)(end - at)));) {
        from.line++;
        at = nl + 1;
        from.start = (size_t)(at - s->bytes.at);
    }
    from.offset = offset;
    *line = from.line;
    *column = offset - from.start + 1;
    if (s->cursor)
        *s->cursor = from;
}
