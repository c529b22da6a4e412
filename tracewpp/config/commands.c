/* Which names are commands, how many values each takes, and the commands that steer a run. A name is a command
 * only as it is spelled here: anything else declares a trace function, as in the genuine tool. */
#include "reader.h"

static bool run_include(struct reader *r);
static bool run_scan(struct reader *r);
static bool run_process_files(struct reader *r);
static bool run_flags(struct reader *r);
static bool run_guid_per_file(struct reader *r);
static bool run_trace_range(struct reader *r);

struct command {
    struct text name;
    size_t min, max;      /* number of values */
    bool (*run)(struct reader *r);
    const char *form;
};

enum { ANY = 1000000 };

static const struct command commands[] = {
    {TEXT_INIT("CUSTOM_TYPE"), 2, 3, config_custom_type, "(Name, BaseType(List), \"FormatSpec\")"},
    {TEXT_INIT("DEFINE_BIT"), 1, 3, config_bit, "(Name, Mask, Symbol)"},
    {TEXT_INIT("DEFINE_BUILTIN_KEYWORD"), 2, ANY, config_builtin_keyword, "(Name, Mask, Symbol...)"},
    {TEXT_INIT("DEFINE_BUILTIN_LEVEL"), 2, ANY, config_builtin_level, "(Name, Value, Symbol...)"},
    {TEXT_INIT("DEFINE_CONTROL_GUID"), 1, 3, config_control_guid, "(Name, Guid, Symbol)"},
    {TEXT_INIT("DEFINE_CPLX_TYPE"), 7, 9, config_complex_type,
     "(Name, Macro, EquivType, MofType, \"FormatSpec\", Sig, Priority, ManifestType)"},
    {TEXT_INIT("DEFINE_FLAVOR"), 2, 5, config_flavor, "(Name, BaseType, MofType, \"FormatSpec\", ManifestType)"},
    {TEXT_INIT("DEFINE_KEYWORD"), 3, 4, config_keyword, "(Name, ControlGuid, Mask, Symbol)"},
    {TEXT_INIT("DEFINE_LEVEL"), 3, 4, config_level, "(Name, ControlGuid, Value, Symbol)"},
    {TEXT_INIT("DEFINE_SIMPLE_TYPE"), 6, 7, config_simple_type,
     "(Name, EquivType, MofType, \"FormatSpec\", Sig, Priority, ManifestType)"},
    {TEXT_INIT("DEFINE_SIMPLE_TYPE_PTR"), 6, 7, config_simple_type_ptr,
     "(Name, EquivType, MofType, \"FormatSpec\", Sig, Priority, ManifestType)"},
    {TEXT_INIT("INCLUDE"), 1, ANY, run_include, "(File)"},
    {TEXT_INIT("MANIFEST_CONFIGURATION"), 1, 3, config_manifest_configuration, "(Manifest, Header, Prefix)"},
    {TEXT_INIT("MANIFEST_RESOURCES"), 1, 3, config_manifest_resources, "(ResourceFile, MessageFile, Culture)"},
    {TEXT_INIT("NOPREFIX"), 1, ANY, config_no_prefix, "(Function)"},
    {TEXT_INIT("PROCESSFILES"), 1, ANY, run_process_files, "(File...)"},
    {TEXT_INIT("PUBLIC_FILTER"), 2, 2, config_public_filter, "(Function, Flag)"},
    {TEXT_INIT("SCANFORMACROS"), 1, ANY, run_scan, "(File...)"},
    {TEXT_INIT("SEPARATE_TRACE_GUID_PER_FILE"), 1, 1, run_guid_per_file, "(0 or 1)"},
    {TEXT_INIT("TRACERANGE"), 2, 2, run_trace_range, "(Min, Max)"},
    {TEXT_INIT("TYPEMACRO"), 2, 3, config_custom_type, "(Name, BaseType(List), \"FormatSpec\")"},
    {TEXT_INIT("USEPREFIX"), 1, ANY, config_use_prefix, "(Function, \"text\", Expression...)"},
    {TEXT_INIT("USESUFFIX"), 1, ANY, config_use_suffix, "(Function, \"text\", Expression...)"},
    {TEXT_INIT("WPP_FLAGS"), 1, ANY, run_flags, "(-option...)"},
};
enum { COMMANDS = sizeof commands / sizeof *commands };

static const struct command *find_command(struct text name)
{
    for (size_t i = 0; i < COMMANDS; i++)
        if (text_equal(commands[i].name, name))
            return &commands[i];
    return NULL;
}

bool config_is_command(struct text name) { return find_command(name) != NULL; }

