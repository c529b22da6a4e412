/* Options are one table: name, what may follow, and a function that takes the value. The hard point is what
 * real command lines look like (sources-for-tests, item 15): stray backslashes and line ends as words, lists
 * with blanks behind -ext:, a slash as switch character where a slash also begins a path. */
#include "options.h"

#include <stdlib.h>
#include <string.h>
#ifdef _WIN32
#include <io.h>
#define isatty _isatty
#define fileno _fileno
#else
#include <unistd.h>
#endif

enum value_rule {
    VALUE_NONE,
    VALUE_COLON,  /* -name:value */
    VALUE_GLUED   /* -Dvalue, -Ivalue, or the next word */
};

struct option {
    struct text name;
    enum value_rule rule;
    bool (*apply)(struct options *o, struct text value, struct span where); /* false: the value is no good */
};

static void fail(struct options *o, struct span where, const char *format, struct text t)
{
    o->failed = true;
    diag_report(o->diag, &CHECK_USAGE, where, format, TEXT_ARG(t));
}

#define PUSH(list, type, ...) (*(type *)ARENA_PUSH(o->arena, o->list) = (type)__VA_ARGS__)

/* ---- one function an option --------------------------------------------------------------------------- */

#define FLAG(function, statement)                                                        \
    static bool function(struct options *o, struct text value, struct span where)        \
    {                                                                                    \
        (void)value;                                                                     \
        (void)where;                                                                     \
        statement;                                                                       \
        return true;                                                                     \
    }

FLAG(do_nothing, o->nothing = o->stopped = true)
FLAG(do_help, o->help = true)
FLAG(do_version, o->version = true)
FLAG(do_dll, model_add_macro(o->model, TEXT("WPP_DLL"), TEXT("")))
FLAG(do_um, model_add_macro(o->model, TEXT("WPP_USER_MODE"), TEXT("")))
FLAG(do_km, o->kernel = true; model_add_macro(o->model, TEXT("WPP_KERNEL_MODE"), TEXT("")))
FLAG(do_ignore_duplicates, o->model->settings.ignore_duplicate_types = true)
FLAG(do_manifest_formats, o->model->manifest.complex_formats = true)
FLAG(do_no_manifest_formats, o->model->manifest.complex_formats = false)
FLAG(do_md5, o->model->settings.random_guids = false)
FLAG(do_no_md5, o->model->settings.random_guids = true)
FLAG(do_no_date, o->model->settings.no_date = true)
FLAG(do_no_environment, o->model->settings.no_environment = true)
FLAG(do_no_hash_check, o->emit.always_write = true)
FLAG(do_hash_check, o->emit.always_write = false)
FLAG(do_no_shrieks, o->model->settings.no_shrieks = true)
FLAG(do_no_version, o->model->settings.no_version = true)
FLAG(do_perf_report, o->perf_report = true)
FLAG(do_quiet, o->always_ok = true)
FLAG(do_reorder, o->model->settings.reorder = true)
FLAG(do_no_reorder, o->model->settings.reorder = false)
FLAG(do_time_check, o->time_check = true)
FLAG(do_no_time_check, o->time_check = false)
FLAG(do_unicode_ignore, o->model->settings.unicode_ignore = true)
FLAG(do_verbose, o->verbose = o->library->verbose = true)
FLAG(do_ini, PUSH(ini_files, struct text, value))
FLAG(do_scan, PUSH(scan_files, struct text, value))
FLAG(do_default_ini, o->default_ini = value)
FLAG(do_module, o->model->settings.module = value)
FLAG(do_output_dir, o->output_dir = value)
FLAG(do_depfile, o->depfile = value)
FLAG(do_dump_config, o->dump_dir = value)
FLAG(do_tmf, o->tmf_dir = value; o->model->settings.procedures = true)
FLAG(do_look_for, *(struct text *)ARENA_PUSH(o->arena, o->model->look_for) = value)
FLAG(do_extensions, o->extensions = value; o->pending = &o->extensions)
FLAG(do_preserve, o->preserved = value; o->pending = &o->preserved)
FLAG(do_public, PUSH(publics, struct pair, {value, {0}}))

