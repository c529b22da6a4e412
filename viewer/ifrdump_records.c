/* Records as lines. Filters that need no text come first: most records of a long log are dropped before anything is
 * formatted. The filters on text see the message without its prefix. */
#include "ifrdump.h"

static const struct diag_kind torn = {"torn-records", 3409, DIAG_WARNING, false};
static const struct diag_kind no_order = {"no-common-order", 3410, DIAG_WARNING, false};
enum { BLOCK = 1 << 16 };

void ifrdump_flush(struct ifrdump *d)
{
    sink_write(&d->sink, &d->out);
    fflush(d->sink.file);
}

static bool passes_flag(const struct ifrdump_options *o, const struct tmf_message *m, const struct record *r)
{
    if (!o->flag.len)
        return true;
    if (o->flag_number)
        return r->flags == o->flag_number;
    return m && text_equal_nocase(show_pair(m, TEXT("FLAGS"), TEXT("FLAG")), o->flag);
}

static bool passes(struct ifrdump *d, const struct format_event *e, const struct record *r)
{
    const struct ifrdump_options *o = &d->options;
    struct formatter *f = &d->formats.formatter;
    if (o->level && (r->level == 0 || r->level > o->level))
        return false;
    if (o->flag.len && !passes_flag(o, formatter_find(f, e), r))
        return false;
    if (o->function.len) {
        const struct tmf_message *m = formatter_find(f, e);
        if (!m || !text_equal(m->function, o->function))
            return false;
    }
    if (!o->text.len && !o->pattern)
        return true;
    d->text.len = 0;
    formatter_text(f, e, &d->text);
    struct text t = buffer_slice(&d->text);
    return (!o->text.len || text_search(t, o->text) != SIZE_MAX) && (!o->pattern || pattern_match(o->pattern, t));
}

void ifrdump_record(struct ifrdump *d, const struct log *log, const struct record *r, uint64_t sequence)
{
    struct format_event e = logs_event(log, r, sequence);
    if (!passes(d, &e, r))
        return;
    struct show_record more = {log->id, r->level, r->flags, r->partition == RECORD_PARTITION_ERROR};
    show_event(&d->show, &e, &more, &d->out);
    d->shown++;
    if (d->out.len >= BLOCK)
        ifrdump_flush(d);
}

static void walk(struct ifrdump *d, struct log **logs, size_t count)
{
    struct logs_walk w;
    struct log *log = NULL;
    struct record r;
    uint64_t sequence, lost = 0;
    logs_start(&w, &d->arena, logs, count);
    while (logs_next(&w, &log, &r, &sequence))
        ifrdump_record(d, log, &r, sequence);
    for (size_t i = 0; i < count; i++)
        lost += logs[i]->torn;
    if (lost)
        diag_report(&d->diag, &torn, span_none(), "%llu records are not whole, because they were being written or overwritten "
                    "when the log was read; they are left out", (unsigned long long)lost);
}

static void head(struct ifrdump *d, const struct log *log)
{
    const char *on = d->show.color ? "\033[1m" : "", *off = d->show.color ? "\033[0m" : "";
    if (d->options.form != SHOW_TEXT || d->options.rcdrkd)
        return;
    buffer_format(&d->out, "%s--- log \"%.*s\" of %.*s: %llu records, %llu overwritten, %llu lost ---%s\n", on, TEXT_ARG(log->id),
                  TEXT_ARG(log->driver), (unsigned long long)log->present, (unsigned long long)log->overwritten,
                  (unsigned long long)log->lost, off);
}

/* Logs of one domain after those of another: their orders say nothing about each other. */
static void merged(struct ifrdump *d, struct log **logs, size_t count)
{
    struct log **some = arena_array(&d->arena, count, sizeof *some);
    bool *done = arena_array(&d->arena, count, sizeof *done);
    size_t domains = 0;
    for (size_t i = 0; i < count; i++) {
        size_t n = 0;
        for (size_t k = i; k < count; k++) {
            if (done[k] || logs_domain(logs[k]) != logs_domain(logs[i]))
                continue;
            done[k] = true;
            some[n++] = logs[k];
        }
        if (n == 0)
            continue;
        domains++;
        walk(d, some, n);
    }
    if (domains > 1)
        diag_report(&d->diag, &no_order, span_none(), "these logs count their records in %zu ways that cannot be compared; each "
                    "group is shown by itself", domains);
}

static void set_log_width(struct ifrdump *d, struct log **logs, size_t count)
{
    d->show.log_width = 0;
    for (size_t i = 0; i < count; i++)
        if (logs[i]->id.len > d->show.log_width)
            d->show.log_width = (unsigned)logs[i]->id.len;
}

void ifrdump_records(struct ifrdump *d, struct log **logs, size_t count)
{
    bool together = d->options.merge || d->options.rcdrkd;
    set_log_width(d, logs, count);
    d->show.logs = (together || d->options.form != SHOW_TEXT) && (count > 1 || !d->options.log.len);
    if (d->options.rcdrkd)
        buffer_text(&d->out, TEXT("--- start of log ---\n"));
    if (d->options.form == SHOW_CSV)
        show_csv_header(&d->show, &d->out);
    if (together) {
        merged(d, logs, count);
    } else {
        for (size_t i = 0; i < count; i++) {
            head(d, logs[i]);
            walk(d, &logs[i], 1);
        }
    }
    if (d->options.rcdrkd)
        buffer_text(&d->out, TEXT("---- end of log ----\n"));
    ifrdump_flush(d);
}
