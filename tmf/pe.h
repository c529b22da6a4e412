/* PE images: programs, DLLs and drivers. Those of gcc for Windows hold a section .debug_weaknames; those of cl and
 * clang name a PDB. Layout: Microsoft's PE format specification, CodeView entry "RSDS". */
#ifndef TMF_PE_H
#define TMF_PE_H

#include "annotation.h"
#include "coff.h"

struct pe {
    struct coff coff;        /* the image's sections and symbols */
    uint64_t base;           /* preferred address */
    bool has_pdb;
    struct tmf_guid guid;    /* these three when has_pdb */
    uint32_t age;
    struct text pdb;         /* path as linked */
};

bool pe_is(struct bytes b);
/* False: reported. */
bool pe_open(struct pe *p, struct input *in, struct bytes b, struct arena *a);
/* Every record of .debug_weaknames, of an image or, with coff_wpp_scan, of an object. */
bool pe_scan(struct pe *p, struct text object, struct arena *a, const struct annotation_sink *sink);
bool coff_wpp_scan(struct coff *c, uint64_t image_base, bool linked, struct text object, struct arena *a,
                   const struct annotation_sink *sink);

#endif
