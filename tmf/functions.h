/* The functions of an ELF or COFF file, found by address: for the FUNC= of section.h's version 2. */
#ifndef TMF_FUNCTIONS_H
#define TMF_FUNCTIONS_H

#include "text.h"

struct function_place {
    uint64_t section; /* 0 where addresses are of the whole image */
    uint64_t start;
    uint64_t size;    /* 0: unknown, up to the next function */
    struct text name; /* as the symbol has it */
};

struct functions { ARENA_LIST(struct function_place) list; bool sorted; };

/* The source's name of the function that holds the address, in the arena; empty when there is none. */
struct text functions_find(struct functions *f, struct arena *a, uint64_t section, uint64_t address);

/* What a symbol is called in the source: C++ names without parameters ("ns::C::f"), as far as they consist of
 * plain names, constructors and destructors; others stay as they are. Suffixes of compilers' copies
 * (f.constprop.0) go. */
struct text functions_source_name(struct arena *a, struct text symbol);

#endif
