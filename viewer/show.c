/* Text goes straight to the output. CSV and JSON need each part apart, so the message is formatted into a scratch
 * buffer that is used again for every line. Colours are those of the level: errors red, warnings yellow, verbose
 * messages dim; the log is cyan. */
#include "show.h"

#include "json.h"

struct level { struct text name; unsigned level; };

unsigned show_level_of(struct text name)
{
    static const struct level levels[] = {
        {TEXT_INIT("NONE"), 0}, {TEXT_INIT("FATAL"), 1}, {TEXT_INIT("CRITICAL"), 1}, {TEXT_INIT("ERROR"), 2},
        {TEXT_INIT("WARNING"), 3}, {TEXT_INIT("INFORMATION"), 4}, {TEXT_INIT("VERBOSE"), 5}};
    uint64_t number;
    if (text_to_u64(name, &number) && number < 256)
        return (unsigned)number;
    if (text_starts_nocase(name, TEXT("TRACE_LEVEL_")))
        name = text_skip(name, 12);
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
        if (text_equal_nocase(name, levels[i].name) ||
            (name.len >= 4 && text_starts_nocase(levels[i].name, name)))
            return levels[i].level;
    return 0;
}

struct text show_pair(const struct tmf_message *m, struct text key, struct text other)
{
    for (size_t i = 0; m && i < m->pairs.count; i++)
        if (text_equal_nocase(m->pairs.items[i].key, key) || text_equal_nocase(m->pairs.items[i].key, other))
            return m->pairs.items[i].value;
    return TEXT("");
}

unsigned show_message_level(const struct tmf_message *m)
{
    return show_level_of(show_pair(m, TEXT("LEVEL"), TEXT("TRACELEVEL")));
}

static void count(struct show *s, enum format_result result) { s->results[result]++; }

static struct text color_of(unsigned level)
{
    switch (level) {
    case 1: case 2: return TEXT("\033[31m");
    case 3: return TEXT("\033[33m");
    case 5: return TEXT("\033[2m");
    default: return TEXT("");
    }
}

static void log_column(const struct show *s, struct text log, struct buffer *out)
{
    if (s->color)
        buffer_text(out, TEXT("\033[36m"));
    buffer_text(out, log);
    if (s->color)
        buffer_text(out, TEXT("\033[0m"));
    for (size_t n = log.len; n < s->log_width; n++)
        buffer_char(out, ' ');
    buffer_char(out, ' ');
}

static void show_text(struct show *s, const struct format_event *e, const struct show_record *r, struct buffer *out)
{
    struct formatter *f = &s->formats->formatter;
    struct text color = {0};
    if (s->logs && r)
        log_column(s, r->log, out);
    if (s->color) {
        color = color_of(r && r->level ? r->level : show_message_level(formatter_find(f, e)));
        buffer_text(out, color);
    }
    if (s->sequence)
        buffer_format(out, "%llu: ", (unsigned long long)e->sequence);
    count(s, s->prefix ? formatter_line(f, e, out) : formatter_text(f, e, out));
    if (color.len)
        buffer_text(out, TEXT("\033[0m"));
    buffer_char(out, '\n');
}

static void field(const struct show *s, struct text t, char end, struct buffer *out)
{
    bool quote = s->quote;
    for (size_t i = 0; i < t.len && !quote; i++)
        quote = t.at[i] == ',' || t.at[i] == '"' || t.at[i] == '\n' || t.at[i] == '\r';
    if (quote)
        buffer_char(out, '"');
    for (size_t i = 0; quote && i < t.len; i++) {
        if (t.at[i] == '"')
            buffer_char(out, '"');
        buffer_char(out, t.at[i]);
    }
    if (quote)
        buffer_char(out, '"');
    else
        buffer_text(out, t);
    buffer_char(out, end);
}

static void number_field(struct show *s, uint64_t n, struct buffer *out)
{
    char room[20], *end = room + sizeof room, *at = end;
    do
        *--at = (char)('0' + n % 10);
    while ((n /= 10) != 0);
    field(s, text_slice(at, end), ',', out);
}

void show_csv_header(const struct show *s, struct buffer *out)
{
    static const struct text names[] = {
        TEXT_INIT("Sequence"), TEXT_INIT("Time"), TEXT_INIT("CPU"), TEXT_INIT("PID"), TEXT_INIT("TID"), TEXT_INIT("Module"),
        TEXT_INIT("Source"), TEXT_INIT("Message"), TEXT_INIT("Level"), TEXT_INIT("Flags"), TEXT_INIT("Function"),
        TEXT_INIT("GUID")};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        field(s, names[i], ',', out);
    if (s->logs)
        field(s, TEXT("Log"), ',', out);
    field(s, TEXT("Text"), '\n', out);
}