static bool do_folders(struct options *o, struct text value, struct span where)
{
    (void)where;
    while (value.len) {
        const char *semicolon = text_find(value, ';');
        struct text dir = text_trim(semicolon ? text_slice(value.at, semicolon) : value);
        value = text_skip(value, semicolon ? (size_t)(semicolon - value.at) + 1 : value.len);
        if (dir.len)
            *(struct text *)ARENA_PUSH(o->arena, o->library->dirs) = text_copy(o->arena, dir);
    }
    return true;
}

static bool number(struct text value, uint64_t most, uint64_t *out)
{
    return text_to_u64(text_trim(value), out) && *out <= most;
}

static bool do_arg_base(struct options *o, struct text value, struct span where)
{
    (void)where;
    return number(value, 1000000, &o->model->settings.arg_base);
}

static bool do_arg_limit(struct options *o, struct text value, struct span where)
{
    (void)where;
    return number(value, 1000000, &o->model->settings.arg_limit);
}

static bool do_code_page(struct options *o, struct text value, struct span where)
{
    (void)where;
    if (text_equal_nocase(value, TEXT("UTF-8")) || text_equal_nocase(value, TEXT("UTF8")))
        o->emit.encoding = ENCODING_UTF8;
    else if (text_equal_nocase(value, TEXT("UTF-16")) || text_equal_nocase(value, TEXT("UTF16")))
        o->emit.encoding = ENCODING_UTF16LE;
    else
        return false;
    return true;
}

/* 8-4-4-4-12 digits; the templates put the GUID into a macro call, so its parts are separated by commas there. */
static bool do_control_guid(struct options *o, struct text value, struct span where)
{
    static const struct text form = TEXT_INIT("xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx");
    (void)where;
    value = text_trim(value);
    if (value.len > 1 && text_find(TEXT("{("), value.at[0]))
        value = (struct text){value.at + 1, value.len - 2};
    char *guid = arena_copy(o->arena, value.at, value.len);
    for (size_t i = 0; i < value.len; i++) {
        bool dash = i < form.len && form.at[i] == '-';
        if (i >= form.len || (dash ? guid[i] != '-' && guid[i] != ',' : !text_is_hex(guid[i])))
            return false;
        if (dash)
            guid[i] = ',';
    }
    model_add_macro(o->model, TEXT("WPP_DEFAULT_CONTROL_GUID"), (struct text){guid, value.len});
    return value.len == form.len;
}

/* Name, Name=Value or "Name Value"; the name may have parameters: -DWPP_LOGIPV6(x) WPP_LOGPAIR((16),(x)). */
static bool do_define(struct options *o, struct text value, struct span where)
{
    (void)where;
    size_t depth = 0, at = 0;
    for (; at < value.len; at++) {
        char c = value.at[at];
        depth += c == '(';
        depth -= c == ')' && depth;
        if (depth == 0 && (c == '=' || text_is_blank(c)))
            break;
    }
    struct text name = {value.at, at};
    if (!name.len || !text_is_word(name.at[0]) || text_is_digit(name.at[0]))
        return false;
    model_add_macro(o->model, text_copy(o->arena, name), text_copy(o->arena, text_trim(text_skip(value, at + 1))));
    return true;
}

static bool do_function(struct options *o, struct text value, struct span where)
{
    (void)where;
    struct source *s = ARENA_NEW(o->arena, struct source);
    *s = source_from(TEXT("-func"), text_copy(o->arena, value));
    PUSH(functions, const struct source *, s);
    return value.len > 0;
}

