/* COFF objects: of cl, clang, lld's inputs, and gcc for Windows; also with more than 65,279 sections
 * (/bigobj). Layouts: Microsoft's PE format specification; /bigobj from winnt.h's ANON_OBJECT_HEADER_BIGOBJ. */
#ifndef TMF_COFF_H
#define TMF_COFF_H

#include "annotation.h"
#include "codeview.h"

struct coff_section {
    struct text name;          /* long names resolved */
    uint32_t address;          /* in images */
    uint32_t raw_at, raw_size; /* bytes in the file; size 0 for uninitialised data */
    uint32_t relocations_at, relocation_count;
    uint32_t flags;
};

struct coff {
    struct input *input;  /* for messages; offsets are counted from `bytes`' base */
    struct bytes bytes;   /* the whole object, or the whole image */
    uint16_t machine;
    struct coff_section *sections;
    uint32_t section_count;
    uint32_t symbols_at, symbol_count, symbol_size;
};

/* A symbol as far as this room needs it. section counts from 1; 0 and negative ones are not addresses. */
struct coff_symbol { struct text name; uint32_t value; int32_t section; bool is_function, is_external; uint8_t aux; };

enum coff_kind { COFF_NONE, COFF_OBJECT, COFF_IMPORT, COFF_BITCODE, COFF_LTCG };

/* What the first bytes promise: a COFF object, a linker's short import, or objects without machine code:
 * LLVM bitcode and those of cl /GL. */
enum coff_kind coff_kind(struct bytes b);

/* Reads headers, sections and where symbols are; False: reported. `bytes` must outlive the coff. */
bool coff_open(struct coff *c, struct input *in, struct bytes bytes, struct arena *a);
/* The same from a COFF header at `at`, such as an image has behind its PE mark. */
bool coff_open_at(struct coff *c, struct input *in, struct bytes bytes, size_t at, struct arena *a);

/* The bytes of a section; false: reported. Uninitialised data gives none. */
bool coff_section_bytes(const struct coff *c, const struct coff_section *s, struct bytes *out);
/* False when there is no symbol of that number in the file. */
bool coff_symbol(const struct coff *c, uint32_t index, struct coff_symbol *out);

struct coff_relocation { uint32_t at, symbol; uint16_t type; };
/* The relocation of a section that applies to byte `at` of it and has the wanted type; false without one. */
bool coff_relocation_at(const struct coff *c, const struct coff_section *s, uint32_t at, uint16_t type,
                        struct coff_relocation *out);
/* The types of this machine for "section number" (16 bits), "offset in section" (32 bits) and plain address. */
enum coff_relocation_kind { COFF_SECTION, COFF_SECREL, COFF_ADDRESS };
bool coff_relocation_type(const struct coff *c, enum coff_relocation_kind kind, uint16_t *type);

/* Calls each() with the symbol records of every subsection F1h of every .debug$S, in file order. False when
 * one does not fit (reported) or each() returned false. */
bool coff_each_symbols(const struct coff *c, bool (*each)(void *context, const struct coff_section *s,
                       struct bytes records), void *context);
/* Every S_ANNOTATION of the object; `name` is annotation.object. */
bool coff_scan(const struct coff *c, struct text name, const struct annotation_sink *sink);

#endif
