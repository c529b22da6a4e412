#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file_system.h"

bool file_list_dir(const char *dir, bool (*each)(void *context, const char *name), void *context)
{
    DIR *stream = opendir(dir);
    if (!stream)
        return false;
    for (const struct dirent *entry; (entry = readdir(stream));)
        if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, "..") && !each(context, entry->d_name))
            break;
    closedir(stream);
    return true;
}

bool file_make_dir(const char *path)
{
    return mkdir(path, 0777) == 0 || errno == EEXIST;
}

unsigned long file_process_id(void) { return (unsigned long)getpid(); }
void file_remove(const char *path) { unlink(path); }

bool file_exists(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0;
}

bool file_is_dir(const char *path)
{
    struct stat st;
    return lstat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool file_time(const char *path, int64_t *ns)
{
    struct stat st;
    if (stat(path, &st) != 0)
        return false;
    *ns = (int64_t)st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec;
    return true;
}

struct text file_current_dir(struct arena *a)
{
    struct buffer b = {0};
    do
        buffer_reserve(&b, b.cap + 256);
    while (!getcwd(b.at, b.cap) && errno == ERANGE);
    struct text dir = text_copy(a, text_from(b.at));
    buffer_free(&b);
    return dir;
}

static bool fail(const char **why)
{
    *why = strerror(errno);
    return false;
}

bool file_read(const char *path, struct buffer *out, const char **why)
{
    out->len = 0;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* a FIFO must not hang the build */
    if (fd < 0)
        return fail(why);
    struct stat st;
    bool ok = fstat(fd, &st) == 0;
    bool regular = ok && S_ISREG(st.st_mode);
    if (ok && !regular)
        errno = S_ISDIR(st.st_mode) ? EISDIR : EINVAL;
    ok = regular;
    while (ok) {
        buffer_reserve(out, out->len == 0 ? (size_t)st.st_size + 1 : 65536);
        ssize_t n = read(fd, out->at + out->len, out->cap - out->len);
        if (n < 0 && errno == EINTR)
            continue;
        ok = n >= 0;
        if (n <= 0)
            break;
        out->len += (size_t)n;
    }
    if (!ok)
        *why = errno == EINVAL ? "Not a regular file" : strerror(errno);
    int saved = errno;
    close(fd);
    errno = saved;
    return ok;
}

bool file_is_special(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode);
}

const char *file_follow_links(struct arena *a, const char *path)
{
    enum { MAX_LINKS = 40, MAX_TARGET = 4096 }; /* as the kernel has them */
    for (int i = 0; i < MAX_LINKS; i++) {
        char *target = arena_alloc(a, MAX_TARGET);
        ssize_t len = readlink(path, target, MAX_TARGET);
        if (len <= 0 || len == MAX_TARGET)
            return path;
        struct text from = text_from(path), base = file_base_name(from);
        path = file_join(a, (struct text){from.at, from.len - base.len}, (struct text){target, (size_t)len}).at;
    }
    return NULL;
}

/* Writes all parts and closes. */
static bool write_all(int fd, const struct text *parts, size_t count, const char **why)
{
    bool ok = true;
    for (size_t i = 0; ok && i < count; i++)
        for (struct text rest = parts[i]; rest.len;) {
            ssize_t n = write(fd, rest.at, rest.len);
            if (n < 0 && errno == EINTR)
                continue;
            if (n <= 0) {
                ok = fail(why);
                break;
            }
            rest = text_skip(rest, (size_t)n);
        }
    int saved = errno;
    if (close(fd) != 0 && ok)
        return fail(why);
    errno = saved;
    return ok;
}

bool file_write(const char *path, const struct text *parts, size_t count, const char **why)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    return fd < 0 ? fail(why) : write_all(fd, parts, count, why);
}

bool file_write_through(const char *path, const struct text *parts, size_t count, const char **why)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0 || fcntl(fd, F_SETFL, 0) != 0)
        return fail(why);
    return write_all(fd, parts, count, why);
}

bool file_rename(const char *from, const char *to, const char **why)
{
    return rename(from, to) == 0 ? true : fail(why);
}

struct nocase {
    struct text want;
    char *found; /* malloc'ed */
};

static bool nocase_entry(void *context, const char *name)
{
    struct nocase *n = context;
    if (!text_equal_nocase(text_from(name), n->want))
        return true;
    n->found = strdup(name);
    return false;
}

/* dir/part as the disk spells it: first as written, then without regard to case. NULL text when not there. */
static struct text find_part(struct arena *a, struct text dir, struct text part)
{
    struct text whole = file_join(a, dir, part);
    if (file_exists(whole.at))
        return whole;
    struct nocase n = {.want = part};
    file_list_dir(dir.len ? dir.at : ".", nocase_entry, &n);
    if (!n.found)
        return (struct text){0};
    whole = file_join(a, dir, text_from(n.found));
    free(n.found);
    return whole;
}

static struct text drive_root(struct arena *a, char letter)
{
    char drive = text_lower(letter);
    const char *prefix = getenv("WINEPREFIX"), *home = getenv("HOME");
    struct text root = prefix ? text_format(a, "%s/dosdevices/%c:", prefix, drive)
                              : text_format(a, "%s/.wine/dosdevices/%c:", home ? home : "", drive);
    return file_exists(root.at) ? root : text_format(a, "/mnt/%c", drive);
}

struct text file_resolve(struct arena *a, struct text path)
{
    char *turned = arena_copy(a, path.at, path.len);
    for (size_t i = 0; i < path.len; i++)
        if (turned[i] == '\\')
            turned[i] = '/';
    struct text as_written = {turned, path.len};
    if (file_exists(as_written.at))
        return as_written;
    struct text rest = as_written, at = TEXT("");
    if (file_is_absolute(rest) && rest.at[0] != '/') {
        at = drive_root(a, rest.at[0]);
        rest = text_skip(rest, 2);
    } else if (rest.len && rest.at[0] == '/') {
        at = TEXT("/");
    }
    while (rest.len) {
        const char *slash = text_find(rest, '/');
        struct text part = slash ? text_slice(rest.at, slash) : rest;
        rest = text_skip(rest, part.len + 1);
        if (part.len == 0)
            continue;
        at = find_part(a, at, text_copy(a, part));
        if (!at.at)
            return as_written;
    }
    return at.len ? at : as_written;
}
