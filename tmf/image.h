/* From an image to its PDB, as debuggers search it. */
#ifndef TMF_IMAGE_H
#define TMF_IMAGE_H

#include "diag.h"

/* What to read for an image: the image itself when it holds messages (SECTION_NAME_PE) or names no PDB, else the
 * PDB it names, in this order: beside the image, under the path it was linked with, in each part of the
 * symbol path. A part is a folder, or srv*folder*... whose folders are symbol stores (name/GUIDage/name);
 * servers are not asked. A PDB counts only with the GUID that the image names. False: reported. */
bool image_find(struct text image, struct text symbol_path, struct diag *d, struct text *found);

#endif