static bool do_public_filter(struct options *o, struct text value, struct span where)
{
    (void)where;
    if (value.len > 1 && value.at[0] == '(' && value.at[value.len - 1] == ')')
        value = (struct text){value.at + 1, value.len - 2};
    const char *comma = text_find(value, ',');
    if (!comma)
        return false;
    struct pair p = {text_trim(text_slice(value.at, comma)), text_trim(text_slice(comma + 1, value.at + value.len))};
    PUSH(publics, struct pair, p);
    return p.name.len && p.value.len;
}

static bool do_generate(struct options *o, struct text value, struct span where)
{
    (void)where;
    const char *close = text_find(value, '}');
    if (!value.len || value.at[0] != '{' || !close)
        return false;
    struct generation g = {.template = text_trim(text_slice(value.at + 1, close)),
                           .output = text_trim(text_slice(close + 1, value.at + value.len))};
    g.per_source = g.output.len && g.output.at[0] == '*';
    PUSH(generations, struct generation, g);
    return g.template.len && g.output.len > (g.per_source ? 1u : 0u);
}

static struct text next_part(struct text *rest)
{
    const char *comma = text_find(*rest, ',');
    struct text part = text_trim(comma ? text_slice(rest->at, comma) : *rest);
    *rest = text_skip(*rest, comma ? (size_t)(comma - rest->at) + 1 : rest->len);
    return part;
}

static bool do_manifest(struct options *o, struct text value, struct span where)
{
    (void)where;
    struct text rest = value, file = next_part(&rest), header = next_part(&rest), prefix = next_part(&rest);
    model_set_manifest(o->model, file, header, prefix);
    return file.len > 0;
}

static bool do_diagnostics(struct options *o, struct text value, struct span where)
{
    (void)where;
    bool gcc = text_equal_nocase(value, TEXT("gcc")), msvc = text_equal_nocase(value, TEXT("msvc"));
    if (gcc || msvc)
        o->diag->style = gcc ? DIAG_GCC : DIAG_MSVC;
    return gcc || msvc;
}

/* ---- the table ---------------------------------------------------------------------------------------- */

