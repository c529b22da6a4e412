/* Every field a template can ask for, one row each. The names are the template language's (reference 2.12,
 * semantics 5-9); rows marked "ours" exist for our own templates. A field that needs work was worked out when
 * its object was made, so a getter only hands out what is there. */
#include "model.h"

#define LIST(cls, of) \
    ((struct value){.kind = VALUE_LIST, .list = {&(cls), (const void *const *)(of).items, (of).count}})
#define OBJECT(cls, at) ((struct value){.kind = VALUE_OBJECT, .object = {&(cls), (at)}})

/* FIELD(class, Name, expression over s) defines a getter; ROW lists it. */
#define FIELD(type, name, expression)                       \
    static struct value type##_##name(const void *self)     \
    {                                                       \
        const struct type *s = self;                        \
        (void)s;                                            \
        return expression;                                  \
    }
#define ROW(type, name) {TEXT_INIT(#name), type##_##name}
#define CLASS(variable, shown, rows) \
    static const struct object_class variable = {shown, rows, sizeof rows / sizeof *rows}

static struct text without_leading_comma(struct text t)
{
    return text_starts(t, TEXT(", ")) ? text_skip(t, 2) : t;
}

/* ---- conditions (ours): shared by functions, messages and the root's Goos ------------------------------ */

#define GOO_FIELDS(type, goo)                                   \
    FIELD(type, HasLevel, value_flag((goo)->level.len > 0))     \
    FIELD(type, HasFlags, value_flag((goo)->flags.len > 0))     \
    FIELD(type, HasIfr, value_flag((goo)->ifr.len > 0))         \
    FIELD(type, LevelName, value_text((goo)->level))            \
    FIELD(type, FlagsName, value_text((goo)->flags))            \
    FIELD(type, IfrName, value_text((goo)->ifr))
#define GOO_ROWS(type)                                                                            \
    ROW(type, HasLevel), ROW(type, HasFlags), ROW(type, HasIfr), ROW(type, LevelName),            \
    ROW(type, FlagsName), ROW(type, IfrName)

FIELD(goo, Name, value_text(s->id))
FIELD(goo, Args, value_text(s->args))
GOO_FIELDS(goo, s)
static const struct field goo_rows[] = {ROW(goo, Name), ROW(goo, Args), GOO_ROWS(goo)};
CLASS(goo_class, "condition list", goo_rows);

/* ---- trace functions ---------------------------------------------------------------------------------- */

FIELD(function, Name, value_text(s->name))
FIELD(function, FixedArgs, value_text(s->fixed_args))
FIELD(function, GooId, value_text(s->goo_id))
FIELD(function, GooArgs, value_text(s->goo_args))
FIELD(function, GooVals, value_text(s->goo_vals))
FIELD(function, DoubleP, value_flag(s->double_parens))
FIELD(function, MsgArgs, value_flag(s->msg_args))
FIELD(function, NoMsg, value_flag(!s->has_msg))
GOO_FIELDS(function, s->goo)
static const struct field function_rows[] = {
    ROW(function, Name), ROW(function, FixedArgs), ROW(function, GooId), ROW(function, GooArgs),
    ROW(function, GooVals), ROW(function, DoubleP), ROW(function, MsgArgs), ROW(function, NoMsg),
    GOO_ROWS(function),
};
CLASS(function_class, "trace function", function_rows);

/* ---- arguments and messages --------------------------------------------------------------------------- */

FIELD(argument, Name, value_text(s->name))
FIELD(argument, MofType, value_text(s->type->mof))
FIELD(argument, No, value_text(s->number))
FIELD(argument, XmlName, value_text(s->manifest ? s->manifest->xml_name : TEXT("")))
FIELD(argument, InType, value_text(s->manifest ? s->manifest->in_type : TEXT("")))
FIELD(argument, OutType, value_text(s->manifest ? s->manifest->out_type : TEXT("")))
FIELD(argument, MapName, value_text(s->manifest ? s->manifest->map : TEXT("")))
static const struct field argument_rows[] = {
    ROW(argument, Name), ROW(argument, MofType), ROW(argument, No), ROW(argument, XmlName), ROW(argument, InType),
    ROW(argument, OutType), ROW(argument, MapName),
};
CLASS(argument_class, "argument", argument_rows);

static struct text guid_of(const struct message *m)
{
    if (m->guid)
        return m->guid->text;
    return m->unit->guids.count ? m->unit->guids.items[0]->text : TEXT("");
}

static bool is_public(const struct message *m) { return m->function->is_public; }

