/* Control GUIDs in the two forms tools on Windows read. The .mof is a class per control GUID with its flags
 * as bits and the five levels; its text follows three genuine files line by line. */
#include "output.h"

#include "file.h"

static struct text module_of(struct text path)
{
    struct text name = file_base_name(path);
    const char *dot = text_find_last(name, '.');
    return dot && dot != name.at ? text_slice(name.at, dot) : name;
}

/* A name as the identifier of a class: what cannot stand in one becomes '_'. */
static struct text identifier(struct arena *a, struct text t)
{
    char *at = arena_copy(a, t.at, t.len);
    for (size_t i = 0; i < t.len; i++)
        if (!text_is_word(at[i]) || (unsigned char)at[i] >= 0x80)
            at[i] = '_';
    return (struct text){at, t.len};
}

static void flag_list(struct buffer *out, const char *title, const struct tmf_control *c, const char *suffix)
{
    buffer_format(out, "        %s{\n", title);
    for (size_t i = 0; i < c->flags.count; i++)
        buffer_format(out, "             \"%.*s%s\"%s\n", TEXT_ARG(c->flags.items[i]), suffix,
                      i + 1 < c->flags.count ? "," : "},");
}

static const char levels[] =
    "    [Description (\"Levels\") : amended,\n"
    "        ValueDescriptions{\n"
    "            \"Abnormal exit or termination\",\n"
    "            \"Severe errors that need logging\",\n"
    "            \"Warnings such as allocation failure\",\n"
    "            \"Includes non-error cases\",\n"
    "            \"Detailed traces from intermediate steps\" } : amended,\n"
    "         DefineValues{\n"
    "            \"TRACE_LEVEL_FATAL\",\n"
    "            \"TRACE_LEVEL_ERROR\",\n"
    "            \"TRACE_LEVEL_WARNING\",\n"
    "            \"TRACE_LEVEL_INFORMATION\",\n"
    "            \"TRACE_LEVEL_VERBOSE\" },\n"
    "        Values{\n"
    "            \"Fatal\",\n"
    "            \"Error\",\n"
    "            \"Warning\",\n"
    "            \"Information\",\n"
    "            \"Verbose\" },\n"
    "        ValueMap{\n"
    "            \"0x1\",\n"
    "            \"0x2\",\n"
    "            \"0x3\",\n"
    "            \"0x4\",\n"
    "            \"0x5\" },\n"
    "        ValueType(\"index\")\n"
    "    ]\n"
    "    uint32 Level;\n"
    "};\n";

static void flags(struct buffer *out, const struct tmf_control *c)
{
    if (c->flags.count == 0) /* an empty list is no MOF */
        return;
    buffer_text(out, TEXT("    [Description (\"Enable Flags\") : amended,\n"));
    flag_list(out, "ValueDescriptions", c, " Flag");
    flag_list(out, "DefineValues", c, "");
    flag_list(out, "Values", c, "");
    buffer_text(out, TEXT("        ValueMap{\n"));
    for (size_t i = 0; i < c->flags.count; i++)
        buffer_format(out, "             \"0x%08llx\"%s\n", i < 64 ? 1ull << i : 0,
                      i + 1 < c->flags.count ? "," : "}: amended");
    buffer_text(out, TEXT("    ]\n    uint32 Flags;\n"));
}

static void class(struct arena *a, struct buffer *out, struct text module, const struct tmf_control *c)
{
    struct text name = text_join(a, identifier(a, module), identifier(a, c->name));
    buffer_format(out, "\n//ModuleName = %.*s%.*s\t(Init called in Function %.*s)\n", TEXT_ARG(module),
                  TEXT_ARG(c->name), TEXT_ARG(c->function));
    buffer_format(out, "[Dynamic,\n Description(\"%.*s_%.*s\"),\n guid(\"{%.*s}\"),\n locale(\"MS\\\\0x409\")]\n",
                  TEXT_ARG(module), TEXT_ARG(c->name), TEXT_ARG(c->spelling));
    buffer_format(out, "class %.*s : EventTrace\n{\n", TEXT_ARG(name));
    flags(out, c);
    buffer_text(out, text_from(levels));
}

bool output_mof(const struct tmf_catalogue *c, struct text dir, struct output_origin from, struct diag *d)
{
    struct buffer out = {0};
    struct text module = module_of(from.path);
    if (c->controls.count == 0)
        return true;
    buffer_text(&out, TEXT("#pragma autorecover\n#pragma classflags(\"forceupdate\")\n"
                           "#pragma namespace(\"\\\\\\\\.\\\\root\\\\WMI\")\n//\n// WPP Generated File\n"));
    output_comments(c->arena, from, &out);
    buffer_text(&out, TEXT("//\n"));
    for (size_t i = 0; i < c->controls.count; i++)
        class(c->arena, &out, module, c->controls.items[i]);
    struct text path = file_join(c->arena, dir, text_join(c->arena, module, TEXT(".mof")));
    bool ok = output_replace(c->arena, path, buffer_slice(&out), d, NULL);
    buffer_free(&out);
    return ok;
}

bool output_tmc(const struct tmf_catalogue *c, struct text dir, struct output_origin from, struct diag *d)
{
    bool ok = true;
    for (size_t i = 0; ok && i < c->controls.count; i++) {
        const struct tmf_control *control = c->controls.items[i];
        struct buffer out = {0};
        output_comments(c->arena, from, &out);
        buffer_format(&out, "%.*s %.*s\n{\n", TEXT_ARG(control->spelling), TEXT_ARG(control->name));
        for (size_t k = 0; k < control->flags.count; k++)
            buffer_format(&out, "%.*s,0x%08llx\n", TEXT_ARG(control->flags.items[k]), k < 64 ? 1ull << k : 0);
        buffer_text(&out, TEXT("}\n"));
        struct text name = text_join(c->arena, tmf_guid_text(c->arena, control->guid), TEXT(".tmc"));
        ok = output_replace(c->arena, file_join(c->arena, dir, name), buffer_slice(&out), d, NULL);
        buffer_free(&out);
    }
    return ok;
}
