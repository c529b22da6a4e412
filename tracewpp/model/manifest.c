/* Manifest mode: the same messages as events of an ETW manifest. Each control GUID becomes a provider for each
 * trace GUID of its messages. The hard point is that a message only names things: its level and flags are
 * source text, which has to be found among the levels and keywords that the configuration defines; the flag
 * decides the control GUID. */
#include <stdlib.h>

#include "buffer.h"
#include "file.h"
#include "guid.h"

void model_set_manifest(struct model *m, struct text file, struct text header, struct text prefix)
{
    struct text base = file_base_name(file);
    const char *dot = text_find_last(base, '.');
    m->manifest.on = true;
    m->manifest.file = file;
    m->manifest.header = header.len ? header
                                    : text_join(m->arena, dot ? text_slice(base.at, dot) : base, TEXT(".h"));
    if (prefix.len)
        m->manifest.prefix = prefix;
    if (!m->settings.guid_per_file_set)
        m->settings.guid_per_file = false;
}

struct maker {
    struct model *model;
    struct table strings;    /* by text */
    struct table maps;       /* "number of the GUID, blank, type name" */
    struct buffer out;
    bool ok;
};

static struct text take(struct maker *k)
{
    struct text t = text_copy(k->model->arena, buffer_slice(&k->out));
    k->out.len = 0;
    return t;
}

static void fail(struct maker *k, const struct message *m, const char *what, struct text name)
{
    k->ok = false;
    diag_report(k->model->diag, &CHECK_MANIFEST, span_none(), "%.*s, line %zu: %s '%.*s'", TEXT_ARG(m->unit->path),
                m->name_line, what, TEXT_ARG(name));
}

/* ---- texts -------------------------------------------------------------------------------------------- */

static void put_xml(struct buffer *b, char c)
{
    switch (c) {
    case '&': buffer_text(b, TEXT("&amp;")); break;
    case '<': buffer_text(b, TEXT("&lt;")); break;
    case '>': buffer_text(b, TEXT("&gt;")); break;
    case '"': buffer_text(b, TEXT("&quot;")); break;
    default: buffer_char(b, c);
    }
}

/* The id of a text in the string table, "0", "1" ...; `xml` is the text as it stands there. */
static struct text string_id(struct maker *k, struct text xml)
{
    struct text key = xml.len ? xml : TEXT(" ");
    struct manifest_string *s = table_get(&k->strings, key);
    if (!s) {
        s = ARENA_NEW(k->model->arena, struct manifest_string);
        *s = (struct manifest_string){text_format(k->model->arena, "%zu", k->model->manifest.strings.count),
                                      text_copy(k->model->arena, xml)};
        table_put(&k->strings, k->model->arena, xml.len ? s->text : key, s);
        *(struct manifest_string **)ARENA_PUSH(k->model->arena, k->model->manifest.strings) = s;
    }
    return s->id;
}

/* An escape sequence of the C literal that the text was. Returns how many bytes it has. */
static size_t put_escape(struct buffer *b, struct text t)
{
    if (t.len < 2)
        return put_xml(b, '\\'), 1;
    switch (t.at[1]) {
    case 'n': buffer_text(b, TEXT("%n")); return 2;
    case 't': buffer_text(b, TEXT("%t")); return 2;
    case 'r': return 2;
    default: put_xml(b, t.at[1]); return 2;
    }
}

/* %12!08x! -> %3, or %3!08x! with complex formats; %0, %!FUNC! and the like have no meaning in a manifest. */
static size_t put_percent(struct maker *k, struct text t, const struct message *m)
{
    size_t digits = 1;
    if (text_starts(t, TEXT("%0"))) /* the log's prefix, whatever digits of the text follow it */
        return 2;
    while (digits < t.len && text_is_digit(t.at[digits]))
        digits++;
    const char *bang = digits < t.len && t.at[digits] == '!' ? text_find(text_skip(t, digits + 1), '!') : NULL;
    if (digits < t.len && digits == 1 && t.at[1] == '%')
        return buffer_text(&k->out, TEXT("%%")), 2;
    if (!bang)
        return digits;
    size_t len = (size_t)(bang - t.at) + 1;
    uint64_t number;
    if (digits == 1 || !text_to_u64((struct text){t.at + 1, digits - 1}, &number) || number < 10)
        return len;
    for (size_t i = 0; i < m->arg_count; i++)
        if (text_equal(m->args[i].number, (struct text){t.at + 1, digits - 1}))
            buffer_format(&k->out, "%%%zu", i + 1);
    if (k->model->manifest.complex_formats)
        buffer_bytes(&k->out, t.at + digits, len - digits);
    else if (len < t.len && t.at[len] == '!')
        return buffer_text(&k->out, TEXT("%!")), len + 1; /* or it would read as the start of a format */
    return len;
}

