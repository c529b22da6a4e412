/* Paths are UTF-8 inside and UTF-16 at the system; long ones get the \\?\ form so that MAX_PATH is no limit. */
#include <windows.h>
#include <errno.h>

#include "file_system.h"
#include "unicode.h"

struct wide { wchar_t *at; struct buffer bytes; };

static struct wide wide_path(const char *path)
{
    struct wide w = {0};
    struct buffer plain = {0};
    size_t bad;
    unicode_convert(text_from(path), ENCODING_UTF8, ENCODING_UTF16LE, &plain, &bad);
    buffer_bytes(&plain, L"", sizeof(wchar_t));
    DWORD n = GetFullPathNameW((wchar_t *)(void *)plain.at, 0, NULL, NULL);
    if (n > MAX_PATH - 13) { /* room for an 8.3 name, as CreateDirectory wants */
        buffer_reserve(&w.bytes, (n + 8) * sizeof(wchar_t));
        wchar_t *at = (wchar_t *)(void *)w.bytes.at;
        wchar_t *full = at + 8;
        GetFullPathNameW((wchar_t *)(void *)plain.at, n, full, NULL);
        bool unc = full[0] == L'\\' && full[1] == L'\\';
        const wchar_t *prefix = unc ? L"\\\\?\\UNC" : L"\\\\?\\";
        size_t prefix_len = unc ? 7 : 4;
        wchar_t *start = full - prefix_len + (unc ? 1 : 0);
        if (!(unc && (full[2] == L'?' || full[2] == L'.')))
            memcpy(start, prefix, prefix_len * sizeof(wchar_t));
        else
            start = full;
        w.at = start;
        buffer_free(&plain);
    } else {
        w.bytes = plain;
        w.at = (wchar_t *)(void *)w.bytes.at;
    }
    return w;
}

static const char *message_of(DWORD code)
{
    switch (code) {
    case ERROR_FILE_NOT_FOUND: case ERROR_PATH_NOT_FOUND: case ERROR_INVALID_NAME:
        errno = ENOENT;
        return "No such file or directory";
    case ERROR_ACCESS_DENIED: case ERROR_SHARING_VIOLATION:
        errno = EACCES;
        return "Permission denied";
    case ERROR_DISK_FULL: case ERROR_HANDLE_DISK_FULL:
        errno = ENOSPC;
        return "No space left on device";
    default:
        errno = EIO;
        return "Input/output error";
    }
}

static bool fail(const char **why)
{
    *why = message_of(GetLastError());
    return false;
}

static struct text narrow(struct arena *a, const wchar_t *name)
{
    struct buffer out = {0};
    size_t bad;
    struct text wide = {(const char *)(const void *)name, wcslen(name) * sizeof(wchar_t)};
    unicode_convert(wide, ENCODING_UTF16LE, ENCODING_UTF8, &out, &bad);
    struct text t = text_copy(a, buffer_slice(&out));
    buffer_free(&out);
    return t;
}

bool file_list_dir(const char *dir, bool (*each)(void *context, const char *name), void *context)
{
    struct arena arena = {0};
    struct wide w = wide_path(file_join(&arena, text_from(dir), TEXT("*")).at);
    WIN32_FIND_DATAW data;
    HANDLE find = FindFirstFileW(w.at, &data);
    buffer_free(&w.bytes);
    bool found = find != INVALID_HANDLE_VALUE;
    if (found) {
        do
            if (wcscmp(data.cFileName, L".") && wcscmp(data.cFileName, L"..") &&
                !each(context, narrow(&arena, data.cFileName).at))
                break;
        while (FindNextFileW(find, &data));
        FindClose(find);
    }
    arena_free(&arena);
    return found;
}

bool file_make_dir(const char *path)
{
    struct wide w = wide_path(path);
    bool ok = CreateDirectoryW(w.at, NULL) || GetLastError() == ERROR_ALREADY_EXISTS;
    buffer_free(&w.bytes);
    return ok;
}

unsigned long file_process_id(void) { return GetCurrentProcessId(); }

void file_remove(const char *path)
{
    struct wide w = wide_path(path);
    DeleteFileW(w.at);
    buffer_free(&w.bytes);
}

