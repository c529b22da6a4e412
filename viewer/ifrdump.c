/* ifrdump: which inputs, the logs in them, the formats, and then the table or the records. An input that cannot be read
 * does not stop the others; it makes the exit status 1. */
#include "ifrdump.h"

#include <stdlib.h>

#include "file.h"
#include "program.h"

static const struct diag_kind unwritable = {"unwritable-file", 3201, DIAG_ERROR, false};
static const struct diag_kind no_log = {"no-log", 3412, DIAG_ERROR, false};

static void show_progress(void *context, double done) { progress_show(context, done); }

static bool find_in(struct ifrdump *d, struct arena *a, struct logs *l, struct text path, uint64_t process)
{
    struct memory m;
    struct progress progress;
    bool ok = process ? memory_open_process(&m, process, a, &d->diag)
                      : memory_open(&m, file_resolve(a, path), a, &d->diag);
    if (!ok)
        return false;
    progress_start(&progress);
    logs_find(l, &m, d->options.follow ? NULL : show_progress, &progress);
    progress_end(&progress);
    memory_close(&m);
    return true;
}

bool ifrdump_find(struct ifrdump *d, struct arena *a, struct logs *l)
{
    bool ok = true;
    for (size_t i = 0; i < d->options.inputs.count; i++)
        ok = find_in(d, a, l, d->options.inputs.items[i], 0) && ok;
    for (size_t i = 0; i < d->options.processes.count; i++)
        ok = find_in(d, a, l, TEXT(""), d->options.processes.items[i]) && ok;
    return ok;
}

/* --log as an address: with or without 0x. */
static bool is_address(struct arena *a, const struct log *log, struct text name)
{
    uint64_t address;
    if (!text_starts_nocase(name, TEXT("0x")))
        name = text_join(a, TEXT("0x"), name);
    return text_to_u64(name, &address) && log->view.header.address == address;
}

size_t ifrdump_choose(struct ifrdump *d, struct logs *l)
{
    size_t kept = 0;
    if (!d->options.log.len)
        return l->found.count;
    for (size_t i = 0; i < l->found.count; i++)
        if (text_equal_nocase(l->found.items[i]->id, d->options.log) || is_address(l->arena, l->found.items[i], d->options.log))
            l->found.items[kept++] = l->found.items[i];
    return kept;
}

/* Says why there is nothing to show, and what there would be. */
static bool nothing(struct ifrdump *d, const struct logs *l)
{
    if (l->found.count == 0) {
        diag_report(&d->diag, &no_log, span_none(), "no recorder log was found");
        if (l->newer)
            diag_note(&d->diag, span_none(), "%zu logs of a newer version were passed over", l->newer);
        if (l->damaged || l->copies)
            diag_note(&d->diag, span_none(), "%zu damaged logs and %zu copies of logs were passed over", l->damaged, l->copies);
        return false;
    }
    diag_report(&d->diag, &no_log, span_none(), "there is no log \"%.*s\"", TEXT_ARG(d->options.log));
    for (size_t i = 0; i < l->found.count; i++)
        diag_note(&d->diag, span_none(), "there is \"%.*s\" of %.*s at %llx", TEXT_ARG(l->found.items[i]->id),
                  TEXT_ARG(l->found.items[i]->driver), (unsigned long long)l->found.items[i]->view.header.address);
    return false;
}

/* The prefix: as asked for, else with the time where the logs have one. */
static void set_prefix(struct ifrdump *d, struct log **logs, size_t count)
{
    const char *set = getenv("TRACE_FORMAT_PREFIX");
    bool timed = false;
    for (size_t i = 0; i < count; i++) {
        timed = timed || (logs[i]->view.header.options & RECORD_OPTION_TIMESTAMP);
        d->formats.formatter.clock.fine = d->formats.formatter.clock.fine || (logs[i]->view.header.options & RECORD_OPTION_PRECISE);
    }
    d->formats.formatter.prefix = d->options.prefix.at ? d->options.prefix : set ? text_from(set)
        : timed ? TEXT("%7!u!: %4!s! %!FUNC! - ") : TEXT(FORMAT_PREFIX_RECORDER);
}

static bool dump(struct ifrdump *d)
{
    struct logs logs = {.arena = &d->arena, .diag = &d->diag};
    bool ok = ifrdump_find(d, &d->arena, &logs);
    size_t all = logs.found.count, count = ifrdump_choose(d, &logs);
    if (count == 0) {
        logs.found.count = all;
        return ok && nothing(d, &logs);
    }
    set_prefix(d, logs.found.items, count);
    if (d->options.list) {
        ifrdump_list(d, logs.found.items, count);
        ifrdump_flush(d);
        return ok;
    }
    if (d->options.rcdrkd)
        ifrdump_rcdrkd_head(d, logs.found.items, count);
    ifrdump_records(d, logs.found.items, count);
    return ok;
}

static bool prepare(struct ifrdump *d)
{
    const struct ifrdump_options *o = &d->options;
    const char *why;
    bool ok = true;
    formats_init(&d->formats, &d->arena, &d->diag, TEXT(FORMAT_PREFIX_RECORDER));
    d->formats.formatter.clock = o->clock;
    d->formats.symbol_path = o->symbol_path;
    formats_add_path(&d->formats, o->search_path);
    formats_add_defaults(&d->formats);
    for (size_t i = 0; i < o->formats.count; i++)
        ok = formats_add(&d->formats, o->formats.items[i]) && ok;
    if (!sink_open(&d->sink, "-", ENCODING_UTF8, &why)) {
        diag_report(&d->diag, &unwritable, span_none(), "standard output: %s", why);
        return false;
    }
    bool color = o->color == COLOR_ALWAYS || (o->color == COLOR_AUTO && sink_is_terminal(stdout) && !getenv("NO_COLOR"));
    d->show = (struct show){.formats = &d->formats, .form = o->form, .prefix = true,
                            .color = color && o->form == SHOW_TEXT && !o->rcdrkd};
    return ok;
}

static bool work(struct ifrdump *d)
{
    bool ok = prepare(d);
    if (!d->sink.file)
        return false;
    ok = (d->options.follow ? ifrdump_follow(d) : dump(d)) && ok;
    if (d->show.results[FORMAT_UNKNOWN])
        formats_explain(&d->formats);
    if (!sink_close(&d->sink)) {
        diag_report(&d->diag, &unwritable, span_none(), "the output could not be written to its end");
        return false;
    }
    return ok;
}

int program_run(int argc, char **argv)
{
    struct ifrdump d = {0};
    int status = 0;
    d.diag = (struct diag){.out = stderr, .arena = &d.arena, .program = "ifrdump"};
    if (!ifrdump_options_parse(&d.options, argc, argv, &d.diag)) {
        fputs(ifrdump_usage(), stderr);
        status = 2;
    } else if (d.options.help) {
        fputs(ifrdump_usage(), stdout);
    } else if (d.options.version) {
        puts("ifrdump " TRACEWPP_VERSION);
    } else {
        status = work(&d) ? 0 : 1;
    }
    show_free(&d.show);
    buffer_free(&d.out);
    buffer_free(&d.text);
    arena_free(&d.arena);
    return status;
}