FIELD(message, Name, value_text(s->name))
FIELD(message, Guid, value_text(guid_of(s)))
FIELD(message, MsgNo, value_text(s->number))
FIELD(message, Text, value_text(s->text))
FIELD(message, Indent, value_text(TEXT("")))
FIELD(message, GooPairs, value_text(s->goo_pairs))
FIELD(message, GooId, value_text(s->function->goo_id))
FIELD(message, GooArgs, value_text(s->function->goo_args))
FIELD(message, GooVals, value_text(s->function->goo_vals))
FIELD(message, FixedArgs, value_text(s->fixed_args))
FIELD(message, MacroArgs, value_text(s->macro_args))
FIELD(message, MacroExprs, value_text(s->macro_exprs))
FIELD(message, MacroExprsNoLeadingComma, value_text(without_leading_comma(s->macro_exprs)))
FIELD(message, DbgMacroArgs, value_text(s->debug_args))
FIELD(message, SyntheticExprs, value_text(s->synthetic_exprs))
FIELD(message, MsgVal, value_text(TEXT("")))
FIELD(message, TypeSig, value_text(s->signature->name))
FIELD(message, ReorderSig, value_text(s->reorder ? s->reorder->name : TEXT("")))
FIELD(message, FlagValue, value_text(s->function->public_flag))
FIELD(message, MsgIsPublic, value_flag(is_public(s)))
FIELD(message, MsgIsPrivate, value_flag(!is_public(s)))
FIELD(message, MsgArgs, value_flag(s->function->msg_args))
FIELD(message, DoubleP, value_flag(s->function->double_parens))
FIELD(message, NoMsg, value_flag(!s->function->has_msg))
FIELD(message, NameOnly, value_text(s->unit->canonical))      /* ours */
FIELD(message, Line, value_text(s->line_text))                /* ours */
FIELD(message, NameLine, value_text(s->name_line_text))       /* ours */
FIELD(message, LinesDiffer, value_flag(s->line != s->name_line)) /* ours */
GOO_FIELDS(message, s->function->goo)

/* The rest exists in manifest mode only. */
FIELD(message, EventName, value_text(TEXT("")))
FIELD(message, Version, value_text(TEXT("")))
FIELD(message, GuidNo, value_text(s->guid && s->guid->number.len ? s->guid->number : TEXT("0")))
FIELD(message, Level, value_text(s->event ? s->event->level : TEXT("")))
FIELD(message, Keywords, value_text(s->event ? s->event->keywords : TEXT("")))
FIELD(message, Attributes, value_text(s->event ? s->event->attributes : TEXT("")))
FIELD(message, ManifestTextId, value_text(s->event ? s->event->text_id : TEXT("")))
FIELD(message, FuncArgDecls, value_text(s->event ? s->event->parameters : TEXT("")))
FIELD(message, FuncArgExprs, value_text(s->event ? s->event->arguments : TEXT("")))

/* Arguments are stored as objects, not pointers; the list was made beside them. */
static struct value message_Arguments(const void *self)
{
    const struct message *m = self;
    return (struct value){.kind = VALUE_LIST,
                          .list = {&argument_class, (const void *const *)m->arg_list, m->arg_count}};
}

static const struct field message_rows[] = {
    ROW(message, Name), ROW(message, Guid), ROW(message, MsgNo), ROW(message, Text), ROW(message, Indent),
    ROW(message, GooPairs), ROW(message, GooId), ROW(message, GooArgs), ROW(message, GooVals),
    ROW(message, FixedArgs), ROW(message, MacroArgs), ROW(message, MacroExprs),
    ROW(message, MacroExprsNoLeadingComma), ROW(message, DbgMacroArgs), ROW(message, SyntheticExprs),
    ROW(message, MsgVal), ROW(message, TypeSig), ROW(message, ReorderSig), ROW(message, FlagValue),
    ROW(message, MsgIsPublic), ROW(message, MsgIsPrivate), ROW(message, MsgArgs), ROW(message, DoubleP),
    ROW(message, NoMsg), ROW(message, NameOnly), ROW(message, Line), ROW(message, NameLine),
    ROW(message, LinesDiffer), ROW(message, Arguments), GOO_ROWS(message),
    ROW(message, EventName), ROW(message, Version), ROW(message, GuidNo), ROW(message, Level),
    ROW(message, Keywords), ROW(message, Attributes), ROW(message, ManifestTextId), ROW(message, FuncArgDecls),
    ROW(message, FuncArgExprs),
};
CLASS(message_class, "message", message_rows);