static bool attributes(const char *path, WIN32_FILE_ATTRIBUTE_DATA *data)
{
    struct wide w = wide_path(path);
    bool ok = GetFileAttributesExW(w.at, GetFileExInfoStandard, data);
    buffer_free(&w.bytes);
    return ok;
}

bool file_exists(const char *path)
{
    WIN32_FILE_ATTRIBUTE_DATA data;
    return attributes(path, &data);
}

bool file_is_dir(const char *path)
{
    WIN32_FILE_ATTRIBUTE_DATA data;
    return attributes(path, &data) && data.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY &&
           !(data.dwFileAttributes & FILE_ATTRIBUTE_REPARSE_POINT);
}

bool file_time(const char *path, int64_t *ns)
{
    WIN32_FILE_ATTRIBUTE_DATA data;
    if (!attributes(path, &data))
        return false;
    int64_t ticks = (int64_t)data.ftLastWriteTime.dwHighDateTime << 32 | data.ftLastWriteTime.dwLowDateTime;
    *ns = (ticks - 116444736000000000) * 100;
    return true;
}

struct text file_current_dir(struct arena *a)
{
    DWORD n = GetCurrentDirectoryW(0, NULL);
    wchar_t *at = arena_array(a, n + 1, sizeof *at);
    GetCurrentDirectoryW(n + 1, at);
    return narrow(a, at);
}

bool file_read(const char *path, struct buffer *out, const char **why)
{
    out->len = 0;
    WIN32_FILE_ATTRIBUTE_DATA data;
    if (attributes(path, &data) && data.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY) {
        errno = EISDIR;
        *why = "Is a directory";
        return false;
    }
    struct wide w = wide_path(path);
    HANDLE file = CreateFileW(w.at, GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL,
                              OPEN_EXISTING, FILE_FLAG_SEQUENTIAL_SCAN, NULL);
    buffer_free(&w.bytes);
    if (file == INVALID_HANDLE_VALUE)
        return fail(why);
    bool ok = true;
    for (DWORD n = 1; ok && n;) {
        buffer_reserve(out, out->len ? out->len : 65536);
        size_t room = out->cap - out->len;
        ok = ReadFile(file, out->at + out->len, room > 1 << 30 ? 1 << 30 : (DWORD)room, &n, NULL);
        if (ok)
            out->len += n;
    }
    if (!ok)
        fail(why);
    CloseHandle(file);
    return ok;
}

/* Devices have names of their own, in whatever folder. */
bool file_is_special(const char *path)
{
    struct text name = file_base_name(text_from(path));
    return text_equal_nocase(name, TEXT("NUL")) || text_equal_nocase(name, TEXT("CON"));
}

bool file_write_through(const char *path, const struct text *parts, size_t count, const char **why)
{
    return file_write(path, parts, count, why);
}

const char *file_follow_links(struct arena *a, const char *path)
{
    (void)a;
    return path;
}

bool file_write(const char *path, const struct text *parts, size_t count, const char **why)
{
    struct wide w = wide_path(path);
    HANDLE file = CreateFileW(w.at, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, FILE_ATTRIBUTE_NORMAL, NULL);
    buffer_free(&w.bytes);
    if (file == INVALID_HANDLE_VALUE)
        return fail(why);
    bool ok = true;
    for (size_t i = 0; ok && i < count; i++)
        for (struct text rest = parts[i]; ok && rest.len;) {
            DWORD n = rest.len > 1 << 30 ? 1 << 30 : (DWORD)rest.len;
            ok = WriteFile(file, rest.at, n, &n, NULL);
            rest = text_skip(rest, n);
        }
    if (!ok)
        fail(why);
    CloseHandle(file);
    return ok;
}

bool file_rename(const char *from, const char *to, const char **why)
{
    struct wide a = wide_path(from), b = wide_path(to);
    bool ok = MoveFileExW(a.at, b.at, MOVEFILE_REPLACE_EXISTING);
    if (!ok)
        fail(why);
    buffer_free(&a.bytes);
    buffer_free(&b.bytes);
    return ok;
}

struct text file_resolve(struct arena *a, struct text path) { return text_copy(a, path); }