/* A GUID without the arena, for lines by the million. */
static struct text guid_text(struct buffer *b, struct tmf_guid guid)
{
    static const unsigned char order[16] = {3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};
    b->len = 0;
    for (size_t i = 0; i < 16; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            buffer_char(b, '-');
        buffer_char(b, "0123456789abcdef"[guid.bytes[order[i]] >> 4]);
        buffer_char(b, "0123456789abcdef"[guid.bytes[order[i]] & 15]);
    }
    return buffer_slice(b);
}

static struct text time_text(struct show *s, uint64_t time)
{
    s->scratch.len = 0;
    if (time)
        formatter_time(&s->formats->formatter, time, &s->scratch);
    return buffer_slice(&s->scratch);
}

static void show_csv(struct show *s, const struct format_event *e, const struct show_record *r, struct buffer *out)
{
    struct formatter *f = &s->formats->formatter;
    const struct tmf_message *m = formatter_find(f, e);
    number_field(s, e->sequence, out);
    field(s, time_text(s, e->time), ',', out);
    number_field(s, e->cpu, out);
    number_field(s, e->process, out);
    number_field(s, e->thread, out);
    field(s, m ? m->source->module : TEXT("Unknown"), ',', out);
    field(s, m ? m->name : TEXT(""), ',', out);
    number_field(s, e->number, out);
    field(s, show_pair(m, TEXT("LEVEL"), TEXT("TRACELEVEL")), ',', out);
    field(s, show_pair(m, TEXT("FLAGS"), TEXT("FLAG")), ',', out);
    field(s, m ? m->function : TEXT(""), ',', out);
    field(s, guid_text(&s->scratch, e->guid), ',', out);
    if (s->logs)
        field(s, r ? r->log : TEXT(""), ',', out);
    s->scratch.len = 0;
    count(s, formatter_text(f, e, &s->scratch));
    field(s, buffer_slice(&s->scratch), '\n', out);
}

static void json_event(struct show *s, struct json *j, const struct format_event *e, const struct show_record *r)
{
    if (r && r->log.len)
        json_text(j, "log", r->log);
    json_number(j, "sequence", e->sequence);
    if (e->time)
        json_text(j, "time", time_text(s, e->time));
    json_number(j, "cpu", e->cpu);
    if (e->process || e->thread) {
        json_number(j, "process", e->process);
        json_number(j, "thread", e->thread);
    }
    json_text(j, "guid", guid_text(&s->scratch, e->guid));
    json_number(j, "message", e->number);
    if (!r)
        return;
    json_number(j, "levelValue", r->level);
    json_number(j, "flagsValue", r->flags);
    json_bool(j, "errorPartition", r->error_partition);
}

static void json_message(struct show *s, struct json *j, const struct format_event *e, const struct tmf_message *m)
{
    json_text(j, "module", m->source->module);
    json_text(j, "source", m->name);
    json_text(j, "function", m->function);
    json_open(j, "conditions", '[');
    for (size_t i = 0; i < m->pairs.count; i++) {
        json_open(j, NULL, '{');
        json_text(j, "key", m->pairs.items[i].key);
        json_text(j, "value", m->pairs.items[i].value);
        json_close(j, '}');
    }
    json_close(j, ']');
    json_open(j, "arguments", '[');
    for (size_t i = 0; i < m->arguments.count; i++) {
        s->scratch.len = 0;
        bool there = formatter_argument(&s->formats->formatter, e, i, &s->scratch);
        json_open(j, NULL, '{');
        json_text(j, "expression", m->arguments.items[i].expression);
        if (there)
            json_text(j, "value", buffer_slice(&s->scratch));
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void show_json(struct show *s, const struct format_event *e, const struct show_record *r, struct buffer *out)
{
    static const struct text results[] = {
        [FORMAT_WHOLE] = TEXT_INIT("whole"), [FORMAT_UNKNOWN] = TEXT_INIT("unknown"), [FORMAT_SHORT] = TEXT_INIT("short"),
        [FORMAT_LONG] = TEXT_INIT("long"), [FORMAT_FOREIGN] = TEXT_INIT("foreign")};
    struct json j = {.out = out};
    const struct tmf_message *m = formatter_find(&s->formats->formatter, e);
    json_open(&j, NULL, '{');
    json_event(s, &j, e, r);
    if (m)
        json_message(s, &j, e, m);
    s->scratch.len = 0;
    enum format_result result = formatter_text(&s->formats->formatter, e, &s->scratch);
    count(s, result);
    json_text(&j, "text", buffer_slice(&s->scratch));
    json_text(&j, "result", results[result]);
    json_close(&j, '}');
    buffer_char(out, '\n');
}

void show_event(struct show *s, const struct format_event *e, const struct show_record *r, struct buffer *out)
{
    switch (s->form) {
    case SHOW_TEXT: show_text(s, e, r, out); break;
    case SHOW_CSV: show_csv(s, e, r, out); break;
    case SHOW_JSON: show_json(s, e, r, out); break;
    }
}

void show_free(struct show *s) { buffer_free(&s->scratch); }