static const struct option table[] = {
    {TEXT_INIT("?"), VALUE_NONE, do_help},
    {TEXT_INIT("help"), VALUE_NONE, do_help},
    {TEXT_INIT("argbase"), VALUE_COLON, do_arg_base},
    {TEXT_INIT("arglimit"), VALUE_COLON, do_arg_limit},
    {TEXT_INIT("cfgdir"), VALUE_COLON, do_folders},
    {TEXT_INIT("cp"), VALUE_COLON, do_code_page},
    {TEXT_INIT("ctl"), VALUE_COLON, do_control_guid},
    {TEXT_INIT("D"), VALUE_GLUED, do_define},
    {TEXT_INIT("defwpp"), VALUE_COLON, do_default_ini},
    {TEXT_INIT("depfile"), VALUE_COLON, do_depfile},
    {TEXT_INIT("diagnostics"), VALUE_COLON, do_diagnostics},
    {TEXT_INIT("dll"), VALUE_NONE, do_dll},
    {TEXT_INIT("donothing"), VALUE_NONE, do_nothing},
    {TEXT_INIT("dump-config"), VALUE_COLON, do_dump_config},
    {TEXT_INIT("ext"), VALUE_COLON, do_extensions},
    {TEXT_INIT("func"), VALUE_COLON, do_function},
    {TEXT_INIT("gen"), VALUE_COLON, do_generate},
    {TEXT_INIT("hashchk"), VALUE_NONE, do_hash_check},
    {TEXT_INIT("I"), VALUE_GLUED, do_folders},
    {TEXT_INIT("ignoreduptypes"), VALUE_NONE, do_ignore_duplicates},
    {TEXT_INIT("ini"), VALUE_COLON, do_ini},
    {TEXT_INIT("km"), VALUE_NONE, do_km},
    {TEXT_INIT("lookfor"), VALUE_COLON, do_look_for},
    {TEXT_INIT("man"), VALUE_COLON, do_manifest},
    {TEXT_INIT("manifestformats"), VALUE_NONE, do_manifest_formats},
    {TEXT_INIT("md5"), VALUE_NONE, do_md5},
    {TEXT_INIT("nodatetime"), VALUE_NONE, do_no_date},
    {TEXT_INIT("noenvironment"), VALUE_NONE, do_no_environment},
    {TEXT_INIT("nohashchk"), VALUE_NONE, do_no_hash_check},
    {TEXT_INIT("nomanifestformats"), VALUE_NONE, do_no_manifest_formats},
    {TEXT_INIT("nomd5"), VALUE_NONE, do_no_md5},
    {TEXT_INIT("noreorder"), VALUE_NONE, do_no_reorder},
    {TEXT_INIT("noshrieks"), VALUE_NONE, do_no_shrieks},
    {TEXT_INIT("notimechk"), VALUE_NONE, do_no_time_check},
    {TEXT_INIT("nowppversion"), VALUE_NONE, do_no_version},
    {TEXT_INIT("odir"), VALUE_COLON, do_output_dir},
    {TEXT_INIT("p"), VALUE_COLON, do_module},
    {TEXT_INIT("perfreport"), VALUE_NONE, do_perf_report},
    {TEXT_INIT("preserveext"), VALUE_COLON, do_preserve},
    {TEXT_INIT("public"), VALUE_COLON, do_public},
    {TEXT_INIT("publicfilter"), VALUE_COLON, do_public_filter},
    {TEXT_INIT("q"), VALUE_NONE, do_quiet},
    {TEXT_INIT("reorder"), VALUE_NONE, do_reorder},
    {TEXT_INIT("scan"), VALUE_COLON, do_scan},
    {TEXT_INIT("timechk"), VALUE_NONE, do_time_check},
    {TEXT_INIT("tmf"), VALUE_COLON, do_tmf},
    {TEXT_INIT("um"), VALUE_NONE, do_um},
    {TEXT_INIT("unicodeignore"), VALUE_NONE, do_unicode_ignore},
    {TEXT_INIT("v"), VALUE_NONE, do_verbose},
    {TEXT_INIT("v1"), VALUE_NONE, do_verbose},
    {TEXT_INIT("v2"), VALUE_NONE, do_verbose},
    {TEXT_INIT("v3"), VALUE_NONE, do_verbose},
    {TEXT_INIT("v4"), VALUE_NONE, do_verbose},
    {TEXT_INIT("version"), VALUE_NONE, do_version},
};

static const struct option *find_option(struct text name)
{
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (text_equal_nocase(name, table[i].name))
            return &table[i];
    return NULL;
}

/* -Werror, -Wno-<kind>, -W<kind>: the one family that is matched by prefix. */
static bool warning_option(struct options *o, struct text name)
{
    if (name.len < 2 || text_lower(name.at[0]) != 'w')
        return false;
    name = text_skip(name, 1);
    if (text_equal_nocase(name, TEXT("error"))) {
        o->diag->warnings_are_errors = true;
        return true;
    }
    bool no = text_starts_nocase(name, TEXT("no-"));
    if (no)
        name = text_skip(name, 3);
    for (size_t i = 0; model_checks[i]->name; i++)
        if (text_equal_nocase(name, text_from(model_checks[i]->name))) {
            struct text kind = text_from(model_checks[i]->name);
            if (no)
                *(struct text *)ARENA_PUSH(o->arena, o->diag->disabled) = kind;
            else
                *(struct text *)ARENA_PUSH(o->arena, o->diag->enabled) = kind;
            return true;
        }
    return false;
}

/* ---- words -------------------------------------------------------------------------------------------- */

static struct text strip_quotes(struct arena *a, struct text t)
{
    if (!text_find(t, '"'))
        return t;
    char *at = arena_copy(a, t.at, t.len);
    size_t len = 0;
    for (size_t i = 0; i < t.len; i++)
        if (t.at[i] != '"')
            at[len++] = t.at[i];
    at[len] = 0;
    return (struct text){at, len};
}

