/* ReadFile with an explicit offset, the counterpart of pread. Paths go to UTF-16 by the system's converter. */
#include <windows.h>
#include <errno.h>

#include "file_system.h"
#include "stream.h"
#include "unicode.h"

enum { CHUNK = 1 << 30 };

static HANDLE handle_of(const struct stream *s) { return (HANDLE)s->handle; }

static bool fail(const char **why)
{
    DWORD code = GetLastError();
    bool missing = code == ERROR_FILE_NOT_FOUND || code == ERROR_PATH_NOT_FOUND || code == ERROR_INVALID_NAME;
    bool denied = code == ERROR_ACCESS_DENIED || code == ERROR_SHARING_VIOLATION;
    errno = missing ? ENOENT : denied ? EACCES : EIO;
    *why = missing ? "No such file or directory" : denied ? "Permission denied" : "Input/output error";
    return false;
}

static bool open_as(struct stream *s, const char *path, DWORD access, DWORD how, const char **why)
{
    struct buffer wide = {0};
    size_t bad;
    unicode_convert(text_from(path), ENCODING_UTF8, ENCODING_UTF16LE, &wide, &bad);
    buffer_bytes(&wide, L"", sizeof(wchar_t));
    DWORD share = access == GENERIC_READ ? FILE_SHARE_READ | FILE_SHARE_DELETE : 0;
    HANDLE h = CreateFileW((const wchar_t *)(const void *)wide.at, access, share, NULL, how, FILE_ATTRIBUTE_NORMAL, NULL);
    buffer_free(&wide);
    if (h == INVALID_HANDLE_VALUE)
        return fail(why);
    s->handle = (intptr_t)h;
    return true;
}

bool stream_open(struct stream *s, const char *path, uint64_t *size, const char **why)
{
    if (!open_as(s, path, GENERIC_READ, OPEN_EXISTING, why))
        return false;
    LARGE_INTEGER n;
    if (GetFileSizeEx(handle_of(s), &n)) {
        *size = (uint64_t)n.QuadPart;
        return true;
    }
    fail(why);
    CloseHandle(handle_of(s));
    return false;
}

bool stream_read_at(struct stream *s, uint64_t offset, void *to, size_t n, const char **why)
{
    for (char *at = to; n;) {
        OVERLAPPED place = {.Offset = (DWORD)offset, .OffsetHigh = (DWORD)(offset >> 32)};
        DWORD got = 0;
        if (!ReadFile(handle_of(s), at, n > CHUNK ? CHUNK : (DWORD)n, &got, &place) &&
            GetLastError() != ERROR_HANDLE_EOF)
            return fail(why);
        if (got == 0) {
            *why = "the file ends before that";
            return false;
        }
        at += got;
        n -= got;
        offset += got;
    }
    return true;
}

bool stream_create(struct stream *s, const char *path, const char **why)
{
    return open_as(s, path, GENERIC_WRITE, CREATE_ALWAYS, why);
}

bool stream_append(struct stream *s, const void *from, size_t n, const char **why)
{
    for (const char *at = from; n;) {
        DWORD put = 0;
        if (!WriteFile(handle_of(s), at, n > CHUNK ? CHUNK : (DWORD)n, &put, NULL) || put == 0)
            return fail(why);
        at += put;
        n -= put;
    }
    return true;
}

bool stream_close(struct stream *s, const char **why)
{
    return CloseHandle(handle_of(s)) || fail(why);
}

bool stream_move(const char *from, const char *to, const char **why) { return file_rename(from, to, why); }
void stream_remove(const char *path) { file_remove(path); }

struct text stream_temporary(struct arena *a, struct text path)
{
    return text_format(a, "%.*s.%lu.tmp", TEXT_ARG(path), file_process_id());
}
