/* What file.c asks of the operating system; private to this room. Failures set errno and *why. */
#ifndef BASE_FILE_SYSTEM_H
#define BASE_FILE_SYSTEM_H

#include "file.h"

/* Calls each(context, name) for every entry but . and .., until it returns false. False: no such folder. */
bool file_list_dir(const char *dir, bool (*each)(void *context, const char *name), void *context);
bool file_is_dir(const char *path);          /* a folder, and no link to one */
bool file_make_dir(const char *path);        /* true when it is there afterwards */
bool file_write(const char *path, const struct text *parts, size_t count, const char **why);
bool file_rename(const char *from, const char *to, const char **why);
void file_remove(const char *path);
bool file_is_special(const char *path);      /* there, and neither a regular file nor a folder */
/* Writes to what is there already. A pipe that nobody reads is an error, not a wait. */
bool file_write_through(const char *path, const struct text *parts, size_t count, const char **why);
/* The path that a symbolic link leads to, whether there is a file or not; else path itself.
 * NULL: the links go round in a circle. */
const char *file_follow_links(struct arena *a, const char *path);
unsigned long file_process_id(void);

#endif
