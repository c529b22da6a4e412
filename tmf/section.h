/* The section .debug_wpp, in COFF and PE .debug_weaknames: annotations where the compiler has no __annotation (gcc
 * everywhere, clang for
 * other systems than Windows). templates/annotation.tpl and tmc.tpl write it; the layout is this project's own.
 *
 * The second name is one of SGI's DWARF extensions that no compiler writes today. GNU ld gives PE sections whose
 * names it does not know an address below the image base, and Windows refuses such a program.
 *
 * The section is not loaded (ELF: no SHF_ALLOC; COFF and PE: its name, longer than 8 bytes, stands in the
 * string table) and `strip --strip-debug` removes it. It holds records, with any number of zero bytes between:
 *
 *     the strings of the annotation, UTF-8, each with a NUL: "TMF:", source line, #typev line, "{", arguments,
 *         "}" and perhaps "PUBLIC_TMF:"; or "TMC:", GUID, name, flags
 *     one NUL more, that is an empty string
 *     ELF only: the address of the call, as wide as the file's addresses, unaligned
 *
 * The enclosing function, for FUNC=, is looked up in the symbols: in ELF by that address, which is a
 * relocation in files that were not linked. Assembler code for COFF cannot leave a section and come back, so
 * in COFF and PE two symbols do it: the record is a static variable WPP_TMF_<name>, and a local symbol
 * wpp_at_<name> stands at the call. */
#ifndef TMF_SECTION_H
#define TMF_SECTION_H

#include "annotation.h"

#define SECTION_NAME_ELF ".debug_wpp"
#define SECTION_NAME_PE ".debug_weaknames"

struct section_reader {
    struct input *in;
    struct text object;     /* annotation.object */
    unsigned address_size;  /* of the address behind each record: 8, 4, or 0 for none */
    /* The function around the call; `at` is where its address stands in the section, for relocations. Empty
     * text when unknown. */
    struct text (*function)(void *context, const struct annotation *a, size_t at, uint64_t address);
    void *context;
};

/* Hands every record to the sink. False: one is damaged (reported), or the sink stopped. */
bool section_scan(const struct section_reader *r, struct bytes section, const struct annotation_sink *sink);

#endif
