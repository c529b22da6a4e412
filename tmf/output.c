/* .tmf files. An existing file is parsed, its messages are put into a catalogue of their own, and only what
 * that catalogue did not have is appended; so any number of runs give each message once. */
#include "output.h"

#include <errno.h>
#include <string.h>
#include <time.h>

#include "file.h"

static const struct diag_kind unwritable = {"unwritable-file", 3201, DIAG_ERROR, false};
static const struct diag_kind not_a_tmf = {"not-a-tmf", 3202, DIAG_ERROR, false};

struct text output_time(struct arena *a, int64_t ns)
{
    int64_t ms = ns / 1000000;
    time_t seconds = (time_t)(ms / 1000);
    const struct tm *t = gmtime(&seconds);
    if (!t)
        return TEXT("1970-01-01:00:00:00:000");
    return text_format(a, "%04d-%02d-%02d:%02d:%02d:%02d:%03d", t->tm_year + 1900, t->tm_mon + 1, t->tm_mday,
                       t->tm_hour, t->tm_min, t->tm_sec, (int)(ms % 1000));
}

void output_comments(struct arena *a, struct output_origin from, struct buffer *out)
{
    buffer_format(out, "// PDB:  %.*s\n// PDB:  Last Updated :%.*s (UTC) [tracepdb]\n", TEXT_ARG(from.path),
                  TEXT_ARG(output_time(a, from.time)));
}

bool output_replace(struct arena *a, struct text path, struct text bytes, struct diag *d, bool *changed)
{
    const char *why = "";
    bool differs, ok = file_update(a, path.at, bytes, &differs, &why);
    if (changed)
        *changed = differs;
    if (!ok)
        diag_report(d, &unwritable, span_none(), "%.*s: cannot write: %s", TEXT_ARG(path), why);
    return ok;
}

/* One .tmf file being added to. */
struct target {
    struct arena *arena;
    struct text path;
    struct source bytes;         /* what was there, or empty */
    struct tmf_file file;
    struct tmf_catalogue known;
    struct output_origin from;
    const struct tmf_source *in_force; /* the last GUID line of the file so far */
    size_t added, messages, kept;
    bool fresh;                  /* nothing was there */
};

static bool load(struct target *t, struct diag *d)
{
    struct buffer before = {0};
    const char *why;
    tmf_catalogue_init(&t->known, t->arena);
    bool ok = true;
    if (file_read(t->path.at, &before, &why)) {
        t->bytes = source_from(t->path, text_copy(t->arena, buffer_slice(&before)));
        ok = tmf_file_parse(t->arena, &t->bytes, d, &t->file);
        if (!ok)
            diag_report(d, &not_a_tmf, span_none(), "%.*s: not added to, since what is there is no .tmf file",
                        TEXT_ARG(t->path));
        tmf_catalogue_add_file(&t->known, &t->file);
        if (t->file.entries.count)
            t->in_force = t->file.entries.items[t->file.entries.count - 1].source;
    } else if (errno != ENOENT) {
        ok = false;
        diag_report(d, &unwritable, span_none(), "%.*s: cannot read: %s", TEXT_ARG(t->path), why);
    }
    buffer_free(&before);
    t->fresh = t->file.entries.count == 0;
    t->file.unterminated = false; /* what is added starts on a line of its own */
    return ok;
}

static struct tmf_entry *push(struct target *t, enum tmf_entry_kind kind)
{
    struct tmf_entry *e = ARENA_PUSH(t->arena, t->file.entries);
    e->kind = kind;
    return e;
}

static void push_comments(struct target *t)
{
    struct buffer lines = {0};
    output_comments(t->arena, t->from, &lines);
    struct text rest = text_copy(t->arena, buffer_slice(&lines));
    buffer_free(&lines);
    for (const char *end; (end = text_find(rest, '\n')); rest = text_skip(rest, (size_t)(end - rest.at) + 1))
        push(t, TMF_ENTRY_LINE)->line = text_slice(rest.at, end);
}

