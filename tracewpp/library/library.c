/* The search for a file, and one way to report that it is not there: with every place that was tried. */
#include "library.h"

#include "file.h"

static const struct embedded_file *find_embedded(struct text name)
{
    for (const struct embedded_file *e = library_embedded; e->name.len; e++)
        if (text_equal_nocase(e->name, name))
            return e;
    return NULL;
}

struct search {
    struct library *library;
    struct text name;
    struct buffer tried; /* ", a/x, b/x" for the message */
    struct text found;   /* path to open */
};

static bool try_path(struct search *s, struct text path)
{
    struct text file = file_resolve(s->library->arena, path);
    if (file_exists(file.at)) {
        s->found = file;
        return true;
    }
    buffer_format(&s->tried, "%s%.*s", s->tried.len ? ", " : "", TEXT_ARG(path));
    return false;
}

static bool try_dirs(struct search *s)
{
    for (size_t i = 0; i < s->library->dirs.count; i++)
        if (try_path(s, file_join(s->library->arena, s->library->dirs.items[i], s->name)))
            return true;
    return false;
}

/* The folder part of the file that asks, with its separator; empty for the command line. */
static struct text folder_of(struct span from)
{
    struct text path = from.source && from.source->file.len ? from.source->file : TEXT("");
    return (struct text){path.at, path.len - file_base_name(path).len};
}

static bool search(struct search *s, enum library_kind kind, struct span from)
{
    struct library *l = s->library;
    bool config = kind == LIBRARY_CONFIG || kind == LIBRARY_TEMPLATE;
    if (file_is_absolute(s->name) || !config) {
        if (try_path(s, s->name))
            return true;
        return !file_is_absolute(s->name) && kind == LIBRARY_SCAN && try_dirs(s);
    }
    if (folder_of(from).len && try_path(s, file_join(l->arena, folder_of(from), s->name)))
        return true;
    return try_dirs(s) || try_path(s, s->name);
}

static void note_input(struct library *l, struct text file)
{
    if (!table_put(&l->seen, l->arena, file, l))
        *(struct text *)ARENA_PUSH(l->arena, l->inputs) = file;
}

static bool load(struct library *l, struct source *s, struct text name, struct text file, struct span from)
{
    const char *why = "";
    enum source_error error = source_load(s, l->arena, name, file, &why);
    if (error == SOURCE_OK) {
        note_input(l, file);
        if (l->verbose)
            fprintf(l->diag->out, "reading %.*s\n", TEXT_ARG(file));
        return true;
    }
    const struct diag_kind *kind = error == SOURCE_UNREADABLE  ? &CHECK_UNREADABLE_FILE
                                   : error == SOURCE_NOT_TEXT ? &CHECK_NOT_TEXT
                                                              : &CHECK_BAD_ENCODING;
    diag_report(l->diag, kind, from, "cannot read '%.*s': %s", TEXT_ARG(name), why);
    source_release(s);
    return false;
}

static const char *const what[] = {
    [LIBRARY_CONFIG] = "configuration file", [LIBRARY_TEMPLATE] = "template",
    [LIBRARY_SCAN] = "file to scan", [LIBRARY_SOURCE] = "source file", [LIBRARY_RESPONSE] = "response file",
};

static void report_missing(struct search *s, enum library_kind kind, struct span from)
{
    struct diag *d = s->library->diag;
    if (s->tried.len > s->name.len)
        diag_report(d, &CHECK_MISSING_FILE, from, "%s '%.*s' not found; looked for %.*s", what[kind],
                    TEXT_ARG(s->name), TEXT_ARG(buffer_slice(&s->tried)));
    else
        diag_report(d, &CHECK_MISSING_FILE, from, "%s '%.*s' not found", what[kind], TEXT_ARG(s->name));
}

static const struct source *open_found(struct library *l, struct text name, struct text file, struct span from)
{
    struct source *s = table_get(&l->open, file);
    if (s)
        return s;
    s = ARENA_NEW(l->arena, struct source);
    if (!load(l, s, text_copy(l->arena, name), file, from))
        return NULL;
    table_put(&l->open, l->arena, file, s);
    *(struct source **)ARENA_PUSH(l->arena, l->opened) = s;
    return s;
}

static const struct source *open_embedded(struct library *l, enum library_kind kind, struct text name)
{
    bool embeddable = kind == LIBRARY_CONFIG || kind == LIBRARY_TEMPLATE;
    const struct embedded_file *e = embeddable ? find_embedded(name) : NULL;
    struct source *s = e ? ARENA_NEW(l->arena, struct source) : NULL;
    if (s) {
        *s = source_from(e->name, e->bytes);
        s->built_in = true;
    }
    return s;
}

const struct source *library_open(struct library *l, enum library_kind kind, struct text name, struct span from)
{
    struct search s = {.library = l, .name = name};
    const struct source *source;
    if (search(&s, kind, from)) {
        source = open_found(l, name, s.found, from);
    } else {
        source = open_embedded(l, kind, name);
        if (!source)
            report_missing(&s, kind, from);
    }
    buffer_free(&s.tried);
    return source;
}

bool library_has(struct library *l, enum library_kind kind, struct text name)
{
    struct search s = {.library = l, .name = name};
    bool found = search(&s, kind, span_none());
    buffer_free(&s.tried);
    return found || ((kind == LIBRARY_CONFIG || kind == LIBRARY_TEMPLATE) && find_embedded(name));
}

bool library_load(struct library *l, enum library_kind kind, struct text path, struct source *s)
{
    struct text file = file_resolve(l->arena, path);
    if (!file_exists(file.at)) {
        diag_report(l->diag, &CHECK_MISSING_FILE, span_none(), "%s '%.*s' not found", what[kind], TEXT_ARG(path));
        return false;
    }
    return load(l, s, path, file, span_none());
}

void library_close(struct library *l)
{
    for (size_t i = 0; i < l->opened.count; i++)
        source_release(l->opened.items[i]);
    l->opened.count = 0;
    l->open = (struct table){0};
}