static struct text manifest_text(struct maker *k, const struct message *m)
{
    for (struct text t = m->text; t.len;) {
        size_t n = 1;
        if (t.at[0] == '%')
            n = put_percent(k, t, m);
        else if (t.at[0] == '\\')
            n = put_escape(&k->out, t);
        else
            put_xml(&k->out, t.at[0]);
        t = text_skip(t, n);
    }
    struct text xml = text_trim(buffer_slice(&k->out));
    struct text id = string_id(k, xml);
    k->out.len = 0;
    return id;
}

/* ---- arguments ---------------------------------------------------------------------------------------- */

/* The option `name=` of a manifest type ("win:Int32; outType=win:HResult"), or with no name its first part. */
static struct text manifest_option(struct text type, struct text name)
{
    for (size_t i = 0; type.len; i++) {
        const char *semicolon = text_find(type, ';');
        struct text part = text_trim(semicolon ? text_slice(type.at, semicolon) : type);
        type = text_skip(type, semicolon ? (size_t)(semicolon - type.at) + 1 : type.len);
        const char *equals = text_find(part, '=');
        if (!name.len)
            return part;
        if (i && equals && text_equal_nocase(text_trim(text_slice(part.at, equals)), name))
            return text_trim(text_slice(equals + 1, part.at + part.len));
    }
    return TEXT("");
}

static void add_map_item(struct maker *k, struct manifest_map *map, struct text entry, uint64_t *value)
{
    struct arena *a = k->model->arena;
    const char *equals = text_find(entry, '=');
    if (equals && text_to_u64(text_trim(text_slice(equals + 1, entry.at + entry.len)), value))
        entry = text_trim(text_slice(entry.at, equals));
    struct manifest_item *item = ARENA_NEW(a, struct manifest_item);
    for (size_t i = 0; i < entry.len; i++)
        put_xml(&k->out, entry.at[i]);
    *item = (struct manifest_item){text_format(a, "%llu", (unsigned long long)*value),
                                   text_format(a, "%llx", (unsigned long long)*value),
                                   string_id(k, buffer_slice(&k->out))};
    k->out.len = 0;
    *(struct manifest_item **)ARENA_PUSH(a, map->items) = item;
    *value = map->set ? *value * 2 : *value + 1;
}

/* The map of an ItemList... or ItemSet... type; empty for any other. */
static struct text map_of(struct maker *k, struct trace_guid *g, const struct type *t)
{
    struct arena *a = k->model->arena;
    const char *open = text_find(t->mof, '(');
    bool set = text_starts(t->mof, TEXT("ItemSet"));
    if (!open || !(set || text_starts(t->mof, TEXT("ItemList"))))
        return TEXT("");
    struct text key = text_format(a, "%.*s %.*s", TEXT_ARG(g->normalized), TEXT_ARG(t->name));
    if (table_get(&k->maps, key))
        return t->name;
    struct manifest_map *map = ARENA_NEW(a, struct manifest_map);
    map->name = t->name;
    map->set = set;
    uint64_t value = set;
    struct text rest = text_slice(open + 1, t->mof.at + t->mof.len);
    while (rest.len && rest.at[0] != ')') {
        size_t n = 0;
        while (n < rest.len && rest.at[n] != ',' && rest.at[n] != ')')
            n++;
        add_map_item(k, map, text_trim((struct text){rest.at, n}), &value);
        rest = text_skip(rest, n < rest.len && rest.at[n] == ',' ? n + 1 : n);
    }
    table_put(&k->maps, a, key, map);
    *(struct manifest_map **)ARENA_PUSH(a, g->maps) = map;
    return t->name;
}

static struct text xml_name(struct arena *a, struct text expression)
{
    char *at = arena_copy(a, expression.at, expression.len);
    for (size_t i = 0; i < expression.len; i++)
        if (!text_is_word(at[i]) || (unsigned char)at[i] >= 0x80)
            at[i] = '_';
    return (struct text){at, expression.len};
}

