/* What one run knows: the types and trace functions that the configuration declared, and the messages that
 * the sources hold. Configuration fills the first, scanning appends the second, templates read both.
 *
 * Everything lives in the run's arena. Text of configuration files are slices into those files, which stay
 * loaded; text of a source is copied, because a source is released as soon as it is scanned. Words are those
 * of the WPP documentation; "goo" is the genuine templates' name for the conditions of a trace function. */
#ifndef MODEL_MODEL_H
#define MODEL_MODEL_H

#include "checks.h"
#include "digest.h"
#include "object.h"
#include "table.h"

/* ---- types: what follows a % in a message ------------------------------------------------------------- */

enum type_kind {
    TYPE_SIMPLE,  /* by value: WPP_LOGTYPEVAL */
    TYPE_POINTER, /* by address: WPP_LOGTYPEPTR */
    TYPE_COMPLEX  /* through a macro of its own */
};

struct type {
    struct text name;        /* "d", "STATUS", ".*hs"; with regard to case */
    enum type_kind kind;
    struct text equiv;       /* C type; empty for a constant, which takes no argument */
    struct text mof;         /* "ItemLong", "ItemListByte(Low,APC,DPC)" */
    struct text spec;        /* FormatSpec: "d", "I64x", or a constant's text */
    struct text sig;         /* part of helper names */
    struct text macro;       /* TYPE_COMPLEX: marshalling macro */
    struct text manifest;    /* "win:Int32; outType=win:HResult", as written; may be empty */
    uint64_t priority;       /* for -reorder: usually the alignment */
    struct span where;
};

/* ---- trace functions ---------------------------------------------------------------------------------- */

struct pair {
    struct text name, value;
};

/* Prefix or suffix of a function's messages: USEPREFIX(f, "text", expr...). */
struct affix {
    bool set;
    struct text text;        /* between the quotes, escapes as written, trailing blanks gone */
    struct text *exprs;      /* expressions for its conversions */
    size_t expr_count;
    struct span where;
};

/* A distinct list of conditions, and which of them mean level, flags and recorder log. */
struct goo {
    struct text id, args;
    struct text level, flags, ifr; /* the parameter's name, empty when the list has none */
};

struct function {
    struct text name;
    struct pair *defaults;   /* {NAME=value}, in order */
    size_t default_count;
    struct text *fixed;      /* names of the parameters that are neither MSG nor ... */
    size_t fixed_count;
    size_t msg_at;           /* parameters before MSG; fixed_count when there is no MSG */
    bool has_msg, variadic, double_parens, msg_args;
    struct affix prefix, suffix;
    bool is_public;          /* -public:Name */
    struct text public_flag; /* PUBLIC_FILTER(Name, Flag) */
    struct text goo_id;      /* "_LEVEL_FLAGS": conditions, defaults first */
    struct text goo_args;    /* "LEVEL,FLAGS" */
    struct text goo_vals;    /* "TRACE_ALL, LEVEL": default values, then parameter names */
    struct text fixed_args;  /* "LEVEL, FLAGS, " as parameters of the function's own macro */
    struct goo *goo;         /* shared by all functions with the same goo_id */
    struct span where;
    size_t calls;
    bool flag_reported;      /* that no WPP_DEFINE_BIT names its default flag */
};

/* ---- messages ----------------------------------------------------------------------------------------- */

/* Manifest mode: how an argument is described there. */
struct manifest_argument {
    struct text xml_name, in_type, out_type, map;
};

/* Manifest mode: what an event has besides the message. */
struct manifest_event {
    struct text level, keywords, attributes, text_id;
    struct text parameters;  /* "int a10, LPCSTR a11" */
    struct text arguments;   /* "a10, WPP_ADAPTER_PSID(a11)" */
};

struct argument {
    const struct type *type;
    struct text name;        /* source text as the annotation shows it */
    struct text number;      /* "10", "11" ... */
    bool synthetic;          /* from a prefix or suffix */
    const struct manifest_argument *manifest; /* NULL but in manifest mode */
};

/* One way to call the tracing helpers: the types of a message's arguments, by signature. */
struct signature {
    struct text name;
    struct text arguments;   /* ", int _a1, LPCSTR _a2" */
    struct text log_args;    /* "WPP_LOGTYPEVAL(int, _a1) WPP_LOGASTR(_a2) " */
};

/* The order in which a MSGARGS function hands its arguments on: WPP_R012. */
struct reorder {
    struct text name;        /* "012"; empty without arguments */
    struct text arguments;   /* "MSG, a0, a1, a2" */
    struct text permutation; /* ", a0, a1, a2" */
};

