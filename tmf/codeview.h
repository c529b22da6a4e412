/* CodeView symbol records, the same in objects (.debug$S, subsections F1h) and in the module streams of a
 * PDB: u16 length (without itself), u16 kind, body. Layouts: microsoft/microsoft-pdb cvinfo.h and LLVM's
 * CodeViewSymbols; S_ANNOTATION as observed in objects of cl 19.37 and clang 19. */
#ifndef TMF_CODEVIEW_H
#define TMF_CODEVIEW_H

#include "annotation.h"

enum {
    CV_S_END = 0x0006, CV_S_SKIP = 0x0007, CV_S_ANNOTATION = 0x1019,
    CV_S_THUNK32 = 0x1102, CV_S_BLOCK32 = 0x1103, CV_S_WITH32 = 0x1104,
    CV_S_CONSTANT = 0x1107, CV_S_UDT = 0x1108,
    CV_S_GDATA32 = 0x110D, CV_S_GTHREAD32 = 0x1113, CV_S_PUB32 = 0x110E,
    CV_S_LPROC32 = 0x110F, CV_S_GPROC32 = 0x1110, CV_S_PROCREF = 0x1125, CV_S_LPROCREF = 0x1127,
    CV_S_GMANPROC = 0x112A, CV_S_LMANPROC = 0x112B, CV_S_SEPCODE = 0x1132,
    CV_S_LPROC32_ID = 0x1146, CV_S_GPROC32_ID = 0x1147,
    CV_S_INLINESITE = 0x114D, CV_S_INLINESITE_END = 0x114E, CV_S_PROC_ID_END = 0x114F,
    CV_S_LPROC32_DPC = 0x1155, CV_S_LPROC32_DPC_ID = 0x1156, CV_S_INLINESITE2 = 0x115D,
};

struct codeview_record {
    uint16_t kind;
    const unsigned char *at; /* the whole record, length field included */
    size_t size;
    uint64_t off;            /* of at[0] in the file or stream */
    struct bytes body;       /* behind the kind */
};

/* The next record; false at the end, and with b->bad set when what is there is no record. */
bool codeview_next(struct bytes *b, struct codeview_record *r);

bool codeview_opens_scope(uint16_t kind);
bool codeview_closes_scope(uint16_t kind);
bool codeview_is_procedure(uint16_t kind);

/* A procedure's record. The address fields hold a relocation's addend in objects. */
struct codeview_procedure { uint32_t code_size, offset; uint16_t segment; struct text name; };
enum { CV_PROCEDURE_OFFSET = 32, CV_PROCEDURE_SEGMENT = 36 }; /* of those fields, from the record's start */
bool codeview_procedure(const struct codeview_record *r, struct codeview_procedure *p);

/* The strings of an S_ANNOTATION, in room that the caller owns and reuses. */
struct codeview_strings { struct text *items; size_t count, cap; };
enum { CV_ANNOTATION_OFFSET = 4, CV_ANNOTATION_SEGMENT = 8 };
bool codeview_annotation(const struct codeview_record *r, struct codeview_strings *strings, uint32_t *offset,
                         uint16_t *segment);
void codeview_strings_free(struct codeview_strings *strings);

/* Where records come from, for messages and for FUNC=. */
struct codeview_source {
    struct input *in;
    struct text what;  /* names the bytes in messages: the module or object */
    /* Turns a record's offset (codeview_record.off) into one in the file; NULL when it is one already. */
    uint64_t (*place)(const void *context, uint64_t off);
    const void *context;
};

/* Walks records and hands each S_ANNOTATION to the sink, with the procedure around it; scopes nest. A record
 * that does not fit is reported. */
bool codeview_scan(const struct codeview_source *from, struct bytes records, const struct annotation_sink *sink);
uint64_t codeview_place(const struct codeview_source *from, uint64_t off);

#endif
