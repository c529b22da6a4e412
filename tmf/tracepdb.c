/* tracepdb: which files, one after the other, and what to write for each. A file that cannot be read does not
 * stop the others; it makes the exit status 1. */
#include <stdio.h>
#include <stdlib.h>

#include "file.h"
#include "image.h"
#include "options.h"
#include "output.h"
#include "program.h"
#include "reader.h"
#include "restore.h"

static const struct diag_kind no_files = {"no-files", 3303, DIAG_ERROR, false};
static const struct diag_kind no_messages = {"no-messages", 3304, DIAG_WARNING, false};
static const struct diag_kind unwritable = {"unwritable-file", 3201, DIAG_ERROR, false};

struct run {
    struct arena arena; /* of the whole run */
    struct diag diag;
    struct options options;
    struct tmf_catalogue all; /* for JSON and CSV */
};

static void say(const struct run *r, struct text path, const struct reader_result *found, size_t repeats)
{
    if (!r->options.verbose)
        return;
    printf("%.*s: ", TEXT_ARG(path));
    if (found->kind == READER_PDB || found->kind == READER_LIBRARY)
        printf("%zu %s, ", found->modules, found->kind == READER_PDB ? "modules" : "members");
    printf("%zu messages, %zu of them repeated, %zu control GUIDs, %zu other annotations", found->messages, repeats,
           found->controls, found->others);
    printf(found->left_out ? ", %zu private ones left out\n" : "\n", found->left_out);
}

static void say_nothing_found(struct run *r, struct text path, const struct reader_result *found)
{
    const char *hint = found->left_out ? "only private trace message formats"
                     : found->stripped ? "no trace message formats: its private symbols were stripped"
                     : found->kind == READER_PDB && found->modules
                         ? "no trace message formats; if lld-link wrote it, --restore can put them back"
                         : "no trace message formats";
    diag_report(&r->diag, &no_messages, span_none(), "%.*s: %s", TEXT_ARG(path), hint);
}

static bool write_files(struct run *r, struct text path, const struct tmf_catalogue *c)
{
    const struct options *o = &r->options;
    struct output_origin from = {path, 0};
    struct output_count count = {0};
    file_time(path.at, &from.time);
    bool ok = o->output.len ? output_tmf_file(c, o->output, from, &r->diag, &count)
                            : output_tmf_files(c, o->dir, from, &r->diag, &count);
    ok = ok && output_mof(c, o->dir, from, &r->diag);
    ok = ok && (!o->control_files || output_tmc(c, o->dir, from, &r->diag));
    if (ok && o->verbose)
        printf("%.*s: %zu of %zu .tmf files written, %zu messages new, %zu there before\n", TEXT_ARG(path),
               count.written, count.files, count.messages, count.known);
    return ok;
}

static bool process(struct run *r, struct text path)
{
    struct arena arena = {0};
    struct tmf_catalogue own, *c = &r->all;
    struct reader_result found;
    bool files = r->options.form == OPTIONS_TMF;
    if (files) {
        tmf_catalogue_init(&own, &arena);
        c = &own;
    }
    size_t before = c->repeats;
    bool ok = reader_scan(path, r->options.public_only, &r->diag, c, &found);
    if (ok) {
        say(r, path, &found, c->repeats - before);
        if (found.messages + found.controls + found.others == 0)
            say_nothing_found(r, path, &found);
        ok = !files || write_files(r, path, c);
    }
    arena_free(&arena);
    return ok;
}

static bool process_pattern(struct run *r, struct text pattern)
{
    size_t count = 1;
    struct text *paths = &pattern, resolved = file_resolve(&r->arena, pattern);
    bool ok = true;
    if (r->options.recursive)
        paths = file_glob_tree(&r->arena, pattern, &count);
    else if (file_has_wildcard(pattern))
        paths = file_glob(&r->arena, pattern, &count);
    else
        paths = &resolved;
    if (count == 0) {
        diag_report(&r->diag, &no_files, span_none(), "no file matches %.*s", TEXT_ARG(pattern));
        return false;
    }
    for (size_t i = 0; i < count && !diag_full(&r->diag); i++)
        ok &= process(r, paths[i]);
    return ok;
}