static const struct manifest_argument *describe_argument(struct maker *k, const struct message *m,
                                                         const struct argument *arg, struct trace_guid *g)
{
    struct text type = arg->type->manifest;
    struct manifest_argument *described = ARENA_NEW(k->model->arena, struct manifest_argument);
    if (!type.len)
        fail(k, m, "no manifest type is defined for the type", arg->type->name);
    described->xml_name = xml_name(k->model->arena, arg->name);
    described->in_type = manifest_option(type, TEXT(""));
    described->out_type = manifest_option(type, TEXT("outType"));
    described->map = map_of(k, g, arg->type);
    return described;
}

static void describe_arguments(struct maker *k, struct message *m, struct trace_guid *g, struct manifest_event *e)
{
    for (size_t i = 0; i < m->arg_count; i++)
        m->args[i].manifest = describe_argument(k, m, &m->args[i], g);
    for (size_t i = 0; i < m->arg_count; i++)
        buffer_format(&k->out, "%s%.*s a%.*s", i ? ", " : "", TEXT_ARG(m->args[i].type->equiv),
                      TEXT_ARG(m->args[i].number));
    e->parameters = take(k);
    for (size_t i = 0; i < m->arg_count; i++) {
        struct text adapter = manifest_option(m->args[i].type->manifest, TEXT("adapter"));
        buffer_format(&k->out, adapter.len ? "%s%.*s(a%.*s)" : "%s%.*sa%.*s", i ? ", " : "", TEXT_ARG(adapter),
                      TEXT_ARG(m->args[i].number));
    }
    e->arguments = take(k);
}

/* ---- level and keywords ------------------------------------------------------------------------------- */

static bool is_level_name(struct text name) { return text_equal(name, TEXT("LEVEL")) || text_equal(name, TEXT("TRACELEVEL")); }
static bool is_flags_name(struct text name) { return text_equal(name, TEXT("FLAGS")) || text_equal(name, TEXT("FLAG")); }

/* The text that the message gives for its first condition of that kind; empty without one. */
static struct text condition(const struct message *m, bool (*is)(struct text name))
{
    const struct function *f = m->function;
    size_t n = 0;
    for (size_t i = 0; i < f->default_count; i++, n++)
        if (is(f->defaults[i].name))
            return text_trim(m->conditions[n]);
    for (size_t i = 0; i < f->fixed_count; i++) {
        if (text_equal(f->fixed[i], TEXT("NULL")))
            continue;
        if (is(f->fixed[i]))
            return text_trim(m->conditions[n]);
        n++;
    }
    return TEXT("");
}

static const struct manifest_value *find_value(struct manifest_value *const *items, size_t count, struct text name)
{
    uint64_t number;
    bool numeric = text_to_u64(name, &number);
    for (size_t i = 0; name.len && i < count; i++)
        if (text_equal(items[i]->name, name) || text_equal(items[i]->symbol, name) ||
            (numeric && items[i]->value == number))
            return items[i];
    return NULL;
}

/* Looks a keyword up in all control GUIDs; the first that has it is the message's. */
static const struct manifest_value *find_keyword(struct maker *k, struct text name, struct control_guid **control)
{
    struct manifest *manifest = &k->model->manifest;
    for (size_t i = 0; i < manifest->control_guids.count; i++) {
        struct control_guid *g = manifest->control_guids.items[i];
        const struct manifest_value *v = *control && *control != g ? NULL
                                                                   : find_value(g->keywords.items, g->keywords.count, name);
        if (v) {
            *control = g;
            return v;
        }
    }
    return find_value(manifest->keywords.items, manifest->keywords.count, name);
}

/* Keywords joined by | in the source, by a blank in the manifest. */
static struct text find_keywords(struct maker *k, const struct message *m, struct text flags, struct control_guid **control)
{
    while (flags.len) {
        const char *bar = text_find(flags, '|');
        struct text one = text_trim(bar ? text_slice(flags.at, bar) : flags);
        flags = text_skip(flags, bar ? (size_t)(bar - flags.at) + 1 : flags.len);
        const struct manifest_value *v = find_keyword(k, one, control);
        if (v)
            buffer_format(&k->out, "%s%.*s", k->out.len ? " " : "", TEXT_ARG(v->name));
        else
            fail(k, m, "no DEFINE_BIT or DEFINE_KEYWORD names", one);
    }
    return take(k);
}