struct unit;

struct message {
    const struct function *function;
    const struct unit *unit;
    struct text name;        /* file and line: "Queue_c128" */
    size_t line;             /* the line in the name: where __LINE__ of MSVC and clang lands */
    size_t name_line;        /* the line of the function's name: where gcc's __LINE__ lands */
    struct text line_text, name_line_text;
    unsigned id;             /* message number inside its trace GUID */
    struct text number;      /* the same in digits */
    struct text text;        /* TMF text: "%0[%!FUNC!] status %10!s!" */
    struct text goo_pairs;   /* " LEVEL=TRACE_LEVEL_ERROR FLAGS=INIT" */
    struct text *conditions; /* argument text of each default and fixed parameter, defaults first */
    struct text fixed_args, macro_args, macro_exprs, debug_args, synthetic_exprs;
    struct argument *args;
    const struct argument **arg_list; /* addresses of args, for templates */
    size_t arg_count;
    const struct signature *signature;
    const struct reorder *reorder; /* NULL unless the function is MSGARGS */
    bool in_comment;         /* the call stands inside a block comment */
    struct text procedure;   /* the function around the call, when settings.procedures asks for it */
    const struct manifest_event *event; /* NULL but in manifest mode */
    const struct trace_guid *guid;      /* manifest mode: the provider's; NULL: the unit's */
};

struct trace_guid {
    unsigned char bytes[16]; /* in text order: the first four are Data1, most significant first */
    struct text text, normalized, structure, comment;
    const struct unit *unit;
    struct text number;      /* manifest mode: empty for a control GUID's first, then "1", "2" ... */
    ARENA_LIST(struct message *) messages;  /* manifest mode: those of the provider */
    ARENA_LIST(struct manifest_map *) maps; /* manifest mode: its enumerations */
};

/* One source file, or with -gen:{t}Name all of them as one. */
struct unit {
    struct text path;        /* as named on the command line */
    struct text name;        /* file name without folder, case as given */
    struct text canonical;   /* name with every non-identifier character as '_' */
    ARENA_LIST(struct message *) messages;   /* by number */
    ARENA_LIST(struct signature *) signatures; /* sorted by name */
    ARENA_LIST(struct trace_guid *) guids;   /* one when there are messages, else none */
    ARENA_LIST(struct goo *) goos;           /* those of its messages, sorted by id */
    ARENA_LIST(struct text) found;           /* -lookfor symbols that occur */
    bool defines_control_guids;              /* holds a #define WPP_CONTROL_GUIDS */
    struct table flags;                      /* names in WPP_DEFINE_BIT(...) */
};

/* ---- the rest ----------------------------------------------------------------------------------------- */

struct enum_item {
    struct text name;
    int64_t value;
};

/* An enumeration of a begin_wpp enum block, found by its tag. */
struct enumeration {
    struct text tag;
    ARENA_LIST(struct enum_item) items;
};

struct macro { /* -DName[=Value], -km, -dll, -um, -ctl: */
    struct text name, value;
};

/* Manifest mode (-man): what DEFINE_CONTROL_GUID and its companions declare. */
struct manifest_value { /* level, keyword */
    struct text name, symbol;
    uint64_t value;
    bool builtin;
    struct span where;
    struct text decimal, hex; /* set by model_finish */
};

/* An ItemList or ItemSet type as a map of values to texts. */
struct manifest_item {
    struct text value, hex, text_id;
};

struct manifest_map {
    struct text name;
    bool set;                /* bits, not values */
    ARENA_LIST(struct manifest_item *) items;
};

struct manifest_string {
    struct text id, text;    /* text is XML */
};

struct control_guid {
    struct text name, symbol;
    unsigned char bytes[16];
    struct text text;        /* lower-case, dashed */
    ARENA_LIST(struct manifest_value *) levels;
    ARENA_LIST(struct manifest_value *) keywords;
    ARENA_LIST(struct trace_guid *) trace_guids; /* set by model_finish */
    struct span where;
};

struct manifest {
    bool on;
    struct text file, header, prefix;
    struct text resource_file, message_file, culture;
    ARENA_LIST(struct control_guid *) control_guids;
    ARENA_LIST(struct manifest_value *) levels;   /* built in */
    ARENA_LIST(struct manifest_value *) keywords; /* built in */
    bool complex_formats;    /* -ManifestFormats */
    ARENA_LIST(struct manifest_string *) strings;
    struct text arguments;   /* for the message compiler */
};

