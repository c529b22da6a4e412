/* A run, read from top to bottom: configuration, sources, outputs. Each output is written beside its place as soon
 * as it is expanded, so that only one is in memory, and all move into place together when nothing went wrong. */
#include "options.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "catalogue.h"
#include "config.h"
#include "scan.h"
#include "template.h"

enum { EXIT_ERRORS = 1, EXIT_USAGE = 2, OUTPUT_LIMIT_MB = 512 };

struct job {
    struct options *o;
    struct model *model;
    struct scan *scan;
    struct template_set templates;
    struct root root;
    ARENA_LIST(struct emit_file *) files;
    struct table by_path;            /* files by path in lower case */
    ARENA_LIST(struct text) outputs; /* paths, also of files that did not change */
    clock_t last;                    /* -PerfReport: end of the phase before */
    size_t source_bytes, messages, written;
};

static void report_phase(struct job *j, const char *phase)
{
    clock_t now = clock();
    if (j->o->perf_report)
        printf("%-14s %9.3f ms\n", phase, (double)(now - j->last) * 1000 / CLOCKS_PER_SEC);
    j->last = now;
}

/* ---- configuration ------------------------------------------------------------------------------------ */

/* Where the next of several options begins, `-km -dll`; the values of -D and -func are not looked into. */
static size_t next_option(struct text t)
{
    size_t dash = t.len && t.at[0] == '-' ? 1 : 0;
    bool value = text_starts_nocase(text_skip(t, dash), TEXT("func:")) || text_starts(text_skip(t, dash), TEXT("D"));
    bool quoted = false;
    for (size_t i = 0; !value && i + 1 < t.len; i++) {
        quoted ^= t.at[i] == '"';
        if (!quoted && text_is_blank(t.at[i]) && t.at[i + 1] == '-')
            return i;
    }
    return t.len;
}

static void take_option(void *context, struct text option, struct span where)
{
    struct options *o = context;
    for (option = text_trim(option); option.len;) {
        struct text one = {option.at, next_option(option)};
        option = text_trim(text_skip(option, one.len));
        if (one.at[0] != '-' && one.at[0] != '/')
            one = text_format(o->arena, "-%.*s", TEXT_ARG(one));
        options_word(o, one, where);
    }
}

static void take_source(void *context, struct text path, struct span where)
{
    options_source(context, path, where);
}

static void set_module(struct job *j)
{
    struct settings *s = &j->model->settings;
    if (!s->module.at)
        s->module = file_base_name(file_current_dir(j->model->arena));
}

static bool read_config(struct job *j)
{
    struct options *o = j->o;
    struct config c = {.model = j->model, .library = o->library, .sink = {o, take_option, take_source}};
    struct text ini = o->default_ini.len ? o->default_ini : TEXT("defaultwpp.ini");
    bool ok = config_read_ini(&c, ini, span_none());
    if (!o->ini_files.count && library_has(o->library, LIBRARY_CONFIG, TEXT("localwpp.ini")))
        *(struct text *)ARENA_PUSH(o->arena, o->ini_files) = TEXT("localwpp.ini");
    for (size_t i = 0; i < o->ini_files.count && !diag_full(o->diag); i++)
        ok = config_read_ini(&c, o->ini_files.items[i], span_none()) && ok;
    for (size_t i = 0; i < o->scan_files.count && !diag_full(o->diag); i++) /* WPP_FLAGS may add to the list */
        ok = config_scan(&c, o->scan_files.items[i], span_none()) && ok;
    for (size_t i = 0; i < o->functions.count && !diag_full(o->diag); i++)
        ok = config_declare(&c, o->functions.items[i]) && ok;
    for (size_t i = 0; i < o->publics.count; i++)
        config_public(&c, o->publics.items[i].name, o->publics.items[i].value, span_none());
    ok = config_finish(&c) && ok;
    model_finish_config(j->model);
    set_module(j);
    return ok && !o->failed;
}

/* ---- sources ------------------------------------------------------------------------------------------ */

static bool scan_one(struct job *j, struct text path)
{
    struct source s;
    struct unit *u = model_add_unit(j->model, path);
    if (!library_load(j->o->library, LIBRARY_SOURCE, path, &s))
        return false;
    bool ok = scan_source(j->scan, &s, u) && model_finish_unit(j->model, u);
    j->source_bytes += s.bytes.len;
    j->messages += u->messages.count;
    source_release(&s);
    return ok;
}

/* Functions of the main configuration are there for everybody; only a project's own are worth a word. */
static void check_unused(struct job *j)
{
    struct options *o = j->o;
    struct text main_ini = file_base_name(o->default_ini.len ? o->default_ini : TEXT("defaultwpp.ini"));
    if (o->verbose)
        *(struct text *)ARENA_PUSH(o->arena, o->diag->enabled) = text_from(CHECK_UNUSED_FUNCTION.name);
    for (size_t i = 0; i < j->model->function_list.count; i++) {
        const struct function *f = j->model->function_list.items[i];
        if (!f->calls && f->where.source && !text_equal_nocase(file_base_name(f->where.source->path), main_ini))
            diag_report(o->diag, &CHECK_UNUSED_FUNCTION, f->where, "trace function '%.*s' is never called",
                        TEXT_ARG(f->name));
    }
}