/* ---- signatures, reorder macros, macros, trace GUIDs --------------------------------------------------- */

FIELD(signature, Name, value_text(s->name))
FIELD(signature, Arguments, value_text(s->arguments))
FIELD(signature, LogArgs, value_text(s->log_args))
FIELD(signature, DeclVars, value_text(TEXT("")))
FIELD(signature, UnsafeArgs, value_flag(false))
static const struct field signature_rows[] = {
    ROW(signature, Name), ROW(signature, Arguments), ROW(signature, LogArgs), ROW(signature, DeclVars),
    ROW(signature, UnsafeArgs),
};
CLASS(signature_class, "signature", signature_rows);

FIELD(reorder, Name, value_text(s->name))
FIELD(reorder, Arguments, value_text(s->arguments))
FIELD(reorder, Permutation, value_text(s->permutation))
FIELD(reorder, PermutationNoLeadingComma, value_text(without_leading_comma(s->permutation)))
static const struct field reorder_rows[] = {
    ROW(reorder, Name), ROW(reorder, Arguments), ROW(reorder, Permutation), ROW(reorder, PermutationNoLeadingComma),
};
CLASS(reorder_class, "argument order", reorder_rows);

FIELD(macro, Name, value_text(s->name))
FIELD(macro, Alias, value_text(s->value))
static const struct field macro_rows[] = {ROW(macro, Name), ROW(macro, Alias)};
CLASS(macro_class, "macro definition", macro_rows);

FIELD(trace_guid, Text, value_text(s->text))
FIELD(trace_guid, Normalized, value_text(s->normalized))
FIELD(trace_guid, Struct, value_text(s->structure))
FIELD(trace_guid, Comment, value_text(s->comment))

static struct value trace_guid_Messages(const void *self)
{
    const struct trace_guid *g = self;
    return g->messages.count ? LIST(message_class, g->messages) : LIST(message_class, g->unit->messages);
}

/* Manifest mode: maps. */
FIELD(manifest_item, Value, value_text(s->value))
FIELD(manifest_item, HexValue, value_text(s->hex))
FIELD(manifest_item, MessageId, value_text(s->text_id))
static const struct field manifest_item_rows[] = {
    ROW(manifest_item, Value), ROW(manifest_item, HexValue), ROW(manifest_item, MessageId),
};
CLASS(manifest_item_class, "map item", manifest_item_rows);

FIELD(manifest_map, Name, value_text(s->name))
FIELD(manifest_map, ItemSet, value_flag(s->set))
FIELD(manifest_map, ItemList, value_flag(!s->set))
FIELD(manifest_map, MapItems, LIST(manifest_item_class, s->items))
static const struct field manifest_map_rows[] = {
    ROW(manifest_map, Name), ROW(manifest_map, ItemSet), ROW(manifest_map, ItemList), ROW(manifest_map, MapItems),
};
CLASS(manifest_map_class, "map", manifest_map_rows);

FIELD(trace_guid, No, value_text(s->number))
FIELD(trace_guid, Maps, value_flag(s->maps.count > 0))
FIELD(trace_guid, Types, LIST(manifest_map_class, s->maps))
static const struct field trace_guid_rows[] = {
    ROW(trace_guid, Text), ROW(trace_guid, Normalized), ROW(trace_guid, Struct), ROW(trace_guid, Comment),
    ROW(trace_guid, Messages), ROW(trace_guid, No), ROW(trace_guid, Maps), ROW(trace_guid, Types),
};
CLASS(trace_guid_class, "trace GUID", trace_guid_rows);

/* ---- manifest mode ------------------------------------------------------------------------------------ */

FIELD(manifest_value, Name, value_text(s->name))
FIELD(manifest_value, Symbol, value_text(s->symbol))
FIELD(manifest_value, Value, value_text(s->decimal))
FIELD(manifest_value, Mask, value_text(s->hex))
static const struct field manifest_value_rows[] = {
    ROW(manifest_value, Name), ROW(manifest_value, Symbol), ROW(manifest_value, Value), ROW(manifest_value, Mask),
};
CLASS(manifest_value_class, "level or keyword", manifest_value_rows);

