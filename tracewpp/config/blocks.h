/* Where the begin_wpp blocks of a file are. Private to this room. */
#ifndef CONFIG_BLOCKS_H
#define CONFIG_BLOCKS_H

#include "enums.h"

struct block {
    struct text kind;            /* the word behind begin_wpp */
    struct config_range begin;   /* "begin_wpp config" itself */
    struct config_range inside;  /* from the end of that line up to the line of end_wpp */
    enum block_lead lead;
    bool closed;
    struct config_range next;    /* not closed: the begin_wpp that came instead; empty at the file's end */
};

/* Finds the first block that begins at or behind *offset, and moves *offset behind it. */
bool blocks_next(const struct source *s, size_t *offset, struct block *block);

#endif
