/* What every reader of this room finds: the strings that WPP's templates left in a binary, with the place
 * they were found. Readers hand each one to a sink; the collector turns them into a catalogue. */
#ifndef TMF_ANNOTATION_H
#define TMF_ANNOTATION_H

#include "input.h"
#include "tmf.h"

struct annotation {
    const struct text *strings; /* "TMF:", "<guid> ...", "#typev ...", "{", ..., "}"; bytes as stored, UTF-8 */
    size_t count;
    struct text function;       /* the procedure it stands in; empty when unknown */
    struct text object;         /* module of a PDB, path of an object; empty for others */
    uint16_t segment;           /* address in the image, from PDBs: section from 1, */
    uint32_t offset;            /*   and offset in it; 0:0 elsewhere */
    uint64_t at;                /* offset of the record in the file */
};

/* Everything an annotation points to is only there during the call. False stops the reader, which then
 * returns false; whoever does that has reported why. */
struct annotation_sink {
    bool (*found)(void *context, const struct annotation *a);
    void *context;
};

enum annotation_kind { ANNOTATION_MESSAGE, ANNOTATION_CONTROL, ANNOTATION_OTHER };

enum annotation_kind annotation_kind(const struct annotation *a); /* by the first string: TMF:, TMC:, else */
bool annotation_is_public(const struct annotation *a);            /* "PUBLIC_TMF:" is among the strings */

/* Adds annotations to a catalogue. One that does not have the form its first string promises is counted and
 * reported as a warning (bad-annotation) with its place; it does not stop the reader. */
struct collector {
    struct tmf_catalogue *catalogue;
    struct input *input;   /* for messages */
    bool public_only;      /* leave out what stripping a PDB would remove */
    size_t messages, controls, others, bad, left_out;
};

/* The sink function: context is a struct collector. Always true. */
bool collector_add(void *context, const struct annotation *a);

#endif
