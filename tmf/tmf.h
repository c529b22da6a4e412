/* Trace message formats: what a .tmf file says, as a model that programs can use.
 *
 * A trace GUID stands for one source file; its messages have numbers from 10 on. A .tmf file holds one or
 * more of these, in lines:
 *
 *     // PDB:  driver.pdb                                              comment, kept as it is
 *     // PDB:  Last Updated :2025-04-28:18:52:26:152 (UTC) [Tracepdb]
 *     01e9b841-7d67-315a-7b92-23b2033356de BthPS3 // SRC=L2CAP.c MJ= MN=          source
 *     #typev L2CAP_c65 10 "%0 --> <status=%10!s!" //   LEVEL=ERR FLAGS=BTH FUNC=f message
 *     {
 *     status, ItemNTSTATUS -- 10                                       argument: expression, item, number
 *     }
 *     #enumv _STATE                                                    enumeration, used by ItemEnum(_STATE)
 *     {
 *     StateIdle,0x0
 *     }
 *
 * Grammar and counts are those of 100 genuine files (tracepdb of 2024-26); #enumv is from the findneedle set.
 *
 * Two views of the same messages:
 *   struct tmf_file       the entries of one file in their order, repeats and comments included; written
 *                         back it gives the bytes it was read from.
 *   struct tmf_catalogue  what is known from any number of files, objects and PDBs, each message once,
 *                         found by GUID and number. This is what a formatter wants.
 *
 * Ownership: everything hangs in the arena passed in; text slices point into it or into the bytes that were
 * parsed, which must therefore live as long. Nothing is freed one by one.
 * Errors: a function that returns bool or a pointer has reported its failure to the struct diag it got. */
#ifndef TMF_TMF_H
#define TMF_TMF_H

#include "buffer.h"
#include "diag.h"
#include "table.h"

/* A GUID in the byte order of a Windows GUID in memory and in an .etl: the first three groups little-endian. */
struct tmf_guid { unsigned char bytes[16]; };

/* Exactly 8-4-4-4-12 hexadecimal digits, either case. */
bool tmf_guid_parse(struct text t, struct tmf_guid *guid);
struct text tmf_guid_text(struct arena *a, struct tmf_guid guid); /* lower case, no braces */
bool tmf_guid_equal(struct tmf_guid a, struct tmf_guid b);

/* How an argument's bytes are to be read: the items of the configuration files Microsoft published, and the
 * three that only other readers of .tmf files know (HexBytes, Float, LongDouble). */
#define TMF_ITEMS(X) \
    X(CHAR, "ItemChar") X(UCHAR, "ItemUChar") X(SHORT, "ItemShort") X(USHORT, "ItemUShort") \
    X(LONG, "ItemLong") X(ULONG, "ItemULong") X(INT, "ItemInt") X(UINT, "ItemUInt") \
    X(LONGLONG, "ItemLongLong") X(ULONGLONG, "ItemULongLong") \
    X(LONGLONGX, "ItemLongLongX") X(LONGLONGXX, "ItemLongLongXX") X(LONGLONGO, "ItemLongLongO") \
    X(FLOAT, "ItemFloat") X(DOUBLE, "ItemDouble") X(LONGDOUBLE, "ItemLongDouble") X(PTR, "ItemPtr") \
    X(GUID, "ItemGuid") X(CLSID, "ItemCLSID") X(LIBID, "ItemLIBID") X(IID, "ItemIID") \
    X(STRING, "ItemString") X(RSTRING, "ItemRString") X(WSTRING, "ItemWString") X(RWSTRING, "ItemRWString") \
    X(PSTRING, "ItemPString") X(PWSTRING, "ItemPWString") X(SID, "ItemSid") \
    X(LISTBYTE, "ItemListByte") X(LISTSHORT, "ItemListShort") X(LISTLONG, "ItemListLong") \
    X(SETBYTE, "ItemSetByte") X(SETSHORT, "ItemSetShort") X(SETLONG, "ItemSetLong") \
    X(ENUM, "ItemEnum") X(FLAGSENUM, "ItemFlagsEnum") \
    X(NTSTATUS, "ItemNTSTATUS") X(WINERROR, "ItemWINERROR") X(HRESULT, "ItemHRESULT") \
    X(NDIS_STATUS, "ItemNDIS_STATUS") X(NDIS_OID, "ItemNDIS_OID") \
    X(IPADDR, "ItemIPAddr") X(PORT, "ItemPort") X(TIMESTAMP, "ItemTimestamp") X(WAITTIME, "ItemWaitTime") \
    X(TIMEDELTA, "ItemTimeDelta") X(CHAR4, "ItemChar4") X(HEXDUMP, "ItemHexDump") X(HEXBYTES, "ItemHexBytes")

