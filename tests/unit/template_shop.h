/* For the tests of the template engine: made-up objects, a shop with fruits, which have seeds; and templates
 * from memory, through a library_open of this file. */
#ifndef TESTS_TEMPLATE_SHOP_H
#define TESTS_TEMPLATE_SHOP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "template.h"

/* ---- the objects -------------------------------------------------------------------------------------- */

struct seed { const char *number; };
struct fruit {
    const char *name, *note;
    bool ripe, sour;
    const void *seeds[3];
    size_t seed_count;
};

static const struct seed one = {"1"}, two = {"2"};
static const struct fruit apple = {"apple", "red", true, false, {&one, &two}, 2};
static const struct fruit lemon = {"lemon", "", true, true, {&one}, 1};
static const struct fruit sloe = {"sloe", "wild", false, true, {NULL}, 0};
static const void *const fruits[] = {&apple, &lemon, &sloe};

static struct value list_of(const struct object_class *class, const void *const *items, size_t count)
{
    return (struct value){.kind = VALUE_LIST, .list = {class, items, count}};
}

#define GET(name, type, ...)                     \
    static struct value name(const void *self)   \
    {                                            \
        const struct type *s = self;             \
        (void)s;                                 \
        return __VA_ARGS__;                      \
    }
#define CLASS(variable, shown, ...)                             \
    static const struct field variable##_fields[] = {__VA_ARGS__}; \
    static const struct object_class variable = {               \
        shown, variable##_fields, sizeof variable##_fields / sizeof *variable##_fields}

GET(seed_no, seed, value_text(text_from(s->number)))
CLASS(seed_class, "seed", {TEXT_INIT("No"), seed_no});

GET(fruit_name, fruit, value_text(text_from(s->name)))
GET(fruit_note, fruit, value_text(text_from(s->note)))
GET(fruit_ripe, fruit, value_flag(s->ripe))
GET(fruit_sour, fruit, value_flag(s->sour))
GET(fruit_seeds, fruit, list_of(&seed_class, s->seeds, s->seed_count))
CLASS(fruit_class, "fruit", {TEXT_INIT("Name"), fruit_name}, {TEXT_INIT("Note"), fruit_note},
      {TEXT_INIT("Ripe"), fruit_ripe}, {TEXT_INIT("Sour"), fruit_sour}, {TEXT_INIT("Seeds"), fruit_seeds});

GET(compiler_checksum, seed, (struct value){.kind = VALUE_CHECKSUM})
GET(compiler_name, seed, value_text(TEXT("WPP")))
CLASS(compiler_class, "Compiler", {TEXT_INIT("Checksum"), compiler_checksum}, {TEXT_INIT("Name"), compiler_name});

GET(shop_title, seed, value_text(TEXT("Shop")))
GET(shop_lines, seed, value_text(TEXT("a\nb\r\nc")))
GET(shop_fruits, seed, list_of(&fruit_class, fruits, 3))
GET(shop_nothing, seed, list_of(&fruit_class, fruits, 0))
GET(shop_open, seed, value_flag(true))
GET(shop_compiler, seed, (struct value){.kind = VALUE_OBJECT, .object = {&compiler_class, &one}})
CLASS(shop_class, "shop", {TEXT_INIT("Title"), shop_title}, {TEXT_INIT("Lines"), shop_lines},
      {TEXT_INIT("Fruits"), shop_fruits}, {TEXT_INIT("Nothing"), shop_nothing}, {TEXT_INIT("Open"), shop_open},
      {TEXT_INIT("Compiler"), shop_compiler});
static const struct object shop = {&shop_class, &one};

/* ---- templates in memory ------------------------------------------------------------------------------ */

struct memory_file { const char *name, *text; size_t opened; };

struct run {
    struct library library; /* first: library_open gets a pointer to it */
    struct arena arena;
    struct diag diag;
    struct template_set set;
    struct template_output out;
    struct memory_file files[4];
    char *messages;
    size_t message_len;
};

const struct source *library_open(struct library *l, enum library_kind kind, struct text name, struct span from)
{
    struct run *r = (struct run *)l;
    assert_int_equal(kind, LIBRARY_TEMPLATE);
    for (size_t i = 0; i < 4; i++)
        if (r->files[i].name && text_equal(text_from(r->files[i].name), name)) {
            struct source *s = ARENA_NEW(&r->arena, struct source);
            *s = source_from(name, text_from(r->files[i].text));
            r->files[i].opened++;
            return s;
        }
    diag_report(l->diag, &CHECK_MISSING_FILE, from, "template '%.*s' not found", TEXT_ARG(name));
    return NULL;
}

static void begin(struct run *r, const char *template)
{
    *r = (struct run){.files[0] = {"t.tpl", template, 0}};
    r->diag = (struct diag){.arena = &r->arena, .program = "test"};
    r->diag.out = open_memstream(&r->messages, &r->message_len);
    r->library = (struct library){.arena = &r->arena, .diag = &r->diag};
    r->set = (struct template_set){.library = &r->library, .arena = &r->arena, .diag = &r->diag};
    r->out.limit = 1 << 20;
}

static void end(struct run *r)
{
    fclose(r->diag.out);
    free(r->messages);
    buffer_free(&r->out.text);
    arena_free(&r->arena);
}

static bool expand(struct run *r)
{
    static const struct text found[] = {TEXT_INIT("WPP_INIT_TRACING"), TEXT_INIT("a-b")};
    r->out.text.len = 0;
    return template_expand(&r->set, TEXT("t.tpl"), shop, found, 2, &r->out);
}

static const char *output(struct run *r)
{
    return text_copy(&r->arena, buffer_slice(&r->out.text)).at;
}

/* The messages without the lines that show the source. */
static const char *messages(struct run *r)
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

struct row { const char *template, *want; };
#define COUNT(rows) (sizeof rows / sizeof *rows)

#endif