FIELD(control_guid, Name, value_text(s->name))
FIELD(control_guid, Symbol, value_text(s->symbol))
FIELD(control_guid, Text, value_text(s->text))
FIELD(control_guid, Levels, LIST(manifest_value_class, s->levels))
FIELD(control_guid, Keywords, LIST(manifest_value_class, s->keywords))
FIELD(control_guid, TraceGuids, LIST(trace_guid_class, s->trace_guids))
static const struct field control_guid_rows[] = {
    ROW(control_guid, Name), ROW(control_guid, Symbol), ROW(control_guid, Text), ROW(control_guid, Levels),
    ROW(control_guid, Keywords), ROW(control_guid, TraceGuids),
};
CLASS(control_guid_class, "control GUID", control_guid_rows);

FIELD(manifest_string, Id, value_text(s->id))
FIELD(manifest_string, Name, value_text(s->text))
static const struct field manifest_string_rows[] = {ROW(manifest_string, Id), ROW(manifest_string, Name)};
CLASS(manifest_string_class, "string", manifest_string_rows);

FIELD(manifest, ResourceFileName, value_text(s->resource_file))
FIELD(manifest, MessageFileName, value_text(s->message_file))
FIELD(manifest, Culture, value_text(s->culture))
FIELD(manifest, HeaderFileName, value_text(s->header))
FIELD(manifest, Prefix, value_text(s->prefix))
FIELD(manifest, Arguments, value_text(s->arguments))
static const struct field manifest_rows[] = {
    ROW(manifest, ResourceFileName), ROW(manifest, MessageFileName), ROW(manifest, Culture),
    ROW(manifest, HeaderFileName), ROW(manifest, Prefix), ROW(manifest, Arguments),
};
CLASS(manifest_class, "Manifest", manifest_rows);

/* ---- the root ----------------------------------------------------------------------------------------- */

static struct value compiler_Checksum(const void *self)
{
    (void)self;
    return (struct value){.kind = VALUE_CHECKSUM};
}

static struct value compiler_Name(const void *self)
{
    (void)self;
    return value_text(TEXT("WPP"));
}

static struct value compiler_Version(const void *self) { return value_text(((const struct root *)self)->version); }
static struct value compiler_Timestamp(const void *self) { return value_text(((const struct root *)self)->timestamp); }
static const struct field compiler_rows[] = {
    ROW(compiler, Checksum), ROW(compiler, Name), ROW(compiler, Version), ROW(compiler, Timestamp),
};
CLASS(compiler_class, "Compiler", compiler_rows);

static struct value system_Date(const void *self) { return value_text(((const struct root *)self)->date); }
static struct value system_Time(const void *self) { return value_text(((const struct root *)self)->time); }
static const struct field system_rows[] = {ROW(system, Date), ROW(system, Time)};
CLASS(system_class, "System", system_rows);

FIELD(unit, Name, value_text(s->name))
FIELD(unit, CanonicalName, value_text(s->canonical))
static const struct field unit_rows[] = {ROW(unit, Name), ROW(unit, CanonicalName)};
CLASS(unit_class, "SourceFile", unit_rows);

FIELD(root, Compiler, OBJECT(compiler_class, s))
FIELD(root, System, OBJECT(system_class, s))
FIELD(root, SourceFile, OBJECT(unit_class, s->unit))
FIELD(root, CurrentDir, value_text(s->model->settings.module))
FIELD(root, MacroDefinitions, LIST(macro_class, s->model->macros))
FIELD(root, TraceGuids, LIST(trace_guid_class, s->unit->guids))
FIELD(root, TypeSigSet, LIST(signature_class, s->unit->signatures))
FIELD(root, Funcs, LIST(function_class, s->model->function_list))
FIELD(root, Messages, LIST(message_class, s->unit->messages))
FIELD(root, Reorder, LIST(reorder_class, s->model->reorders))
FIELD(root, Goos, LIST(goo_class, s->unit->goos)) /* ours */
FIELD(root, ControlGuids, LIST(control_guid_class, s->model->manifest.control_guids))
FIELD(root, Manifest, OBJECT(manifest_class, &s->model->manifest))
FIELD(root, StringTable, LIST(manifest_string_class, s->model->manifest.strings))
static const struct field root_rows[] = {
    ROW(root, Compiler), ROW(root, System), ROW(root, SourceFile), ROW(root, CurrentDir),
    ROW(root, MacroDefinitions), ROW(root, TraceGuids), ROW(root, TypeSigSet), ROW(root, Funcs),
    ROW(root, Messages), ROW(root, Reorder), ROW(root, Goos), ROW(root, ControlGuids), ROW(root, Manifest),
    ROW(root, StringTable),
};
CLASS(root_class, "template", root_rows);

struct object model_root(const struct root *r)
{
    return (struct object){&root_class, r};
}