static bool scan_all(struct job *j)
{
    struct options *o = j->o;
    size_t kept = 0;
    bool ok = true;
    for (size_t i = 0; i < o->sources.count; i++)
        if (options_is_source(o, o->sources.items[i].path))
            o->sources.items[kept++] = o->sources.items[i];
        else if (o->verbose)
            fprintf(o->diag->out, "passing over %.*s: its extension is not in -ext\n", TEXT_ARG(o->sources.items[i].path));
    if (!o->sources.count)
        return !diag_report(o->diag, &CHECK_NO_SOURCES, span_none(), "no source files given; -? lists the options");
    o->sources.count = kept;
    j->scan = scan_new(j->model);
    for (size_t i = 0; i < kept && !diag_full(o->diag); i++)
        ok = scan_one(j, o->sources.items[i].path) && ok;
    scan_free(j->scan);
    ok = ok && model_finish(j->model);
    check_unused(j);
    return ok;
}

/* ---- outputs ------------------------------------------------------------------------------------------ */

static struct text output_path(struct job *j, const struct generation *g, const struct source_name *source)
{
    struct options *o = j->o;
    struct text name = g->output;
    if (source) {
        struct text base = file_base_name(source->path);
        const char *dot = source->preserve ? NULL : text_find_last(base, '.');
        name = text_join(o->arena, dot ? text_slice(base.at, dot) : base, text_skip(g->output, 1));
    }
    struct text dir = o->output_dir.len ? file_resolve(o->arena, o->output_dir) : TEXT("");
    return file_join(o->arena, dir, name);
}

/* The place for an output. Two sources of one name write one output; as with the real tool the last one wins,
 * but not unsaid. Names are compared without regard to case, as the file systems of most users do. */
static struct emit_file *output_file(struct job *j, struct text path, struct text source)
{
    char *key = arena_copy(j->o->arena, path.at, path.len);
    for (size_t i = 0; i < path.len; i++)
        key[i] = text_lower(key[i]);
    struct emit_file *file = table_get(&j->by_path, (struct text){key, path.len});
    if (file) {
        diag_report(j->o->diag, &CHECK_OUTPUT_CLASH, span_none(),
                    "'%.*s' writes '%.*s', which another source of this run writes too", TEXT_ARG(source), TEXT_ARG(path));
        return file;
    }
    file = ARENA_NEW(j->o->arena, struct emit_file);
    table_put(&j->by_path, j->o->arena, (struct text){key, path.len}, file);
    *(struct emit_file **)ARENA_PUSH(j->o->arena, j->files) = file;
    *(struct text *)ARENA_PUSH(j->o->arena, j->outputs) = path;
    return file;
}

static bool generate(struct job *j, const struct generation *g, const struct unit *u, const struct source_name *source)
{
    struct template_output out = {.limit = (size_t)OUTPUT_LIMIT_MB << 20};
    struct text path = output_path(j, g, source);
    struct emit_file *file = output_file(j, path, source ? source->path : g->template);
    j->root.unit = u;
    if (!template_expand(&j->templates, g->template, model_root(&j->root), u->found.items, u->found.count, &out)) {
        buffer_free(&out.text);
        return false;
    }
    struct emit_options emit = j->o->emit;
    if (j->model->manifest.on && !g->per_source)
        emit.encoding = ENCODING_UTF8; /* a manifest is UTF-8 whatever the headers are */
    return emit_prepare(file, j->o->arena, j->o->diag, &emit, path, &out.text, out.checksums.items,
                        out.checksums.count) &&
           emit_stage(file, j->o->arena, j->o->diag, &emit) != EMIT_FAILED;
}

static void default_generations(struct job *j)
{
    struct options *o = j->o;
    struct generation header = {TEXT("um-default.tpl"), TEXT("*.tmh"), true};
    if (o->generations.count)
        return;
    if (j->model->manifest.on) {
        struct generation manifest = {TEXT("manifest.tpl"), j->model->manifest.file, false};
        *(struct generation *)ARENA_PUSH(o->arena, o->generations) = manifest;
        header.template = TEXT("provider.tpl");
    } else if (o->kernel) {
        header.template = TEXT("km-default.tpl");
    }
    *(struct generation *)ARENA_PUSH(o->arena, o->generations) = header;
}

static bool generate_all(struct job *j)
{
    struct options *o = j->o;
    default_generations(j);
    for (size_t i = 0; i < o->generations.count; i++) {
        const struct generation *g = &o->generations.items[i];
        if (!g->per_source && !generate(j, g, model_group(j->model, g->output), NULL))
            return false;
        for (size_t k = 0; g->per_source && k < o->sources.count; k++)
            if (!generate(j, g, j->model->units.items[k], &o->sources.items[k]))
                return false;
    }
    return true;
}