enum tmf_item {
    TMF_ITEM_UNKNOWN, /* a name of the user's own or of a newer tool: see tmf_argument.item */
#define TMF_ITEM_CONSTANT(name, spelling) TMF_ITEM_##name,
    TMF_ITEMS(TMF_ITEM_CONSTANT)
#undef TMF_ITEM_CONSTANT
};

struct tmf_argument {
    struct text expression; /* as the source spelled it, commas as '.', double quotes as single ones */
    struct text item;       /* "ItemListByte" */
    struct text list;       /* what stands in its parentheses: "Low,APC,DPC"; at is NULL without them */
    enum tmf_item type;     /* item as a constant; names are compared without regard to case */
    unsigned number;        /* the N of %N!s! in the text */
};

/* LEVEL=TRACE_LEVEL_ERROR: the conditions of the trace function and their arguments, in the order given. */
struct tmf_pair { struct text key, value; };

struct tmf_message {
    struct tmf_source *source;
    struct text gap;       /* the blanks behind #typev when they are not one; older templates have two */
    struct text name;      /* "L2CAP_c141": source file, last dot as '_', and line; or Unknown_cxx00 */
    unsigned id;           /* 10..65535 within the trace GUID */
    struct text text;      /* between the quotes, "%0" prefix mark included; may hold quotes and line ends */
    struct text trailer;   /* everything behind the "//", blanks included: "   LEVEL=X FUNC=f" */
    ARENA_LIST(struct tmf_pair) pairs; /* the trailer's pairs, without FUNC */
    struct text function;  /* of FUNC=; empty when there is none */
    ARENA_LIST(struct tmf_argument) arguments;
    bool is_public;        /* survives in a stripped PDB; not visible in a .tmf but for the name */
};

struct tmf_source {
    struct tmf_guid guid;
    struct text spelling;          /* the GUID as written */
    bool glued;                    /* no blank behind it: a quirk of the templates with WPP_USER_MSG_GUID */
    struct text module;            /* "BthPS3"; may hold blanks and dots */
    struct text file;              /* "L2CAP.Connect.c", or Unknown_cxx00 when public */
    struct text major, minor;      /* of MJ= and MN=; empty in every genuine file */
    ARENA_LIST(struct tmf_message *) messages; /* in the order met */
};

struct tmf_enum_value { struct text name, value; }; /* value as written: "0x1" */

struct tmf_enum {
    struct text name;
    ARENA_LIST(struct tmf_enum_value) values;
};

/* A provider: what WPP_CONTROL_GUIDS declares. In PDBs and objects only, never in a .tmf. */
struct tmf_control {
    struct tmf_guid guid;
    struct text spelling, name;    /* "MyDriver1TraceGuid" */
    ARENA_LIST(struct text) flags; /* bit 0 first */
    struct text function;          /* that held the annotation */
    bool is_public;
};

/* An annotation that is no trace message: its strings, kept apart. */
struct tmf_other {
    struct text object, function;
    struct text *strings;
    size_t count;
};

/* ---- one file, as it is ---- */

enum tmf_entry_kind { TMF_ENTRY_LINE, TMF_ENTRY_SOURCE, TMF_ENTRY_MESSAGE, TMF_ENTRY_ENUM };

struct tmf_entry {
    enum tmf_entry_kind kind;
    struct text line;               /* TMF_ENTRY_LINE: a comment or an empty line, without its end */
    struct tmf_source *source;      /* TMF_ENTRY_SOURCE, and the one in force for a message */
    struct tmf_message *message;    /* TMF_ENTRY_MESSAGE */
    struct tmf_enum *enumeration;   /* TMF_ENTRY_ENUM */
};