static const struct option *nearest_option(struct text name)
{
    const struct option *nearest = NULL;
    unsigned best = 5;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        unsigned distance = table[i].name.len > 2 ? text_distance(name, table[i].name, best) : best;
        if (distance < best) {
            best = distance;
            nearest = &table[i];
        }
    }
    return nearest;
}

static void unknown_option(struct options *o, struct text word, struct text name, struct span where)
{
    const struct option *near = nearest_option(name);
    o->failed = true;
    if (near)
        diag_report(o->diag, &CHECK_USAGE, where, "unknown option '%.*s'; did you mean '-%.*s'?", TEXT_ARG(word),
                    TEXT_ARG(near->name));
    else
        diag_report(o->diag, &CHECK_USAGE, where, "unknown option '%.*s'; -? lists the options", TEXT_ARG(word));
}

static void apply(struct options *o, const struct option *option, struct text value, struct text word, struct span where)
{
    /* A quote that a shell or project left in a path is no part of it; in -func and -D it is the value's. */
    bool verbatim = option->apply == do_function || option->apply == do_define;
    if (!option->apply(o, verbatim ? value : text_copy(o->arena, strip_quotes(o->arena, value)), where))
        fail(o, where, "the value of '%.*s' cannot be used", word);
}

/* Splits off the option's name: up to a colon, or all of it. */
static struct text option_name(struct text body)
{
    const char *colon = text_find(body, ':');
    return colon ? text_slice(body.at, colon) : body;
}

static void read_option(struct options *o, struct text word, struct text body, struct span where)
{
    struct text name = option_name(body);
    const struct option *option = find_option(name);
    bool colon = name.len < body.len;
    if (option && option->rule == VALUE_NONE && colon && !text_equal_nocase(name, TEXT("v")))
        return fail(o, where, "option '%.*s' takes no value", word);
    if (option && option->rule == VALUE_COLON && !colon)
        return fail(o, where, "option '%.*s' needs a value behind a colon", word);
    if (option && option->rule != VALUE_GLUED)
        return apply(o, option, text_skip(body, name.len + 1), word, where);
    if (warning_option(o, body))
        return;
    struct text letter = {body.at, body.len ? 1 : 0};
    option = find_option(letter);
    if (!option || option->rule != VALUE_GLUED || !letter.len)
        return unknown_option(o, word, name, where);
    struct text value = text_skip(body, 1);
    if (value.len && value.at[0] == ':')
        value = text_skip(value, 1);
    if (value.len)
        apply(o, option, value, word, where);
    else
        o->glued = option; /* the next word is its value */
}

static bool is_extension_word(struct text word)
{
    for (size_t i = 0; i < word.len; i++)
        if (text_find(TEXT("/\\*?:"), word.at[i]))
            return false;
    return word.len > 1 && word.at[0] == '.';
}

/* A slash begins an option when what follows is one, unless it is the path of a file that is there. */
static bool is_slash_option(struct options *o, struct text word)
{
    struct text body = text_skip(word, 1), name = option_name(body);
    const struct option *option = find_option(name);
    if (option && option->rule != VALUE_GLUED)
        return true;
    const char *equals = text_find(body, '=');
    struct text head = equals ? text_slice(body.at, equals) : body;
    char letter = body.len ? text_lower(body.at[0]) : 0;
    bool path = letter == 'i' && body.len > 1 && body.at[1] == '/'; /* /I/usr/share/wpp */
    return (letter == 'd' || letter == 'i') && (path || !text_find(head, '/')) &&
           !file_exists(file_resolve(o->arena, word).at);
}

static void response_file(struct options *o, struct text name, struct span where)
{
    enum { MAX_DEPTH = 32 };
    struct source s;
    if (o->depth >= MAX_DEPTH)
        return fail(o, where, "'@%.*s': response files nest too deep", name);
    if (!library_load(o->library, LIBRARY_RESPONSE, name, &s)) {
        o->failed = true;
        return;
    }
    struct words words = {0};
    tokens_split(&words, o->arena, s.bytes);
    source_release(&s);
    o->depth++;
    for (size_t i = 0; i < words.list.count && !o->stopped; i++)
        options_word(o, words.list.items[i], where);
    o->depth--;
}