const struct text *config_nearest_command(struct arena *a, struct text name)
{
    const struct text *nearest = NULL;
    unsigned best = name.len > 6 ? 7 : 3;
    struct text upper = reader_upper(a, name);
    for (size_t i = 0; i < COMMANDS; i++) {
        unsigned distance = text_distance(upper, commands[i].name, best);
        if (distance < best) {
            best = distance;
            nearest = &commands[i].name;
        }
    }
    return nearest;
}

static struct text count_words(struct arena *a, const struct command *c)
{
    if (c->max == ANY)
        return text_format(a, "%zu or more values", c->min);
    if (c->min == c->max)
        return text_format(a, "%zu value%s", c->min, c->min == 1 ? "" : "s");
    return text_format(a, "%zu to %zu values", c->min, c->max);
}

static bool run_command(struct reader *r, const struct command *c)
{
    size_t count = r->statement.count;
    if (r->statement.defaults)
        return reader_fail(r, &CHECK_CONFIG_ARGUMENTS, reader_span(r, r->statement.defaults->at),
                           "'%.*s' is a command and has no {default values}", TEXT_ARG(c->name));
    if (count >= c->min && count <= c->max)
        return c->run(r);
    struct span at = reader_arg_span(r, count > c->max ? c->max : count);
    return reader_fail(r, &CHECK_CONFIG_ARGUMENTS, at, "'%.*s' takes %.*s, found %zu; its form is %.*s%s",
                       TEXT_ARG(c->name), TEXT_ARG(count_words(r->config->model->arena, c)), count,
                       TEXT_ARG(c->name), c->form);
}

bool config_run(struct reader *r)
{
    const struct command *c = r->statement.func ? NULL : find_command(reader_bytes(r, r->statement.name));
    if (c ? run_command(r, c) : config_function(r))
        return true;
    struct text name = c ? reader_arg_text(r, 0) : reader_bytes(r, r->statement.name);
    if (name.len)
        table_put(&r->config->broken, r->config->model->arena, name, r->config);
    return false;
}

/* ---- commands that steer the run ---------------------------------------------------------------------- */

/* Calls each for every value that is not empty. The list of values stays as it is: nested files have readers
 * of their own. */
static bool for_each_value(struct reader *r, bool (*each)(struct reader *r, struct text value, struct span where))
{
    bool ok = true;
    for (const struct config_value *v = r->statement.args; v; v = v->next) {
        struct text value = reader_text(r, v);
        if (value.len)
            ok &= each(r, value, reader_span(r, v->at));
    }
    return ok;
}

static bool include(struct reader *r, struct text value, struct span where)
{
    return config_read_ini(r->config, value, where);
}

static bool scan(struct reader *r, struct text value, struct span where)
{
    return config_scan(r->config, value, where);
}

static bool process_file(struct reader *r, struct text value, struct span where)
{
    if (r->config->sink.source)
        r->config->sink.source(r->config->sink.context, value, where);
    return true;
}

static bool option(struct reader *r, struct text value, struct span where)
{
    if (r->config->sink.option)
        r->config->sink.option(r->config->sink.context, value, where);
    return true;
}

static bool run_include(struct reader *r) { return for_each_value(r, include); }
static bool run_scan(struct reader *r) { return for_each_value(r, scan); }
static bool run_process_files(struct reader *r) { return for_each_value(r, process_file); }
static bool run_flags(struct reader *r) { return for_each_value(r, option); }

static bool run_guid_per_file(struct reader *r)
{
    struct settings *s = &r->config->model->settings;
    struct text value = reader_arg_text(r, 0);
    if (!text_equal(value, TEXT("0")) && !text_equal(value, TEXT("1")))
        return reader_fail(r, &CHECK_BAD_VALUE, reader_arg_span(r, 0), "expected 0 or 1, found '%.*s'",
                           TEXT_ARG(value));
    s->guid_per_file = value.at[0] == '1';
    s->guid_per_file_set = true;
    return true;
}

static bool message_number(struct reader *r, size_t index, uint64_t *number)
{
    struct text value = reader_arg_text(r, index);
    if (text_to_u64(value, number) && *number <= 65535)
        return true;
    return reader_fail(r, &CHECK_BAD_VALUE, reader_arg_span(r, index),
                       "expected a message number from 0 to 65535, found '%.*s'", TEXT_ARG(value));
}

static bool run_trace_range(struct reader *r)
{
    struct settings *s = &r->config->model->settings;
    uint64_t min, max;
    if (!message_number(r, 0, &min) || !message_number(r, 1, &max))
        return false;
    if (min > max)
        return reader_fail(r, &CHECK_BAD_VALUE, reader_arg_span(r, 0),
                           "the range begins at %llu, behind its end at %llu", (unsigned long long)min,
                           (unsigned long long)max);
    s->range_min = min;
    s->range_max = max;
    return true;
}
