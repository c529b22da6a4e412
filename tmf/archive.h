/* Libraries: archives of objects, as lib.exe, llvm-lib and ar write them. Thin archives hold only the paths
 * of their members. Layout: Microsoft's PE format specification, "Archive (Library) File Format"; GNU ar. */
#ifndef TMF_ARCHIVE_H
#define TMF_ARCHIVE_H

#include "input.h"

struct archive_member {
    struct text name;    /* as the archive has it: "a.obj", "dir\\a.obj" */
    struct bytes bytes;  /* offsets count from the archive; empty when external */
    bool external;       /* a thin archive's member: a file, relative to the archive's folder */
};

bool archive_is(struct bytes b);
/* Calls each() for every member that is no index. False: reported, or each() returned false. */
bool archive_each(struct input *in, struct bytes b, bool (*each)(void *context, const struct archive_member *m),
                  void *context);

#endif
