/* For the tests of the configuration room: files in memory, through a library_open of this file, and a model
 * written out in short lines that a test can compare. */
#ifndef TESTS_CONFIG_RUN_H
#define TESTS_CONFIG_RUN_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "config.h"

struct memory_file { const char *name, *text; };

struct run {
    struct library library; /* first: library_open gets a pointer to it */
    struct arena arena;
    struct diag diag;
    struct config config;
    struct model *model;
    struct memory_file files[8];
    struct buffer sink;      /* "option;option;" and "<source>;" */
    char *messages;
    size_t message_len;
};

const struct source *library_open(struct library *l, enum library_kind kind, struct text name, struct span from)
{
    struct run *r = (struct run *)l;
    assert_true(kind == LIBRARY_CONFIG || kind == LIBRARY_SCAN);
    for (size_t i = 0; i < 8; i++)
        if (r->files[i].name && text_equal(text_from(r->files[i].name), name)) {
            struct source *s = ARENA_NEW(&r->arena, struct source);
            *s = source_from(name, text_from(r->files[i].text));
            return s;
        }
    diag_report(l->diag, &CHECK_MISSING_FILE, from, "'%.*s' not found", TEXT_ARG(name));
    return NULL;
}

static inline void note_option(void *context, struct text option, struct span where)
{
    assert_non_null(where.source);
    buffer_format(context, "%.*s;", TEXT_ARG(option));
}

static inline void note_source(void *context, struct text path, struct span where)
{
    assert_non_null(where.source);
    buffer_format(context, "<%.*s>;", TEXT_ARG(path));
}

static inline void begin(struct run *r)
{
    *r = (struct run){0};
    r->diag = (struct diag){.arena = &r->arena, .program = "test"};
    r->diag.out = open_memstream(&r->messages, &r->message_len);
    r->library = (struct library){.arena = &r->arena, .diag = &r->diag};
    r->model = model_new(&r->arena, &r->diag);
    r->config = (struct config){.model = r->model, .library = &r->library,
                                .sink = {&r->sink, note_option, note_source}};
}

static inline void end(struct run *r)
{
    fclose(r->diag.out);
    free(r->messages);
    buffer_free(&r->sink);
    arena_free(&r->arena);
}

/* Reads text as a.ini, as a scanned a.h, or as the value of -func:. */
static inline bool ini(struct run *r, const char *text)
{
    r->files[7] = (struct memory_file){"a.ini", text};
    return config_read_ini(&r->config, TEXT("a.ini"), span_none());
}

static inline bool scan(struct run *r, const char *text)
{
    r->files[7] = (struct memory_file){"a.h", text};
    return config_scan(&r->config, TEXT("a.h"), span_none());
}

static inline bool declare(struct run *r, const char *text)
{
    struct source *s = ARENA_NEW(&r->arena, struct source);
    *s = source_from(TEXT("-func"), text_from(text));
    return config_declare(&r->config, s);
}

static inline void enable(struct run *r, const char *kind)
{
    *(struct text *)ARENA_PUSH(&r->arena, r->diag.enabled) = text_from(kind);
}

/* The messages without the lines that show the source. */
static inline const char *messages(struct run *r)
{
    struct buffer kept = {0};
    fflush(r->diag.out);
    for (struct text rest = {r->messages, r->message_len}; rest.len;) {
        const char *newline = text_find(rest, '\n');
        struct text line = {rest.at, (size_t)(newline - rest.at) + 1};
        if (!(line.len > 6 && line.at[6] == '|'))
            buffer_text(&kept, line);
        rest = text_skip(rest, line.len);
    }
    const char *copy = text_copy(&r->arena, buffer_slice(&kept)).at;
    buffer_free(&kept);
    return copy;
}

static inline const char *taken(struct run *r, struct buffer *b)
{
    const char *copy = text_copy(&r->arena, buffer_slice(b)).at;
    buffer_free(b);
    return copy;
}

/* ---- the model in short lines ------------------------------------------------------------------------- */

static inline void put_affix(struct buffer *b, char mark, const struct affix *a)
{
    if (!a->set)
        return;
    buffer_format(b, " %c'%.*s'", mark, TEXT_ARG(a->text));
    for (size_t i = 0; i < a->expr_count; i++)
        buffer_format(b, "<%.*s>", TEXT_ARG(a->exprs[i]));
}

/* F{A=v}(B,MSG,...) in one form whatever it was written like: double parentheses and (MSG,...) are shown. */
static inline void put_function(struct buffer *b, const struct function *f)
{
    buffer_text(b, f->name);
    for (size_t i = 0; i < f->default_count; i++)
        buffer_format(b, "%s%.*s=%.*s%s", i ? "," : "{", TEXT_ARG(f->defaults[i].name),
                      TEXT_ARG(f->defaults[i].value), i + 1 < f->default_count ? "" : "}");
    buffer_format(b, f->double_parens ? "((" : "(");
    size_t shown = 0;
    for (size_t i = 0; i <= f->fixed_count; i++) {
        if (i == f->msg_at && f->has_msg)
            buffer_format(b, "%s%sMSG", shown++ ? "," : "", f->msg_args ? "(" : "");
        if (i < f->fixed_count)
            buffer_format(b, "%s%.*s", shown++ ? "," : "", TEXT_ARG(f->fixed[i]));
    }
    if (f->variadic)
        buffer_format(b, "%s...", shown ? "," : "");
    buffer_format(b, "%s%s", f->msg_args ? ")" : "", f->double_parens ? "))" : ")");
    put_affix(b, 'P', &f->prefix);
    put_affix(b, 'S', &f->suffix);
    if (f->is_public)
        buffer_format(b, " public");
    if (f->public_flag.len)
        buffer_format(b, " public:%.*s", TEXT_ARG(f->public_flag));
}

/* All functions, in order of declaration. */
static inline const char *functions(struct run *r)
{
    struct buffer b = {0};
    for (size_t i = 0; i < r->model->function_list.count; i++) {
        buffer_format(&b, i ? "; " : "");
        put_function(&b, r->model->function_list.items[i]);
    }
    return taken(r, &b);
}

static inline const char *types(struct run *r)
{
    static const char *const kinds[] = {"simple", "pointer", "complex"};
    struct buffer b = {0};
    for (size_t i = 0; i < r->model->type_list.count; i++) {
        const struct type *t = r->model->type_list.items[i];
        buffer_format(&b, "%.*s=%s|%.*s|%.*s|%.*s|%.*s|%llu|%.*s|%.*s\n", TEXT_ARG(t->name), kinds[t->kind],
                      TEXT_ARG(t->equiv), TEXT_ARG(t->mof), TEXT_ARG(t->spec), TEXT_ARG(t->sig),
                      (unsigned long long)t->priority, TEXT_ARG(t->macro), TEXT_ARG(t->manifest));
    }
    return taken(r, &b);
}

/* "A=0 B=1" of the enumeration with that tag or name; "none" if there is none. */
static inline const char *enumeration(struct run *r, const char *tag)
{
    struct buffer b = {0};
    const struct enumeration *e = table_get(&r->model->enums, text_from(tag));
    for (size_t i = 0; e && i < e->items.count; i++)
        buffer_format(&b, "%s%.*s=%lld", i ? " " : "", TEXT_ARG(e->items.items[i].name),
                      (long long)e->items.items[i].value);
    if (!e)
        buffer_format(&b, "none");
    return taken(r, &b);
}

struct row { const char *text, *want; };
#define COUNT(rows) (sizeof rows / sizeof *rows)

#endif