void options_word(struct options *o, struct text word, struct span where)
{
    word = text_trim(word);
    if (!word.len || text_equal(word, TEXT("\\")) || o->stopped)
        return;
    if (o->glued) {
        const struct option *option = o->glued;
        o->glued = NULL;
        return apply(o, option, word, word, where);
    }
    if (o->pending && is_extension_word(word)) {
        *o->pending = text_join(o->arena, *o->pending, word);
        return;
    }
    o->pending = NULL;
    bool dash = word.at[0] == '-' && word.len > 1;
    if (dash || (word.at[0] == '/' && is_slash_option(o, word)))
        read_option(o, word, text_skip(word, text_starts(word, TEXT("--")) ? 2 : 1), where);
    else if (word.at[0] == '@' && word.len > 1)
        response_file(o, strip_quotes(o->arena, text_skip(word, 1)), where);
    else
        options_source(o, strip_quotes(o->arena, word), where);
}

/* ---- sources ------------------------------------------------------------------------------------------ */

/* Whether a list such as ".c.cpp.c++" holds the extension of a name, without regard to case. */
static bool has_extension(struct text list, struct text name)
{
    const char *dot = text_find_last(file_base_name(name), '.');
    struct text extension = dot ? text_slice(dot, name.at + name.len) : TEXT("");
    while (list.len) {
        struct text rest = text_skip(list, 1);
        const char *next = text_find(rest, '.');
        struct text one = text_trim(next ? text_slice(list.at, next) : list);
        while (one.len && (one.at[one.len - 1] == ';' || one.at[one.len - 1] == ','))
            one.len--; /* lists written with separators */
        list = text_skip(list, next ? (size_t)(next - list.at) : list.len);
        if (extension.len && text_equal_nocase(one, extension))
            return true;
    }
    return false;
}

static void add_source(struct options *o, struct text path)
{
    struct source_name s = {text_copy(o->arena, path), has_extension(o->preserved, path)};
    PUSH(sources, struct source_name, s);
}

void options_source(struct options *o, struct text pattern, struct span where)
{
    if (!file_has_wildcard(pattern))
        return add_source(o, pattern);
    size_t count;
    struct text *names = file_glob(o->arena, pattern, &count);
    for (size_t i = 0; i < count; i++)
        add_source(o, names[i]);
    if (!count)
        diag_report(o->diag, &CHECK_IGNORED_OPTION, where, "no file matches '%.*s'", TEXT_ARG(pattern));
}

bool options_is_source(const struct options *o, struct text path) { return has_extension(o->extensions, path); }

/* ---- all of it ---------------------------------------------------------------------------------------- */

static void set_color(struct diag *d)
{
    const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
    d->color = isatty(fileno(d->out)) && !(no_color && *no_color) && term && strcmp(term, "dumb");
}

void options_read(struct options *o, int argc, char **argv)
{
    o->extensions = TEXT(".c.cxx.cpp.c++");
    set_color(o->diag);
    struct words words = {0};
    for (int i = 1; i < argc; i++) /* -NoEnvironment also switches the variable off, wherever it stands */
        if (argv[i][0] && text_equal_nocase(text_from(argv[i] + 1), TEXT("noenvironment")))
            o->model->settings.no_environment = true;
    if (!o->model->settings.no_environment)
        tokens_split(&words, o->arena, text_from(getenv("WPP_FLAGS")));
    for (size_t i = 0; i < words.list.count; i++)
        options_word(o, words.list.items[i], span_none());
    for (int i = 1; i < argc; i++)
        options_word(o, text_from(argv[i]), span_none());
    if (o->glued)
        fail(o, span_none(), "option '-%.*s' needs a value", o->glued->name);
}
