/* The table of logs: for people, as JSON, as CSV, and as !rcdrlogdump prints it (reference 4.2). */
#include "ifrdump.h"
#include "json.h"

static void column(struct buffer *out, struct text t, size_t width)
{
    buffer_text(out, t);
    for (size_t n = t.len; n < width; n++)
        buffer_char(out, ' ');
    buffer_char(out, ' ');
}

static size_t widest(struct log **logs, size_t count, bool driver)
{
    size_t width = 6; /* of "Driver" and "Log ID" */
    for (size_t i = 0; i < count; i++) {
        size_t len = driver ? logs[i]->driver.len : logs[i]->id.len;
        width = len > width ? len : width;
    }
    return width;
}

static void list_text(struct ifrdump *d, struct log **logs, size_t count)
{
    struct buffer *out = &d->out;
    size_t id = widest(logs, count, false), driver = widest(logs, count, true);
    column(out, TEXT("Driver"), driver);
    column(out, TEXT("Log ID"), id);
    buffer_format(out, "%8s %8s %8s %12s %8s  %-7s  %s\n", "Size", "Errors", "Records", "Overwritten", "Lost", "State", "Address");
    for (size_t i = 0; i < count; i++) {
        const struct log *log = logs[i];
        const struct record_log_header *h = &log->view.header;
        column(out, log->driver, driver);
        column(out, log->id, id);
        buffer_format(out, "%8u %8u %8llu %12llu %8llu  %-7s  %016llx\n", h->total_buffer_size, h->error_partition_size,
                      (unsigned long long)log->present, (unsigned long long)log->overwritten,
                      (unsigned long long)log->lost, h->state == RECORD_LOG_DELETED ? "deleted" : "live",
                      (unsigned long long)h->address);
    }
}

static void list_json(struct ifrdump *d, struct log **logs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct log *log = logs[i];
        const struct record_log_header *h = &log->view.header;
        struct json j = {.out = &d->out};
        json_open(&j, NULL, '{');
        json_text(&j, "driver", log->driver);
        json_text(&j, "log", log->id);
        json_number(&j, "size", h->total_buffer_size);
        json_number(&j, "errorPartition", h->error_partition_size);
        json_number(&j, "records", log->present);
        json_number(&j, "overwritten", log->overwritten);
        json_number(&j, "lost", log->lost);
        json_bool(&j, "live", h->state != RECORD_LOG_DELETED);
        json_number(&j, "process", h->driver.process_id);
        json_number(&j, "address", h->address);
        json_text(&j, "file", log->path);
        json_close(&j, '}');
        buffer_char(&d->out, '\n');
    }
}

static void list_csv(struct ifrdump *d, struct log **logs, size_t count)
{
    buffer_text(&d->out, TEXT("Driver,Log,Size,Errors,Records,Overwritten,Lost,State,Process,Address\n"));
    for (size_t i = 0; i < count; i++) {
        const struct log *log = logs[i];
        const struct record_log_header *h = &log->view.header;
        buffer_format(&d->out, "\"%.*s\",\"%.*s\",%u,%u,%llu,%llu,%llu,%s,%llu,%016llx\n", TEXT_ARG(log->driver), TEXT_ARG(log->id),
                      h->total_buffer_size, h->error_partition_size, (unsigned long long)log->present,
                      (unsigned long long)log->overwritten, (unsigned long long)log->lost,
                      h->state == RECORD_LOG_DELETED ? "deleted" : "live", (unsigned long long)h->driver.process_id,
                      (unsigned long long)h->address);
    }
}

static void rcdrkd_table(struct ifrdump *d, struct log **logs, size_t count)
{
    struct buffer *out = &d->out;
    buffer_format(out, "%-43s%-25s%s\n", "Log dump command", "Log ID", "Size");
    buffer_format(out, "%-43s%-25s%s\n", "================", "======", "====");
    for (size_t i = 0; i < count; i++) {
        const struct log *log = logs[i];
        d->text.len = 0;
        buffer_format(&d->text, "!rcdrlogdump  %.*s -a %llx  ", TEXT_ARG(log->driver),
                      (unsigned long long)log->view.header.address);
        buffer_format(out, "%-43.*s%-25.*s%u\n", TEXT_ARG(buffer_slice(&d->text)), TEXT_ARG(log->id),
                      log->view.header.total_buffer_size);
    }
}

void ifrdump_rcdrkd_head(struct ifrdump *d, struct log **logs, size_t count)
{
    struct buffer *out = &d->out;
    buffer_text(out, TEXT("Trace searchpath is:\n"));
    for (size_t i = 0; i < d->formats.folders.count; i++)
        buffer_format(out, "%s%.*s", i ? ";" : "", TEXT_ARG(d->formats.folders.items[i]));
    buffer_format(out, "\nTrace format prefix is: %.*s\n", TEXT_ARG(d->formats.formatter.prefix));
    if (!d->options.log.len)
        rcdrkd_table(d, logs, count);
    for (size_t i = 0; i < d->formats.files.count; i++)
        buffer_format(out, "Trying to extract TMF information from - %.*s\n", TEXT_ARG(d->formats.files.items[i]));
}

void ifrdump_list(struct ifrdump *d, struct log **logs, size_t count)
{
    if (d->options.rcdrkd) {
        rcdrkd_table(d, logs, count);
        return;
    }
    switch (d->options.form) {
    case SHOW_TEXT: list_text(d, logs, count); break;
    case SHOW_JSON: list_json(d, logs, count); break;
    case SHOW_CSV: list_csv(d, logs, count); break;
    }
}