/* Puts the outputs, which stand complete beside their places, into them. */
static bool commit_all(struct job *j)
{
    bool ok = true;
    for (size_t i = 0; i < j->files.count && !diag_full(j->o->diag); i++) {
        struct emit_file *f = j->files.items[i];
        if (j->o->verbose)
            fprintf(j->o->diag->out, "%s %.*s\n", f->changed ? "writing" : "unchanged", TEXT_ARG(f->path));
        ok = emit_commit(f, j->o->diag) && ok;
        j->written += f->changed;
    }
    size_t formats;
    if (ok && j->o->tmf_dir.len)
        ok = catalogue_write(j->model, file_resolve(j->o->arena, j->o->tmf_dir), &formats);
    if (ok && j->o->depfile.len)
        ok = emit_depfile(j->o->arena, j->o->diag, file_resolve(j->o->arena, j->o->depfile), j->outputs.items,
                          j->outputs.count, j->o->library->inputs.items, j->o->library->inputs.count);
    return ok;
}

/* After an error nothing of this run stays on the disk; after success there is nothing left to discard. */
static void discard_all(struct job *j)
{
    for (size_t i = 0; i < j->files.count; i++)
        emit_discard(j->files.items[i]);
}

/* -TimeChk: nothing to do when every output is newer than every source. Templates and configuration are not
 * looked at, as documented; PROCESSFILES and WPP_FLAGS of the configuration are not known yet. */
static bool is_up_to_date(struct job *j)
{
    struct options *o = j->o;
    int64_t newest = INT64_MIN, time;
    size_t outputs = 0;
    if (!o->time_check || !o->sources.count)
        return false;
    for (size_t i = 0; i < o->sources.count; i++) {
        if (!options_is_source(o, o->sources.items[i].path))
            continue;
        if (!file_time(file_resolve(o->arena, o->sources.items[i].path).at, &time))
            return false;
        newest = time > newest ? time : newest;
    }
    struct generation fallback = {TEXT(""), TEXT("*.tmh"), true};
    size_t count = o->generations.count ? o->generations.count : 1;
    for (size_t g = 0; g < count; g++)
        for (size_t i = 0; i < o->sources.count; i++) {
            const struct generation *one = o->generations.count ? &o->generations.items[g] : &fallback;
            if (!options_is_source(o, o->sources.items[i].path))
                continue;
            struct text path = output_path(j, one, one->per_source ? &o->sources.items[i] : NULL);
            if (!file_time(path.at, &time) || time <= newest)
                return false;
            outputs++;
        }
    return outputs > 0;
}

/* ---- the run ------------------------------------------------------------------------------------------ */

static bool dump_config(struct options *o)
{
    const char *why;
    for (const struct embedded_file *e = library_embedded; e->name.len; e++) {
        struct text path = file_join(o->arena, file_resolve(o->arena, o->dump_dir), e->name);
        if (!file_replace(o->arena, path.at, &e->bytes, 1, &why))
            return !diag_report(o->diag, &CHECK_WRITE_FAILED, span_none(), "cannot write '%.*s': %s", TEXT_ARG(path), why);
    }
    return true;
}

static void set_clock(struct root *r, struct arena *a, bool fixed)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    uint64_t seconds;
    time_t now = epoch && text_to_u64(text_from(epoch), &seconds) ? (time_t)seconds : time(NULL);
    if (fixed)
        now = 0;
    struct tm *t = fixed || epoch ? gmtime(&now) : localtime(&now);
    char text[64];
    r->timestamp = text_copy(a, (struct text){text, strftime(text, sizeof text, "%a %b %d %H:%M:%S %Y", t)});
    r->date = text_copy(a, (struct text){text, strftime(text, sizeof text, "%b %d %Y", t)});
    r->time = text_copy(a, (struct text){text, strftime(text, sizeof text, "%H:%M:%S", t)});
}

static bool work(struct job *j)
{
    struct options *o = j->o;
    if (o->dump_dir.len && (!dump_config(o) || !o->sources.count))
        return !o->diag->errors;
    if (is_up_to_date(j))
        return true;
    bool ok = read_config(j);
    report_phase(j, "configuration");
    if (!ok || !scan_all(j) || o->diag->errors)
        return false;
    report_phase(j, "sources");
    ok = generate_all(j);
    report_phase(j, "templates");
    ok = ok && !o->diag->errors && commit_all(j);
    discard_all(j);
    report_phase(j, "files");
    if (o->perf_report)
        printf("%zu bytes of sources, %zu messages, %zu of %zu outputs written\n", j->source_bytes, j->messages,
               j->written, j->files.count);
    return ok && !o->diag->errors;
}

int run(struct options *o)
{
    struct job j = {.o = o, .model = o->model, .last = clock()};
    j.templates = (struct template_set){.library = o->library, .arena = o->arena, .diag = o->diag,
                                        .no_environment = o->model->settings.no_environment};
    j.root.model = o->model;
    j.root.version = o->model->settings.no_version ? TEXT("0.0.0") : TEXT(TRACEWPP_VERSION);
    set_clock(&j.root, o->arena, o->model->settings.no_date);
    if (work(&j))
        return 0;
    return o->failed ? EXIT_USAGE : EXIT_ERRORS;
}
