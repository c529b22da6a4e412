/* Blocks are converted as a whole; a character that the target has no code for ends the converter, so it is
 * replaced and the rest is tried again. */
#include "sink.h"

#include <errno.h>
#include <stdlib.h>
#include <time.h>
#ifdef _WIN32
#include <fcntl.h>
#include <io.h>
#include <windows.h>
#else
#include <unistd.h>
#endif

bool sink_is_terminal(FILE *file)
{
#ifdef _WIN32
    return _isatty(_fileno(file)) != 0;
#else
    return isatty(fileno(file)) != 0;
#endif
}

static FILE *open_file(const char *path)
{
#ifdef _WIN32
    int len = MultiByteToWideChar(CP_UTF8, 0, path, -1, NULL, 0);
    wchar_t *wide = base_realloc(NULL, (size_t)(len > 0 ? len : 1) * sizeof *wide);
    wide[0] = 0;
    MultiByteToWideChar(CP_UTF8, 0, path, -1, wide, len);
    FILE *file = _wfopen(wide, L"wb");
    free(wide);
    return file;
#else
    return fopen(path, "wb");
#endif
}

bool sink_open(struct sink *s, const char *path, enum encoding encoding, const char **why)
{
    *s = (struct sink){.encoding = encoding};
    if (strcmp(path, "-") == 0) {
        s->file = stdout;
#ifdef _WIN32
        _setmode(_fileno(stdout), _O_BINARY);
#endif
    } else {
        s->file = open_file(path);
    }
    if (!s->file) {
        *why = strerror(errno);
        return false;
    }
    if (encoding == ENCODING_UTF16LE && s->file != stdout)
        s->failed = fwrite("\xFF\xFE", 1, 2, s->file) != 2;
    return true;
}

static struct text convert(struct sink *s, struct text t)
{
    s->converted.len = 0;
    for (size_t bad; !unicode_convert(t, ENCODING_UTF8, s->encoding, &s->converted, &bad) && bad < t.len;) {
        t = text_skip(t, bad + 1);
        while (t.len && ((unsigned char)t.at[0] & 0xC0) == 0x80)
            t = text_skip(t, 1);
        buffer_char(&s->converted, '?');
        if (s->encoding == ENCODING_UTF16LE)
            buffer_char(&s->converted, 0);
    }
    return buffer_slice(&s->converted);
}

void sink_write(struct sink *s, struct buffer *b)
{
    struct text t = buffer_slice(b);
    if (s->encoding != ENCODING_UTF8)
        t = convert(s, t);
    if (t.len && fwrite(t.at, 1, t.len, s->file) != t.len)
        s->failed = true;
    b->len = 0;
}

bool sink_close(struct sink *s)
{
    bool ok = !s->failed && fflush(s->file) == 0;
    if (s->file != stdout)
        ok = fclose(s->file) == 0 && ok;
    buffer_free(&s->converted);
    return ok;
}

static int64_t now_ms(void)
{
#ifdef _WIN32
    return (int64_t)GetTickCount64();
#else
    struct timespec t = {0};
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
#endif
}

void progress_start(struct progress *p)
{
    *p = (struct progress){.started = now_ms(), .terminal = sink_is_terminal(stderr)};
}

void progress_show(struct progress *p, double done)
{
    if (!p->terminal)
        return;
    int64_t now = now_ms();
    if (now - p->started < 1000 || now - p->shown < 200)
        return;
    p->shown = now;
    p->visible = true;
    fprintf(stderr, "\r%3.0f %%", done * 100);
    fflush(stderr);
}

void progress_end(struct progress *p)
{
    if (p->visible)
        fputs("\r      \r", stderr);
    p->visible = false;
}