static bool process_images(struct run *r, struct text pattern)
{
    size_t count = 1;
    struct text *paths = file_has_wildcard(pattern) ? file_glob(&r->arena, pattern, &count) : &pattern, found;
    struct text symbols = r->options.symbol_path;
    if (!symbols.at)
        symbols = text_from(getenv("_NT_SYMBOL_PATH"));
    bool ok = true;
    if (count == 0) {
        diag_report(&r->diag, &no_files, span_none(), "no file matches %.*s", TEXT_ARG(pattern));
        return false;
    }
    for (size_t i = 0; i < count && !diag_full(&r->diag); i++)
        ok &= image_find(paths[i], symbols, &r->diag, &found) && process(r, found);
    return ok;
}

static bool write_catalogue(struct run *r)
{
    struct buffer out = {0};
    bool ok = true;
    if (r->options.form == OPTIONS_JSON)
        output_json(&r->all, &out);
    else
        output_csv(&r->all, &out);
    if (r->options.output.len) {
        struct text path = text_copy(&r->arena, r->options.output);
        ok = output_replace(&r->arena, path, buffer_slice(&out), &r->diag, NULL);
    } else if (fwrite(out.at, 1, out.len, stdout) != out.len || fflush(stdout) != 0) {
        diag_report(&r->diag, &unwritable, span_none(), "cannot write to standard output");
        ok = false;
    }
    buffer_free(&out);
    return ok;
}

static bool extract(struct run *r)
{
    struct options *o = &r->options;
    bool ok = true;
    tmf_catalogue_init(&r->all, &r->arena);
    if (o->files.count == 0 && o->images.count == 0)
        *(struct text *)ARENA_PUSH(&r->arena, o->files) = TEXT("*.pdb");
    for (size_t i = 0; i < o->files.count; i++)
        ok &= process_pattern(r, o->files.items[i]);
    for (size_t i = 0; i < o->images.count; i++)
        ok &= process_images(r, o->images.items[i]);
    return o->form == OPTIONS_TMF ? ok : write_catalogue(r) && ok;
}

static bool restore(struct run *r)
{
    const struct options *o = &r->options;
    struct restore_result result;
    if (!restore_annotations(o->operands.items[0], o->operands.items + 1, o->operands.count - 1, &r->diag, &result))
        return false;
    if (o->verbose)
        printf("%.*s: %zu annotations put back in %zu modules, %zu there before\n", TEXT_ARG(o->operands.items[0]),
               result.restored, result.modules, result.present);
    return true;
}

static bool strip(struct run *r)
{
    const struct options *o = &r->options;
    struct strip_result result;
    if (!strip_private(o->operands.items[0], o->operands.items[1], &r->diag, &result))
        return false;
    if (o->verbose)
        printf("%.*s: %zu private annotations removed, %zu public ones kept\n", TEXT_ARG(o->operands.items[1]),
               result.removed, result.kept);
    return true;
}

int program_run(int argc, char **argv)
{
    struct run r = {0};
    r.diag = (struct diag){.out = stderr, .arena = &r.arena, .program = "tracepdb"};
    bool ok = options_parse(&r.options, argc, argv, &r.diag);
    int status = 0;
    if (!ok) {
        fputs(options_usage(), stderr);
        status = 2;
    } else {
        switch (r.options.action) {
        case OPTIONS_EXTRACT: ok = extract(&r); break;
        case OPTIONS_RESTORE: ok = restore(&r); break;
        case OPTIONS_STRIP: ok = strip(&r); break;
        case OPTIONS_HELP: fputs(options_usage(), stdout); break;
        case OPTIONS_VERSION: puts("tracepdb " TRACEWPP_VERSION); break;
        }
        status = ok ? 0 : 1;
    }
    arena_free(&r.arena);
    return status;
}
