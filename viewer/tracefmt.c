/* tracefmt: one .etl after the other, each message a line, then the summary. A file that cannot be read does not
 * stop the others; it makes the exit status 1. */
#include <stdio.h>
#include <stdlib.h>

#include "file.h"
#include "program.h"
#include "sink.h"
#include "summary.h"
#include "tracefmt_options.h"

static const struct diag_kind unwritable = {"unwritable-file", 3201, DIAG_ERROR, false};
static const struct diag_kind lost = {"lost-events", 3404, DIAG_WARNING, false};
enum { BLOCK = 1 << 16, LOOK = 4096 /* messages between two looks at the clock */ };

struct tracefmt {
    struct arena arena;
    struct diag diag;
    struct tracefmt_options options;
    struct formats formats;
    struct show show;
    struct summary summary;
    struct sink *sinks[2];
    size_t sink_count;
    struct buffer out;
};

static void flush(struct tracefmt *t)
{
    for (size_t i = 0; i < t->sink_count; i++) {
        size_t len = t->out.len;
        sink_write(t->sinks[i], &t->out);
        t->out.len = len;
    }
    t->out.len = 0;
}

static void take(struct tracefmt *t, const struct etl_message *m)
{
    const struct tmf_message *known = formatter_find(&t->formats.formatter, &m->event);
    summary_count(&t->summary, &m->event, known);
    if (!known && (t->options.skip_unknown || t->options.summary_only)) {
        t->show.results[FORMAT_UNKNOWN]++;
        return;
    }
    show_event(&t->show, &m->event, NULL, &t->out);
    if (t->options.summary_only)
        t->out.len = 0; /* formatted for the count of errors alone */
    else if (t->out.len >= BLOCK)
        flush(t);
}

static bool format_file(struct tracefmt *t, struct text path)
{
    struct etl etl;
    struct etl_message message;
    struct progress progress;
    if (!etl_open(&etl, file_resolve(&t->arena, path), &t->diag))
        return false;
    progress_start(&progress);
    while (etl_next(&etl, &message)) {
        take(t, &message);
        if (etl.counts.messages % LOOK == 0)
            progress_show(&progress, etl_progress(&etl));
    }
    progress_end(&progress);
    flush(t);
    if (etl.counts.lost_events || etl.counts.lost_buffers)
        diag_report(&t->diag, &lost, span_none(), "%.*s: the trace session lost %llu events and %llu buffers", TEXT_ARG(path),
                    (unsigned long long)etl.counts.lost_events, (unsigned long long)etl.counts.lost_buffers);
    summary_file(&t->summary, path, &etl.counts);
    etl_close(&etl);
    return true;
}

static bool open_sink(struct tracefmt *t, struct sink *sink, struct text path)
{
    const char *why;
    if (!sink_open(sink, path.at, t->options.encoding, &why)) {
        diag_report(&t->diag, &unwritable, span_none(), "%.*s: %s", TEXT_ARG(path), why);
        return false;
    }
    t->sinks[t->sink_count++] = sink;
    return true;
}

static bool close_sinks(struct tracefmt *t)
{
    bool ok = true;
    for (size_t i = 0; i < t->sink_count; i++)
        ok = sink_close(t->sinks[i]) && ok;
    t->sink_count = 0;
    if (!ok)
        diag_report(&t->diag, &unwritable, span_none(), "the output could not be written to its end");
    return ok;
}

/* FmtFile.txt or -o, and the same with .sum. */
static struct text output_path(struct tracefmt *t, bool summary)
{
    struct text path = t->options.output.len ? t->options.output : TEXT("FmtFile.txt");
    struct text base = file_base_name(path);
    if (!summary)
        return text_copy(&t->arena, path);
    const char *dot = text_find_last(base, '.');
    struct text stem = dot && dot > base.at ? text_slice(path.at, dot) : path;
    return text_join(&t->arena, stem, TEXT(".sum"));
}

static bool open_output(struct tracefmt *t, struct sink *file, struct sink *console)
{
    const struct tracefmt_options *o = &t->options;
    if (o->summary_only)
        return true;
    if (!o->display_only && !open_sink(t, file, output_path(t, false)))
        return false;
    if ((o->display || o->display_only) && !open_sink(t, console, TEXT("-")))
        return false;
    t->show.color = o->display_only && o->form == SHOW_TEXT && sink_is_terminal(stdout) && !getenv("NO_COLOR");
    if (o->csv_header) {
        show_csv_header(&t->show, &t->out);
        flush(t);
    }
    return true;
}

static bool write_summary(struct tracefmt *t)
{
    struct sink sink;
    if (t->options.display_only && !t->options.summary_only)
        buffer_char(&t->out, '\n');
    summary_write(&t->summary, &t->show, &t->out);
    bool console = t->options.display_only;
    if (!open_sink(t, &sink, console ? TEXT("-") : output_path(t, true)))
        return false;
    flush(t);
    return close_sinks(t);
}

static bool format_all(struct tracefmt *t)
{
    const struct tracefmt_options *o = &t->options;
    struct sink file, console;
    bool ok = true;
    for (size_t i = 0; i < o->formats.count; i++)
        ok = formats_add(&t->formats, o->formats.items[i]) && ok;
    if (!open_output(t, &file, &console))
        return false;
    for (size_t i = 0; i < o->inputs.count; i++)
        ok = format_file(t, o->inputs.items[i]) && ok;
    ok = close_sinks(t) && ok;
    if (!o->no_summary)
        ok = write_summary(t) && ok;
    if (t->show.results[FORMAT_UNKNOWN])
        formats_explain(&t->formats);
    return ok;
}

static void prepare(struct tracefmt *t)
{
    const struct tracefmt_options *o = &t->options;
    const char *prefix = getenv("TRACE_FORMAT_PREFIX");
    formats_init(&t->formats, &t->arena, &t->diag, prefix ? text_from(prefix) : TEXT(FORMAT_PREFIX));
    t->formats.formatter.clock = o->clock;
    t->formats.symbol_path = o->symbol_path;
    formats_add_path(&t->formats, o->search_path);
    formats_add_defaults(&t->formats);
    t->show = (struct show){.formats = &t->formats, .form = o->form, .prefix = !o->no_prefix, .sequence = o->sequence,
                            .quote = o->csv_quote};
    t->summary = (struct summary){.arena = &t->arena};
}

int program_run(int argc, char **argv)
{
    struct tracefmt t = {0};
    int status = 0;
    t.diag = (struct diag){.out = stderr, .arena = &t.arena, .program = "tracefmt"};
    if (!tracefmt_options_parse(&t.options, argc, argv, &t.diag)) {
        fputs(tracefmt_usage(), stderr);
        status = 2;
    } else if (t.options.help) {
        fputs(tracefmt_usage(), stdout);
    } else if (t.options.version) {
        puts("tracefmt " TRACEWPP_VERSION);
    } else {
        prepare(&t);
        status = format_all(&t) ? 0 : 1;
    }
    show_free(&t.show);
    buffer_free(&t.out);
    arena_free(&t.arena);
    return status;
}