/* LEVEL alone may be a flag: DoTraceMessage(LEVEL, MSG, ...) calls its flag so, for historical reasons. */
static struct control_guid *classify(struct maker *k, const struct message *m, struct manifest_event *e)
{
    struct manifest *manifest = &k->model->manifest;
    struct text level = condition(m, is_level_name), flags = condition(m, is_flags_name);
    struct control_guid *control = NULL;
    const struct manifest_value *v = find_value(manifest->levels.items, manifest->levels.count, level);
    if (!flags.len && !v && level.len) {
        flags = level;
        level = TEXT("");
    }
    e->keywords = find_keywords(k, m, flags, &control);
    if (!control)
        control = manifest->control_guids.items[0];
    if (!v)
        v = find_value(control->levels.items, control->levels.count, level);
    if (!v && level.len)
        fail(k, m, "no DEFINE_LEVEL or DEFINE_BUILTIN_LEVEL names", level);
    e->level = v ? v->name : TEXT("win:Informational");
    return control;
}

/* ---- all of it ---------------------------------------------------------------------------------------- */

/* The provider for messages of a control GUID, one for all sources or one for each. Its GUID is made of the
 * control GUID's and the unit's, so that it is stable and differs from provider to provider. */
static struct trace_guid *provider_of(struct maker *k, struct control_guid *control, struct unit *u)
{
    struct model *m = k->model;
    for (size_t i = 0; i < control->trace_guids.count; i++)
        if (!m->settings.guid_per_file || control->trace_guids.items[i]->unit == u)
            return control->trace_guids.items[i];
    struct unit *all = m->settings.guid_per_file ? u : NULL;
    struct trace_guid *g = model_make_guid(m, u, all ? &all : m->units.items, all ? 1 : m->units.count);
    model_mix_guid(m, g, control->bytes);
    if (control->trace_guids.count)
        g->number = text_format(m->arena, "%zu", control->trace_guids.count);
    *(struct trace_guid **)ARENA_PUSH(m->arena, control->trace_guids) = g;
    return g;
}

static void add_event(struct maker *k, struct unit *u, struct message *m)
{
    struct arena *a = k->model->arena;
    struct manifest_event *e = ARENA_NEW(a, struct manifest_event);
    struct trace_guid *g = provider_of(k, classify(k, m, e), u);
    m->event = e;
    m->guid = g;
    e->attributes = text_format(a, "FILE=%.*s;LINE=%zu", TEXT_ARG(u->name), m->name_line);
    e->text_id = manifest_text(k, m);
    describe_arguments(k, m, g, e);
    *(struct message **)ARENA_PUSH(a, g->messages) = m;
}

static void spell_values(struct arena *a, struct manifest_value **items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        items[i]->decimal = text_format(a, "%llu", (unsigned long long)items[i]->value);
        items[i]->hex = text_format(a, "0x%llx", (unsigned long long)items[i]->value);
        if (!items[i]->symbol.len)
            items[i]->symbol = xml_name(a, items[i]->name);
    }
}

static void spell_control_guids(struct model *m)
{
    for (size_t i = 0; i < m->manifest.control_guids.count; i++) {
        struct control_guid *g = m->manifest.control_guids.items[i];
        spell_values(m->arena, g->levels.items, g->levels.count);
        spell_values(m->arena, g->keywords.items, g->keywords.count);
        if (!g->symbol.len)
            g->symbol = xml_name(m->arena, g->name);
    }
}

/* Manifests must name a resource file; where it will be installed is seldom known at build time, and the
 * installer's /rf and /mf say it then. */
static void set_manifest_texts(struct model *m)
{
    struct manifest *f = &m->manifest;
    const char *dot = text_find_last(f->header, '.');
    struct text base = dot ? text_slice(f->header.at, dot) : f->header;
    if (!f->resource_file.len)
        f->resource_file = TEXT("%SystemRoot%\\ResourceFileName");
    if (!f->message_file.len)
        f->message_file = f->resource_file;
    f->arguments = text_format(m->arena, "-p %.*s -z %.*s %.*s", TEXT_ARG(f->prefix), TEXT_ARG(base), TEXT_ARG(f->file));
}

bool model_finish_manifest(struct model *m)
{
    struct maker k = {.model = m, .ok = true};
    if (!m->manifest.control_guids.count) {
        diag_report(m->diag, &CHECK_MANIFEST, span_none(), "a manifest needs a DEFINE_CONTROL_GUID in the configuration");
        return false;
    }
    spell_control_guids(m);
    set_manifest_texts(m);
    for (size_t i = 0; i < m->units.count && !diag_full(m->diag); i++)
        for (size_t j = 0; j < m->units.items[i]->messages.count; j++)
            add_event(&k, m->units.items[i], m->units.items[i]->messages.items[j]);
    buffer_free(&k.out);
    return k.ok;
}