static bool same_source(const struct tmf_source *a, const struct tmf_source *b)
{
    return a && tmf_guid_equal(a->guid, b->guid) && text_equal(a->module, b->module) && text_equal(a->file, b->file) &&
           text_equal(a->major, b->major) && text_equal(a->minor, b->minor);
}

static void add_source_line(struct target *t, struct tmf_source *s)
{
    if (t->added == 0)
        push_comments(t);
    if (!same_source(t->in_force, s))
        push(t, TMF_ENTRY_SOURCE)->source = s;
    t->in_force = s;
}

static void add_enums(struct target *t, const struct tmf_catalogue *c, const struct tmf_source *s)
{
    for (size_t i = 0; i < s->messages.count; i++)
        for (size_t k = 0; k < s->messages.items[i]->arguments.count; k++) {
            const struct tmf_argument *arg = &s->messages.items[i]->arguments.items[k];
            if (arg->type != TMF_ITEM_ENUM && arg->type != TMF_ITEM_FLAGSENUM)
                continue;
            const struct tmf_enum *e = tmf_catalogue_enum(c, arg->list);
            if (!e || !tmf_catalogue_add_enum(&t->known, (struct tmf_enum *)(uintptr_t)e))
                continue;
            if (t->added++ == 0)
                push_comments(t);
            push(t, TMF_ENTRY_ENUM)->enumeration = (struct tmf_enum *)(uintptr_t)e;
        }
}

static void add_messages(struct target *t, const struct tmf_catalogue *c, struct tmf_source *s)
{
    for (size_t i = 0; i < s->messages.count; i++) {
        struct tmf_message *m = s->messages.items[i];
        if (!tmf_catalogue_message(&t->known, m)) {
            t->kept++;
            continue;
        }
        add_source_line(t, s);
        push(t, TMF_ENTRY_MESSAGE)->message = m;
        t->added++;
        t->messages++;
    }
    add_enums(t, c, s);
}

/* Several sources may share a GUID: the public messages of a file are of Unknown_cxx00. */
static bool shares_guid(const struct tmf_source *a, const struct tmf_source *b)
{
    return a->messages.count && b->messages.count && tmf_guid_equal(a->guid, b->guid);
}

static bool is_first(const struct tmf_catalogue *c, size_t which)
{
    for (size_t i = 0; i < which; i++)
        if (shares_guid(c->sources.items[i], c->sources.items[which]))
            return false;
    return c->sources.items[which]->messages.count != 0;
}

static bool store(struct target *t, struct diag *d, struct output_count *count)
{
    bool ok = true, changed = false;
    if (t->added) {
        struct buffer out = {0};
        tmf_file_write(&t->file, &out);
        ok = output_replace(t->arena, t->path, buffer_slice(&out), d, &changed);
        buffer_free(&out);
    }
    count->files++;
    count->written += changed;
    count->messages += t->messages;
    count->known += t->kept;
    return ok;
}

bool output_tmf_files(const struct tmf_catalogue *c, struct text dir, struct output_origin from, struct diag *d,
                      struct output_count *count)
{
    for (size_t i = 0; i < c->sources.count; i++) {
        struct tmf_source *s = c->sources.items[i];
        if (!is_first(c, i))
            continue;
        struct text name = text_join(c->arena, tmf_guid_text(c->arena, s->guid), TEXT(".tmf"));
        struct target t = {.arena = c->arena, .path = file_join(c->arena, dir, name), .from = from};
        if (!load(&t, d))
            return false;
        for (size_t k = i; k < c->sources.count; k++)
            if (shares_guid(s, c->sources.items[k]))
                add_messages(&t, c, c->sources.items[k]);
        if (!store(&t, d, count))
            return false;
    }
    return true;
}

bool output_tmf_file(const struct tmf_catalogue *c, struct text path, struct output_origin from, struct diag *d,
                     struct output_count *count)
{
    struct target t = {.arena = c->arena, .path = text_copy(c->arena, path), .from = from};
    if (!load(&t, d))
        return false;
    for (size_t i = 0; i < c->sources.count; i++)
        if (c->sources.items[i]->messages.count)
            add_messages(&t, c, c->sources.items[i]);
    return store(&t, d, count);
}
