/* The section .debug_wpp: annotations where the compiler has no __annotation (gcc everywhere, clang for
 * other systems than Windows). This layout is this project's own.
 *
 * The section is not loaded (ELF: no SHF_ALLOC; COFF and PE: discardable, its name through the string table)
 * and `strip --strip-debug` removes it. It holds records, little-endian, with any number of zero bytes
 * between them (each part may be aligned as its writer likes):
 *
 *     u32 magic    0x41505057, the bytes "WPPA"
 *     u32 size     of the whole record, these four fields included; a multiple of 4
 *     u16 version  1 or 2
 *     u16 count    how many strings follow
 *     u64 address  version 2 only: of code inside the function that holds the message; may be unaligned
 *     count strings, UTF-8, each with a NUL; then NULs up to size
 *
 * The strings are those of the annotation: "TMF:", source line, #typev line, "{", arguments, "}" and perhaps
 * "PUBLIC_TMF:"; or "TMC:", GUID, name, flags. A last string "FUNC=name" is not part of them: it names the
 * function. Without it, the address of version 2 is looked up in the symbols, which costs the program
 * nothing and needs no literal: in an asm statement,
 *
 *     0: .pushsection .debug_wpp ; ... .quad 0b ; ... .popsection
 *
 * In a file that was not linked yet the address is a relocation, in ELF and COFF alike. */
#ifndef TMF_SECTION_H
#define TMF_SECTION_H

#include "annotation.h"

enum { SECTION_MAGIC = 0x41505057, SECTION_HEADER = 12, SECTION_ADDRESS = 12 };

struct section_reader {
    struct input *in;
    struct text object;    /* annotation.object */
    /* The function around an address: `at` is where the address stands in the section, for relocations.
     * Empty text when unknown. */
    struct text (*function)(void *context, size_t at, uint64_t address);
    void *context;
};

/* Hands every record to the sink. False: one is damaged (reported), or the sink stopped. */
bool section_scan(const struct section_reader *r, struct bytes section, const struct annotation_sink *sink);

#endif
