/* pread, so that one descriptor serves readers that jump; every short or interrupted call is continued. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file_system.h"
#include "stream.h"

static bool fail(const char **why)
{
    *why = strerror(errno);
    return false;
}

bool stream_open(struct stream *s, const char *path, uint64_t *size, const char **why)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* a FIFO must not hang the build */
    if (fd < 0)
        return fail(why);
    struct stat st;
    bool ok = fstat(fd, &st) == 0 || fail(why);
    if (ok && !S_ISREG(st.st_mode)) {
        errno = S_ISDIR(st.st_mode) ? EISDIR : EINVAL;
        ok = fail(why);
    }
    if (!ok) {
        close(fd);
        return false;
    }
    *size = (uint64_t)st.st_size;
    s->handle = fd;
    return true;
}

bool stream_read_at(struct stream *s, uint64_t offset, void *to, size_t n, const char **why)
{
    for (char *at = to; n;) {
        ssize_t got = pread((int)s->handle, at, n, (off_t)offset);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fail(why);
        if (got == 0) {
            *why = "the file ends before that";
            return false;
        }
        at += got;
        n -= (size_t)got;
        offset += (uint64_t)got;
    }
    return true;
}

bool stream_create(struct stream *s, const char *path, const char **why)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return fail(why);
    s->handle = fd;
    return true;
}

bool stream_append(struct stream *s, const void *from, size_t n, const char **why)
{
    for (const char *at = from; n;) {
        ssize_t put = write((int)s->handle, at, n);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return fail(why);
        at += put;
        n -= (size_t)put;
    }
    return true;
}

bool stream_close(struct stream *s, const char **why)
{
    return close((int)s->handle) == 0 || fail(why);
}

bool stream_move(const char *from, const char *to, const char **why) { return file_rename(from, to, why); }
void stream_remove(const char *path) { file_remove(path); }

struct text stream_temporary(struct arena *a, struct text path)
{
    return text_format(a, "%.*s.%lu.tmp", TEXT_ARG(path), file_process_id());
}