struct tmf_file {
    bool crlf;          /* lines end in CR LF; the first line decides for the whole file */
    bool unterminated;  /* the last line has no end */
    ARENA_LIST(struct tmf_entry) entries;
};

/* Reads the text of a .tmf. False: an error, pointing at the line, went to d and *file holds the entries
 * before it. The file's sources own only what stands behind their line, each message in source->messages,
 * repeats included. */
bool tmf_file_parse(struct arena *a, const struct source *s, struct diag *d, struct tmf_file *file);
/* Appends the file's bytes to out; for a file that parsed, those it was parsed from. */
void tmf_file_write(const struct tmf_file *file, struct buffer *out);
/* One source line, message, or enumeration as tmf_file_write gives it, with LF line ends. */
void tmf_source_write(const struct tmf_source *s, struct buffer *out);
void tmf_message_write(const struct tmf_message *m, struct buffer *out);
void tmf_enum_write(const struct tmf_enum *e, struct buffer *out);
/* The same with the line end to use. */
void tmf_source_write_as(const struct tmf_source *s, struct text line_end, struct buffer *out);
void tmf_message_write_as(const struct tmf_message *m, struct text line_end, struct buffer *out);
void tmf_enum_write_as(const struct tmf_enum *e, struct text line_end, struct buffer *out);

/* ---- everything known ---- */

struct tmf_catalogue {
    struct arena *arena;
    ARENA_LIST(struct tmf_source *) sources;   /* in the order met, each GUID and source file once */
    ARENA_LIST(struct tmf_enum *) enums;       /* each name once; the first definition wins */
    ARENA_LIST(struct tmf_control *) controls; /* each GUID and name once */
    ARENA_LIST(struct tmf_other *) others;     /* all of them */
    size_t repeats;                            /* messages that were there already */
    struct table index;                        /* private: by GUID and number, name, content */
};

void tmf_catalogue_init(struct tmf_catalogue *c, struct arena *a);
/* The message of a trace GUID with that number, or NULL. When several differ (an inlined function has one
 * for each place), the first: they have the same text. */
const struct tmf_message *tmf_catalogue_find(const struct tmf_catalogue *c, struct tmf_guid guid, unsigned id);
const struct tmf_enum *tmf_catalogue_enum(const struct tmf_catalogue *c, struct text name);
/* The catalogue's own source with the content of `like` (its messages aside), made when it is new. */
struct tmf_source *tmf_catalogue_source(struct tmf_catalogue *c, const struct tmf_source *like);
/* Adds a copy of a message that points to the same text. NULL when one with equal name, id, text, trailer,
 * arguments and source is there; a public twin of it makes it public. */
struct tmf_message *tmf_catalogue_message(struct tmf_catalogue *c, const struct tmf_message *m);
/* True when it was new. The text of e must live as long as the catalogue. */
bool tmf_catalogue_add_enum(struct tmf_catalogue *c, struct tmf_enum *e);
bool tmf_catalogue_add_control(struct tmf_catalogue *c, struct tmf_control *control);
/* Adds all of a file. */
void tmf_catalogue_add_file(struct tmf_catalogue *c, const struct tmf_file *file);

/* ---- the strings of annotations ---- */

/* Parses "guid module // SRC=f MJ= MN=", into *s. False when it is not of that form; reports nothing. */
bool tmf_source_line(struct text line, struct tmf_source *s);
/* Parses '#typev name id "text" // trailer' into *m, its pairs and function too. */
bool tmf_message_line(struct arena *a, struct text line, struct tmf_message *m);
/* Parses "expression, Item(list) -- N". */
bool tmf_argument_line(struct text line, struct tmf_argument *arg);
/* Makes FUNC=function the last pair of a message that has none. */
void tmf_message_set_function(struct arena *a, struct tmf_message *m, struct text function);
/* The #typev name tracepdb gives a message: the source file with its last dot as '_', then the line. From an
 * annotation's name, which has '_' for every character of the file that no identifier can have; a name that
 * does not come from that file (Unknown_cxx00) stays. Genuine: L2CAP.Connect_c399 of L2CAP_Connect_c399. */
struct text tmf_message_name(struct arena *a, struct text annotated, struct text source_file);

#endif
