/* The catalogue for other programs, as JSON and CSV. */
#include "json.h"
#include "output.h"

static void json_strings(struct json *j, const char *key, const struct text *items, size_t count)
{
    json_open(j, key, '[');
    for (size_t i = 0; i < count; i++)
        json_text(j, NULL, items[i]);
    json_close(j, ']');
}

static void json_message(struct json *j, const struct tmf_message *m)
{
    json_open(j, NULL, '{');
    json_number(j, "id", m->id);
    json_text(j, "name", m->name);
    json_text(j, "text", m->text);
    json_text(j, "function", m->function);
    json_bool(j, "public", m->is_public);
    json_open(j, "pairs", '[');
    for (size_t i = 0; i < m->pairs.count; i++) {
        json_open(j, NULL, '{');
        json_text(j, "key", m->pairs.items[i].key);
        json_text(j, "value", m->pairs.items[i].value);
        json_close(j, '}');
    }
    json_close(j, ']');
    json_open(j, "arguments", '[');
    for (size_t i = 0; i < m->arguments.count; i++) {
        const struct tmf_argument *arg = &m->arguments.items[i];
        json_open(j, NULL, '{');
        json_number(j, "number", arg->number);
        json_text(j, "expression", arg->expression);
        json_text(j, "item", arg->item);
        if (arg->list.at)
            json_text(j, "list", arg->list);
        json_close(j, '}');
    }
    json_close(j, ']');
    json_close(j, '}');
}

static void json_sources(struct json *j, const struct tmf_catalogue *c)
{
    json_open(j, "sources", '[');
    for (size_t i = 0; i < c->sources.count; i++) {
        const struct tmf_source *s = c->sources.items[i];
        json_open(j, NULL, '{');
        json_text(j, "guid", s->spelling);
        json_text(j, "module", s->module);
        json_text(j, "file", s->file);
        json_text(j, "major", s->major);
        json_text(j, "minor", s->minor);
        json_open(j, "messages", '[');
        for (size_t k = 0; k < s->messages.count; k++)
            json_message(j, s->messages.items[k]);
        json_close(j, ']');
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void json_controls(struct json *j, const struct tmf_catalogue *c)
{
    json_open(j, "controls", '[');
    for (size_t i = 0; i < c->controls.count; i++) {
        const struct tmf_control *control = c->controls.items[i];
        json_open(j, NULL, '{');
        json_text(j, "guid", control->spelling);
        json_text(j, "name", control->name);
        json_text(j, "function", control->function);
        json_bool(j, "public", control->is_public);
        json_strings(j, "flags", control->flags.items, control->flags.count);
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void json_enums(struct json *j, const struct tmf_catalogue *c)
{
    json_open(j, "enums", '[');
    for (size_t i = 0; i < c->enums.count; i++) {
        const struct tmf_enum *e = c->enums.items[i];
        json_open(j, NULL, '{');
        json_text(j, "name", e->name);
        json_open(j, "values", '[');
        for (size_t k = 0; k < e->values.count; k++) {
            json_open(j, NULL, '{');
            json_text(j, "name", e->values.items[k].name);
            json_text(j, "value", e->values.items[k].value);
            json_close(j, '}');
        }
        json_close(j, ']');
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void json_others(struct json *j, const struct tmf_catalogue *c)
{
    json_open(j, "annotations", '[');
    for (size_t i = 0; i < c->others.count; i++) {
        const struct tmf_other *o = c->others.items[i];
        json_open(j, NULL, '{');
        json_text(j, "object", o->object);
        json_text(j, "function", o->function);
        json_strings(j, "strings", o->strings, o->count);
        json_close(j, '}');
    }
    json_close(j, ']');
}

void output_json(const struct tmf_catalogue *c, struct buffer *out)
{
    struct json j = {.out = out};
    json_open(&j, NULL, '{');
    json_sources(&j, c);
    json_controls(&j, c);
    json_enums(&j, c);
    json_others(&j, c);
    json_close(&j, '}');
    buffer_char(out, '\n');
}

static void csv_quoted(struct buffer *out, struct text t)
{
    for (size_t i = 0; i < t.len; i++) {
        if (t.at[i] == '"')
            buffer_char(out, '"');
        buffer_char(out, t.at[i]);
    }
}

static void csv_field(struct buffer *out, struct text t, bool last)
{
    bool quote = text_find(t, '"') || text_find(t, ',') || text_find(t, '\n') || text_find(t, '\r');
    if (quote)
        buffer_char(out, '"');
    csv_quoted(out, t);
    if (quote)
        buffer_char(out, '"');
    buffer_text(out, last ? TEXT("\r\n") : TEXT(","));
}

static void csv_line(struct arena *a, struct buffer *out, const struct tmf_message *m)
{
    struct buffer pairs = {0}, arguments = {0};
    for (size_t i = 0; i < m->pairs.count; i++)
        buffer_format(&pairs, "%s%.*s=%.*s", i ? "; " : "", TEXT_ARG(m->pairs.items[i].key),
                      TEXT_ARG(m->pairs.items[i].value));
    for (size_t i = 0; i < m->arguments.count; i++) {
        const struct tmf_argument *arg = &m->arguments.items[i];
        buffer_format(&arguments, "%s%u: %.*s", i ? "; " : "", arg->number, TEXT_ARG(arg->item));
        if (arg->list.at)
            buffer_format(&arguments, "(%.*s)", TEXT_ARG(arg->list));
        buffer_format(&arguments, " %.*s", TEXT_ARG(arg->expression));
    }
    const struct tmf_source *s = m->source;
    struct text fields[] = {s->spelling, s->module, s->file, text_format(a, "%u", m->id), m->name, m->function, m->text,
                            buffer_slice(&pairs), buffer_slice(&arguments), m->is_public ? TEXT("1") : TEXT("0")};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        csv_field(out, fields[i], i + 1 == sizeof fields / sizeof *fields);
    buffer_free(&pairs);
    buffer_free(&arguments);
}

void output_csv(const struct tmf_catalogue *c, struct buffer *out)
{
    buffer_text(out, TEXT("guid,module,file,id,name,function,text,pairs,arguments,public\r\n"));
    for (size_t i = 0; i < c->sources.count; i++)
        for (size_t k = 0; k < c->sources.items[i]->messages.count; k++)
            csv_line(c->arena, out, c->sources.items[i]->messages.items[k]);
}
