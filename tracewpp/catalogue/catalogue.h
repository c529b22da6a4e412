/* -tmf: the messages of a run as .tmf files, without a compiler and a PDB in between. */
#ifndef CATALOGUE_CATALOGUE_H
#define CATALOGUE_CATALOGUE_H

#include "buffer.h"
#include "model.h"

/* Writes dir/<trace guid>.tmf for every unit with messages: what tracepdb would find in the annotations that the
 * generated headers make, plus the enumerations of begin_wpp enum blocks that its messages use. A file is
 * replaced whole, and only when it changes. False: reported. `*written` counts the files that changed. */
bool catalogue_write(const struct model *m, struct text dir, size_t *written);

/* Appends C literal text as the compiler would store it, in UTF-8: escapes become what they stand for. */
void catalogue_unescape(struct buffer *out, struct text literal);

#endif