struct settings {
    struct text module;            /* CurrentDir: -p: or the name of the current folder */
    uint64_t arg_base;             /* -ArgBase, default 1 */
    uint64_t arg_limit;            /* -ArgLimit, default 32 */
    uint64_t range_min, range_max; /* TRACERANGE, default 10..65535 */
    bool no_shrieks, reorder, random_guids, ignore_duplicate_types, no_environment;
    bool no_date, no_version;
    bool guid_per_file;            /* SEPARATE_TRACE_GUID_PER_FILE */
    bool guid_per_file_set;
    bool unicode_ignore;
    bool procedures;               /* -tmf: wants to know the function around each call */
};

struct model {
    struct arena *arena;
    struct diag *diag;
    struct settings settings;
    struct table types;                       /* struct type by name */
    ARENA_LIST(struct type *) type_list;      /* in order of definition */
    struct table functions;                   /* struct function by name */
    ARENA_LIST(struct function *) function_list; /* sorted by model_finish_config */
    struct affix prefix, suffix;              /* of USEPREFIX(*, ...) */
    ARENA_LIST(struct macro *) macros;
    ARENA_LIST(struct text) look_for;
    struct table enums;                       /* struct enumeration by tag */
    struct table flags;                       /* names in WPP_DEFINE_BIT(...) of scanned headers */
    bool defines_control_guids;               /* a scanned header has #define WPP_CONTROL_GUIDS */
    struct manifest manifest;
    ARENA_LIST(struct unit *) units;          /* sources in command-line order */
    struct table reorder_table;
    ARENA_LIST(struct reorder *) reorders;    /* of the whole run, sorted by model_finish */
    size_t max_type_name;                     /* length of the longest type name */
};

struct model *model_new(struct arena *a, struct diag *d);

/* The type of that name, or NULL. */
struct type *model_type(const struct model *m, struct text name);
/* The defined name that looks most like `name`, or NULL when none is near. */
const struct type *model_nearest_type(const struct model *m, struct text name);
/* Adds or replaces (later definitions win; whether that is an error is the caller's to know). */
void model_add_type(struct model *m, struct type *t);
struct function *model_function(const struct model *m, struct text name);
void model_add_function(struct model *m, struct function *f);
void model_add_macro(struct model *m, struct text name, struct text value);
bool model_is_flag(const struct model *m, const struct unit *u, struct text name);

/* -man: and MANIFEST_CONFIGURATION. The header is by default what the message compiler calls it: the
 * manifest's base name and .h. Manifest mode has one trace GUID a run unless that was set otherwise. */
void model_set_manifest(struct model *m, struct text file, struct text header, struct text prefix);

/* Derives what depends on the whole configuration: goo strings, sorted functions. Call before scanning. */
void model_finish_config(struct model *m);
/* The prefix and suffix that apply to a function: its own, or those of '*'. Never NULL; `set` may be false. */
const struct affix *model_prefix(const struct model *m, const struct function *f);
const struct affix *model_suffix(const struct model *m, const struct function *f);

/* Finds `#define WPP_CONTROL_GUIDS` and the names in WPP_DEFINE_BIT(...) of a header or of one directive. */
void model_collect_flags(struct arena *a, struct text bytes, struct table *flags, bool *defines_control_guids);

/* A new unit for a source path, appended to units. */
struct unit *model_add_unit(struct model *m, struct text path);
/* Names of a unit: canonical form as in WPP_THIS_FILE. */
struct text model_canonical(struct arena *a, struct text file_name);
/* The run's reorder macro of that name, made when it is new: it takes MSG and `count` arguments a0, a1 ... and
 * expands to `permutation`. Both texts are copied. */
const struct reorder *model_reorder(struct model *m, struct text name, struct text permutation, size_t count);
/* Numbers a scanned unit's messages, gathers its signatures and gives it its trace GUID.
 * `id` continues from unit to unit when the GUIDs are not separate. False: reported. */
bool model_finish_unit(struct model *m, struct unit *u);
/* After the last unit: GUID collisions, sorted reorders, one GUID for all when not separate. False: reported. */
bool model_finish(struct model *m);
/* All units as one, named `name`: for -gen:{template}name. */
struct unit *model_group(struct model *m, struct text name);

/* ---- for templates ------------------------------------------------------------------------------------ */

/* What a template sees first. Checksum and TemplateFile are the engine's own. */
struct root {
    const struct model *model;
    const struct unit *unit;
    struct text version;       /* "0.1.0" */
    struct text timestamp, date, time;
};

/* The root object of an expansion; see fields.c for every field a template can ask for. */
struct object model_root(const struct root *r);

#endif
