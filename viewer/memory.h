/* The memory of a program, wherever it lies: in an ELF core file, in a Windows minidump, in the program itself while
 * it runs, or in a file that is nothing but bytes (a snapshot of the recorder, a raw memory image). Read by address;
 * in a file of mere bytes the address is the offset. Facts: elf.h and the gABI for cores; minidumpapiset.h for
 * minidumps, whose memory stands in MemoryListStream (5) or Memory64ListStream (9). */
#ifndef VIEWER_MEMORY_H
#define VIEWER_MEMORY_H

#include "input.h"

enum memory_kind { MEMORY_RAW, MEMORY_CORE, MEMORY_MINIDUMP, MEMORY_PROCESS };

struct memory_range { uint64_t address, offset, size; };

struct memory {
    enum memory_kind kind;
    struct text path;             /* for messages */
    struct arena *arena;
    struct diag *diag;
    struct input input;           /* not for a process */
    intptr_t process;             /* private: a descriptor or a handle */
    uint64_t process_id;
    ARENA_LIST(struct memory_range) ranges; /* by address, none empty, none overlapping another */
    uint64_t total;               /* bytes in them */
};

/* A file of any of the kinds. What is damaged is reported and the rest taken. False: reported, nothing is open. */
bool memory_open(struct memory *m, struct text path, struct arena *a, struct diag *d);
/* Bytes that stay the caller's. */
bool memory_open_bytes(struct memory *m, struct text name, struct text bytes, struct arena *a, struct diag *d);
/* A running process that the user may read (its own, or as root). */
bool memory_open_process(struct memory *m, uint64_t process_id, struct arena *a, struct diag *d);
/* Up to n bytes from address on, over the ends of ranges that touch. Returns how many there are. */
size_t memory_read(struct memory *m, uint64_t address, void *to, size_t n);
void memory_close(struct memory *m);

/* Private to the readers: adds a range; empty ones are passed over, those beyond the file are cut. Returns false
 * when something was cut. */
bool memory_add(struct memory *m, struct memory_range range);
/* Fill the ranges. False: reported. */
bool memory_read_core(struct memory *m);
bool memory_read_minidump(struct memory *m);
/* Behind memory_open_process, one for each system. */
bool memory_attach(struct memory *m);
size_t memory_read_process(struct memory *m, uint64_t address, void *to, size_t n);
void memory_detach(struct memory *m);

#endif
