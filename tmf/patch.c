/* The file goes through one window, for writing and again for comparing, so its size costs no memory. */
#include "patch.h"

#include <stdlib.h>
#include <string.h>

static const struct diag_kind unwritable = {"unwritable-file", 3201, DIAG_ERROR, false};

enum { WINDOW = 1 << 20 };

void patches_add(struct patches *p, const struct msf *m, uint32_t stream, uint32_t off, struct text bytes)
{
    while (bytes.len) {
        size_t part = m->block_size - off % m->block_size;
        if (part > bytes.len)
            part = bytes.len;
        *(struct patch *)ARENA_PUSH(p->arena, p->list) =
            (struct patch){msf_file_offset(m, stream, off), {bytes.at, part}};
        bytes = text_skip(bytes, part);
        off += (uint32_t)part;
    }
}

static int by_offset(const void *left, const void *right)
{
    const struct patch *a = left, *b = right;
    return (a->at > b->at) - (a->at < b->at);
}

static bool overlap(const struct patches *p)
{
    for (size_t i = 1; i < p->list.count; i++)
        if (p->list.items[i].at - p->list.items[i - 1].at < p->list.items[i - 1].bytes.len)
            return true;
    return false;
}

/* Reads a window of the original and puts the patches in that fall into it; *next is the first that may. */
static bool patched_window(const struct patches *p, struct input *in, uint64_t at, char *window, size_t n,
                           size_t *next)
{
    if (!input_read(in, at, window, n))
        return false;
    for (size_t i = *next; i < p->list.count && p->list.items[i].at < at + n; i++) {
        const struct patch *one = &p->list.items[i];
        uint64_t begin = one->at > at ? one->at : at, end = one->at + one->bytes.len;
        if (end <= at + n)
            *next = i + 1;
        else
            end = at + n;
        if (end > begin)
            memcpy(window + (begin - at), one->bytes.at + (begin - one->at), (size_t)(end - begin));
    }
    return true;
}

static bool copy(const struct patches *p, struct input *in, struct stream *to, char *window, const char **why)
{
    size_t next = 0;
    *why = NULL;
    for (uint64_t at = 0; at < in->size; at += WINDOW) {
        size_t n = in->size - at < WINDOW ? (size_t)(in->size - at) : WINDOW;
        if (!patched_window(p, in, at, window, n, &next) || !stream_append(to, window, n, why))
            return false;
    }
    return true;
}

static bool compare(const struct patches *p, struct input *in, struct input *written, char *window)
{
    char *other = base_realloc(NULL, WINDOW);
    size_t next = 0;
    bool same = written->size == in->size;
    for (uint64_t at = 0; same && at < in->size; at += WINDOW) {
        size_t n = in->size - at < WINDOW ? (size_t)(in->size - at) : WINDOW;
        same = patched_window(p, in, at, window, n, &next) && input_read(written, at, other, n) &&
               memcmp(window, other, n) == 0;
    }
    free(other);
    return same;
}

static bool cannot(struct input *in, struct text target, const char *why)
{
    diag_report(in->diag, &unwritable, span_none(), "%.*s: not changed: %s", TEXT_ARG(target), why);
    return false;
}

static bool read_back(const struct patches *p, struct input *in, struct text temporary, struct text target,
                      char *window, bool (*check)(void *, struct input *), void *context)
{
    struct input written;
    if (!input_open(&written, temporary, in->diag))
        return false;
    bool same = compare(p, in, &written, window);
    bool ok = same && check(context, &written);
    input_close(&written);
    return ok || cannot(in, target, same ? "the new file does not read back as it should"
                                         : "the new file does not hold what was written");
}

bool patches_write(struct patches *p, struct input *in, struct text target,
                   bool (*check)(void *context, struct input *written), void *context)
{
    if (p->list.count)
        qsort(p->list.items, p->list.count, sizeof *p->list.items, by_offset);
    if (overlap(p))
        return cannot(in, target, "two changes to one place");
    struct text temporary = stream_temporary(p->arena, target);
    struct stream to;
    const char *why;
    if (!stream_create(&to, temporary.at, &why))
        return cannot(in, target, why);
    char *window = base_realloc(NULL, WINDOW);
    bool ok = copy(p, in, &to, window, &why), closed = stream_close(&to, ok ? &why : &(const char *){NULL});
    if (!ok || !closed)
        ok = cannot(in, target, why ? why : "the original cannot be read");
    else
        ok = read_back(p, in, temporary, target, window, check, context);
    input_close(in);
    if (ok && !stream_move(temporary.at, text_copy(p->arena, target).at, &why))
        ok = cannot(in, target, why);
    if (!ok)
        stream_remove(temporary.at);
    free(window);
    return ok;
}
