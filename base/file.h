/* Files as a build tool needs them: found by the path a Windows build passes, read whole, replaced whole or
 * not at all. Paths are UTF-8 (the system's bytes on POSIX), NUL-terminated slices where said so. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "buffer.h"

/* The path to open for what a command line or config names. On POSIX: backslashes are separators; a drive
 * letter means the Wine prefix's drive ($WINEPREFIX, else ~/.wine) and then /mnt/<letter>; a name that is
 * not there as spelled is looked up without regard to case, part by part. Nothing found: the path with its
 * separators turned, so that the open fails with the name a user understands. Arena memory, NUL-terminated. */
struct text file_resolve(struct arena *a, struct text path);
/* dir/name, with no separator doubled; name alone when it is absolute or dir is empty. */
struct text file_join(struct arena *a, struct text dir, struct text name);
struct text file_base_name(struct text path);            /* behind the last / \ or drive colon */
/* Begins with a separator, or with a drive and a separator: c:\x and \x, but neither c:x nor x. */
bool file_is_absolute(struct text path);
struct text file_current_dir(struct arena *a);

/* Reads a regular file into out (emptied first). False: *why says why, in the words of the system. */
bool file_read(const char *path, struct buffer *out, const char **why);
/* Writes parts to a temporary beside path and renames it over path. False: nothing changed, *why says why.
 * Creates the folder of path when it is missing. A device or pipe takes the bytes and stays what it is; what a
 * link points to is replaced, and the link stays. */
bool file_replace(struct arena *a, const char *path, const struct text *parts, size_t count, const char **why);

/* file_replace, unless the file has these bytes already: then nothing is touched. *changed says which. */
bool file_update(struct arena *a, const char *path, struct text bytes, bool *changed, const char **why);

/* The two halves of file_replace, for several files that change together or not at all: all are staged, then
 * all are committed, or else all are discarded. A device or pipe is written when it is staged. */
struct file_staged {
    struct text target, temporary; /* temporary is empty when there is nothing left to do */
};
bool file_stage(struct arena *a, const char *path, const struct text *parts, size_t count, struct file_staged *s,
                const char **why);
bool file_commit(struct file_staged *s, const char **why);
void file_discard(struct file_staged *s);
bool file_exists(const char *path);
/* Modification time in nanoseconds since 1970; false when there is no such file. */
bool file_time(const char *path, int64_t *ns);

/* The files that match a pattern with * and ? in its last part, without regard to case, sorted by name.
 * Each is the pattern's folder as written plus the name found. *count is 0 when nothing matches. */
struct text *file_glob(struct arena *a, struct text pattern, size_t *count);
/* The same in the pattern's folder and every folder below it; symbolic links to folders are not followed. */
struct text *file_glob_tree(struct arena *a, struct text pattern, size_t *count);
bool file_has_wildcard(struct text path);

#endif
