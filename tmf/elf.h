/* ELF files of either class: objects, programs, libraries and kernel modules that hold a section .debug_wpp.
 * Layout: System V gABI. Little-endian only, as the systems WPP's traces come from. */
#ifndef TMF_ELF_H
#define TMF_ELF_H

#include "annotation.h"

bool elf_is(struct bytes b);
/* Every record of .debug_wpp; a file without that section gives none. False: reported. */
bool elf_scan(struct input *in, struct bytes b, struct text object, struct arena *a,
              const struct annotation_sink *sink);

#endif
