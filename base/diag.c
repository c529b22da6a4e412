/* One report is put together in a buffer and written at once, so that parallel builds do not mix lines. The
 * hard point is the excerpt: long lines are cut to a window around the caret, tabs keep their width by being
 * repeated under the line, and the bytes of one UTF-8 character count as one place. */
#include "diag.h"

#include <stdarg.h>
#include <string.h>

enum { WINDOW = 110 };

static const char *paint(const struct diag *d, const char *code) { return d->color ? code : ""; }

static bool listed(const struct text *names, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal(names[i], text_from(name)))
            return true;
    return false;
}

bool diag_enabled(const struct diag *d, const struct diag_kind *kind)
{
    if (kind->level == DIAG_ERROR)
        return true;
    if (d->no_warnings || listed(d->disabled.items, d->disabled.count, kind->name))
        return false;
    return !kind->off || listed(d->enabled.items, d->enabled.count, kind->name);
}

static void put_place(const struct diag *d, struct buffer *b, struct span at)
{
    size_t line, column;
    if (!at.source) {
        buffer_format(b, "%s%s", paint(d, "\033[1m"), d->program);
        buffer_format(b, "%s%s", d->style == DIAG_MSVC ? " : " : ": ", paint(d, "\033[0m"));
        return;
    }
    source_position(at.source, at.begin, &line, &column);
    const char *shape = d->style == DIAG_MSVC ? "%s%.*s(%zu,%zu): %s" : "%s%.*s:%zu:%zu: %s";
    buffer_format(b, shape, paint(d, "\033[1m"), TEXT_ARG(at.source->path), line, column, paint(d, "\033[0m"));
}

static void put_caret(const struct diag *d, struct buffer *b, struct text line, size_t from, size_t to)
{
    buffer_format(b, "%5s | ", "");
    for (size_t i = 0; i < from; i++)
        if (((unsigned char)line.at[i] & 0xC0) != 0x80)
            buffer_char(b, line.at[i] == '\t' ? '\t' : ' ');
    buffer_format(b, "%s^", paint(d, "\033[1;32m"));
    for (size_t i = from + 1; i < to; i++)
        if (((unsigned char)line.at[i] & 0xC0) != 0x80)
            buffer_char(b, '~');
    buffer_format(b, "%s\n", paint(d, "\033[0m"));
}

static void put_excerpt(const struct diag *d, struct buffer *b, struct span at)
{
    if (!at.source || at.begin > at.source->bytes.len || d->style == DIAG_MSVC)
        return;
    size_t number, column;
    source_position(at.source, at.begin, &number, &column);
    struct text line = text_skip(at.source->bytes, at.begin - (column - 1));
    if (line.len > column + WINDOW) /* a line may be as long as the file */
        line.len = column + WINDOW;
    const char *end = text_find(text_skip(line, column - 1), '\n');
    line = end ? text_slice(line.at, end) : line;
    size_t from = column - 1, to = from + (at.end > at.begin ? at.end - at.begin : 1);
    if (from > WINDOW - 30) {
        size_t cut = from - (WINDOW - 30);
        line = text_skip(line, cut);
        from -= cut;
        to -= cut;
    }
    if (line.len > WINDOW)
        line.len = WINDOW;
    line = text_trim_end(line);
    if (from > line.len)
        from = line.len;
    if (to > line.len)
        to = line.len;
    buffer_format(b, "%5zu | ", number);
    for (size_t i = 0; i < line.len; i++) /* control characters would act on the terminal */
        buffer_char(b, (unsigned char)line.at[i] < 32 && line.at[i] != '\t' ? ' ' : line.at[i]);
    buffer_char(b, '\n');
    put_caret(d, b, line, from, to);
}

static void put_sentence(struct buffer *b, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (len <= 0)
        return;
    buffer_reserve(b, (size_t)len + 1);
    vsnprintf(b->at + b->len, (size_t)len + 1, format, args);
    for (size_t i = 0; i < (size_t)len; i++) /* names from outside may hold line ends or escapes */
        if ((unsigned char)b->at[b->len + i] < 32)
            b->at[b->len + i] = ' ';
    b->len += (size_t)len;
}

static void flush(struct diag *d, struct buffer *b)
{
    fwrite(b->at, 1, b->len, d->out);
    fflush(d->out);
    buffer_free(b);
}

bool diag_report(struct diag *d, const struct diag_kind *kind, struct span at, const char *format, ...)
{
    d->last_shown = diag_enabled(d, kind) && !diag_full(d);
    bool error = kind->level == DIAG_ERROR || (d->warnings_are_errors && diag_enabled(d, kind));
    if (!d->last_shown)
        return error;
    struct buffer b = {0};
    put_place(d, &b, at);
    buffer_format(&b, "%s%s", paint(d, error ? "\033[1;31m" : "\033[1;35m"), error ? "error" : "warning");
    if (d->style == DIAG_MSVC)
        buffer_format(&b, " WPP%04u", kind->number);
    buffer_format(&b, ":%s ", paint(d, "\033[0m"));
    va_list args;
    va_start(args, format);
    put_sentence(&b, format, args);
    va_end(args);
    buffer_format(&b, " [%s%s]\n", error && kind->level == DIAG_WARNING ? "-Werror," : "", kind->name);
    put_excerpt(d, &b, at);
    if (error)
        d->errors++;
    else
        d->warnings++;
    if (diag_full(d))
        buffer_format(&b, "%s%s %d errors, stopping\n", d->program, d->style == DIAG_MSVC ? " :" : ":", DIAG_MAX_ERRORS);
    flush(d, &b);
    return error;
}

void diag_note(struct diag *d, struct span at, const char *format, ...)
{
    if (!d->last_shown)
        return;
    struct buffer b = {0};
    put_place(d, &b, at);
    buffer_format(&b, "%snote:%s ", paint(d, "\033[1;36m"), paint(d, "\033[0m"));
    va_list args;
    va_start(args, format);
    put_sentence(&b, format, args);
    va_end(args);
    buffer_char(&b, '\n');
    put_excerpt(d, &b, at);
    flush(d, &b);
}
