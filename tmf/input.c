/* Errors name the byte: whoever has a broken file at hand wants to look at the place with a hex viewer. */
#include "input.h"

#include <stdarg.h>
#include <string.h>

static const struct diag_kind unreadable = {"unreadable-file", 3001, DIAG_ERROR, false};
static const struct diag_kind damaged = {"damaged-file", 3002, DIAG_ERROR, false};
static const struct diag_kind unsupported = {"unsupported-file", 3003, DIAG_ERROR, false};

bool input_open(struct input *in, struct text path, struct diag *d)
{
    *in = (struct input){.path = text_copy(d->arena, path), .diag = d};
    const char *why;
    in->open = stream_open(&in->stream, in->path.at, &in->size, &why);
    if (in->open)
        return true;
    diag_report(d, &unreadable, span_none(), "%.*s: %s", TEXT_ARG(path), why);
    return false;
}

struct input input_from(struct text path, struct text bytes, struct diag *d)
{
    return (struct input){.path = path, .size = bytes.len, .memory = (const unsigned char *)bytes.at, .diag = d};
}

void input_close(struct input *in)
{
    const char *why;
    if (in->open)
        stream_close(&in->stream, &why);
    in->open = false;
}

bool input_read(struct input *in, uint64_t offset, void *to, size_t n)
{
    if (offset > in->size || n > in->size - offset)
        return input_damaged(in, offset, "the file ends before %zu bytes that should be here", n);
    const char *why;
    if (n == 0)
        return true;
    if (in->memory) {
        memcpy(to, in->memory + offset, n);
        return true;
    }
    if (stream_read_at(&in->stream, offset, to, n, &why))
        return true;
    diag_report(in->diag, &unreadable, span_none(), "%.*s: offset 0x%llx: %s", TEXT_ARG(in->path),
                (unsigned long long)offset, why);
    return false;
}

/* The sentence, in the arena of the diagnostics. */
static struct text sentence(struct diag *d, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    size_t room = len > 0 ? (size_t)len + 1 : 1;
    char *at = arena_alloc(d->arena, room);
    vsnprintf(at, room, format, again);
    va_end(again);
    return text_from(at);
}

bool input_damaged(struct input *in, uint64_t offset, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    struct text what = sentence(in->diag, format, args);
    va_end(args);
    diag_report(in->diag, &damaged, span_none(), "%.*s: offset 0x%llx: %.*s", TEXT_ARG(in->path),
                (unsigned long long)offset, TEXT_ARG(what));
    return false;
}

bool input_unsupported(struct input *in, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    struct text what = sentence(in->diag, format, args);
    va_end(args);
    diag_report(in->diag, &unsupported, span_none(), "%.*s: %.*s", TEXT_ARG(in->path), TEXT_ARG(what));
    return false;
}
