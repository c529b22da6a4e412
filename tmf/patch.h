/* Changing bytes of a PDB: all of them or none. Changes are collected, the file is copied with them to a
 * temporary beside the target, the copy is read back, and only then renamed. */
#ifndef TMF_PATCH_H
#define TMF_PATCH_H

#include "msf.h"

struct patch { uint64_t at; struct text bytes; }; /* offset in the file */

struct patches {
    struct arena *arena;
    ARENA_LIST(struct patch) list;
};

/* Replaces bytes of a stream, which may lie in several blocks. The bytes must live until patches_write. */
void patches_add(struct patches *p, const struct msf *m, uint32_t stream, uint32_t off, struct text bytes);

/* Writes `in` with the patches to `target`, which may be the file itself. The temporary is compared with what
 * it should be, byte by byte, and handed to check(), which reports and returns false when it is not content.
 * `in` is closed before the renaming, which Windows refuses for open files. False: reported, and
 * target is as it was. */
bool patches_write(struct patches *p, struct input *in, struct text target,
                   bool (*check)(void *context, struct input *written), void *context);

#endif
