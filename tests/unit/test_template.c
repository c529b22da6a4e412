/* The template engine over made-up objects: a shop with fruits, which have seeds. Templates come from memory,
 * through a library_open of this file. Most tests are rows of a table: a template and what has to come out,
 * or a template and the messages it has to give, source excerpts left out. */
#define _GNU_SOURCE
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
#define EACH(rows, i) for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)

static void check_outputs(const struct row *rows, size_t count)
{
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++) {
        struct run r;
        begin(&r, rows[i].template);
        r.files[1] = (struct memory_file){"part.tpl", "<`f.Name` `TemplateFile`>\n", 0};
        r.files[2] = (struct memory_file){"plain part.tpl", "<`TemplateFile`>", 0};
        if (!expand(&r) || strcmp(output(&r), rows[i].want)) {
            print_error("%s\n  gave: %s%s\n  not:  %s\n", rows[i].template, messages(&r), output(&r), rows[i].want);
            wrong++;
        }
        end(&r);
    }
    assert_int_equal(wrong, 0);
}

static void check_messages(const struct row *rows, size_t count)
{
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++) {
        struct run r;
        begin(&r, rows[i].template);
        if (expand(&r) || strcmp(messages(&r), rows[i].want)) {
            print_error("%s\n  gave: %s\n  not:  %s\n", rows[i].template, messages(&r), rows[i].want);
            wrong++;
        }
        end(&r);
    }
    assert_int_equal(wrong, 0);
}
#define CHECK_OUTPUTS(rows) check_outputs(rows, sizeof rows / sizeof *rows)
#define CHECK_MESSAGES(rows) check_messages(rows, sizeof rows / sizeof *rows)

/* ---- what templates write ----------------------------------------------------------------------------- */

static void values(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"", ""},
        {"plain", "plain"},
        {"`Title`", "Shop"},
        {"[` Title `]", "[Shop]"},
        {"`\tTitle\t`", "Shop"},
        {"`Compiler.Name`", "WPP"},
        {"`Fruits.Count` `Nothing.Count`", "3 0"},
        {"`TemplateFile`", "t.tpl"},
        {"`Title``Title`", "ShopShop"},
        {"`Lines`", "a\r\nb\r\nc"},
    };
    CHECK_OUTPUTS(rows);
}

static void line_ends(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"a\nb\r\nc\n", "a\r\nb\r\nc\r\n"},
        {"a\rb", "a\rb"},
        {"\n\n", "\r\n\r\n"},
        {"`Title`\n", "Shop\r\n"},
        {"`Title`\r\n", "Shop\r\n"},
    };
    CHECK_OUTPUTS(rows);
}

static void newline_rule(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"`* c *`\nx", "x"},
        {"`* c *`\r\nx", "x"},
        {"`* c *` \nx", " \r\nx"},
        {"`* c *`\n\nx", "\r\nx"},
        {"`* one\ntwo *`\nx", "x"},
        {"`FORALL f IN Fruits`\n`f.Name`\n`ENDFOR`\nx", "apple\r\nlemon\r\nsloe\r\nx"},
        {"`FORALL f IN Fruits`\r\n`f.Name`\r\n`ENDFOR`\r\nx", "apple\r\nlemon\r\nsloe\r\nx"},
        {"`FORALL f IN Fruits` \n`f.Name``ENDFOR`x", " \r\napple \r\nlemon \r\nsloex"},
        {"`IF Fruits Count`\nx\n`ENDIF`\ny", "x\r\ny"},
        {"`IF FOUND WPP_INIT_TRACING`\nx\n`ENDIF`\ny", "x\r\ny"},
        {"a `IF Fruits !Empty`\nx`ENDIF any words`\ny", "a xy"},
        {"`INCLUDE plain part.tpl`\nx", "<plain part.tpl>\r\nx"},
        {"`ENV TRACEWPP_TEST_UNSET`\nx", "\r\nx"},
    };
    CHECK_OUTPUTS(rows);
}

static void comments(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"a`*`b", "ab"},
        {"a`* FORALL x`b", "ab"},
        {"a`  * c`b", "ab"},
        {"a`** 'c' **`b", "ab"},
    };
    CHECK_OUTPUTS(rows);
}

static void loops(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"{`FORALL f IN Fruits` `f.Name`,`ENDFOR`};", "{ apple, lemon, sloe,};"},
        {"`forall f in Fruits where Ripe``f.Name` `endfor f`", "apple lemon "},
        {"`FORALL f IN Fruits WHERE !Ripe``f.Name` `ENDFOR`", "sloe "},
        {"`FORALL f IN Fruits WHERE Ripe && !Sour``f.Name` `ENDFOR`", "apple "},
        {"`FORALL f IN Fruits WHERE Ripe&&Sour``f.Name` `ENDFOR`", "lemon "},
        {"`FORALL f IN Fruits WHERE Note && Ripe && !Sour``f.Name` `ENDFOR`", "apple "},
        {"`FORALL f IN Fruits WHERE Seeds``f.Name` `ENDFOR`", "apple lemon "},
        {"`FORALL f IN Fruits WHERE Seeds.Empty``f.Name` `ENDFOR`", "sloe "},
        {"`FORALL f IN Nothing``f.Nonsense``ENDFOR`", ""},
        {"`FORALL f IN Fruits``f.Name`:`FORALL s IN f.Seeds``f.Name``s.No` `ENDFOR``ENDFOR Message`",
         "apple:apple1 apple2 lemon:lemon1 sloe:"},
        {"`FORALL x IN Fruits``FORALL x IN x.Seeds``x.No``ENDFOR``x.Name` `ENDFOR`", "12apple 1lemon sloe "},
        {"`FORALL Title IN Fruits``Title.Name` `ENDFOR``Title`", "apple lemon sloe Shop"},
        {"`FORALL f IN Fruits``f.Seeds.Count``ENDFOR`", "210"},
    };
    CHECK_OUTPUTS(rows);
}

static void conditions(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"`IF FOUND WPP_INIT_TRACING`y`ENDIF``IF FOUND OTHER`n`ENDIF`", "y"},
        {"`if found a-b`y`endif`", "y"},
        {"`IF FOUND wpp_init_tracing`n`ENDIF`", ""},
        {"`IF Fruits Empty`n`ENDIF``IF Nothing Empty`y`ENDIF`", "y"},
        {"`IF Fruits !Empty`y`ENDIF``IF Nothing ! Empty`n`ENDIF`", "y"},
        {"`IF Compiler Name`y`ENDIF``IF Compiler Checksum`y`ENDIF`", "yy"},
        {"`FORALL f IN Fruits``IF f Note``f.Note`;`ENDIF``ENDFOR`", "red;wild;"},
        {"`FORALL f IN Fruits``IF f !Sour`sweet`ENDIF f !Sour``ENDFOR`", "sweet"},
        {"`FORALL f IN Fruits``IF f Seeds`s`ENDIF``IF f.Seeds Empty`n`ENDIF``ENDFOR`", "ssn"},
        {"`IF Fruits !Empty``IF Nothing !Empty`n`ENDIF`y`ENDIF`", "y"},
        {"`IF Nothing !Empty``Nonsense``INCLUDE nowhere.tpl``ENDIF`", ""},
    };
    CHECK_OUTPUTS(rows);
}

static void includes(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"`FORALL f IN Fruits``INCLUDE part.tpl``ENDFOR``TemplateFile`",
         "<apple part.tpl>\r\n<lemon part.tpl>\r\n<sloe part.tpl>\r\nt.tpl"},
        {"`  include   plain part.tpl  `", "<plain part.tpl>"},
    };
    CHECK_OUTPUTS(rows);
}

static void environment(void **state)
{
    (void)state;
    struct run r;
    setenv("TRACEWPP_TEST_A(B)", "major\n", 1);
    begin(&r, "[`ENV TRACEWPP_TEST_A(B)`]");
    assert_true(expand(&r));
    assert_string_equal(output(&r), "[major\r\n]");
    r.set.no_environment = true;
    assert_true(expand(&r));
    assert_string_equal(output(&r), "[]");
    end(&r);
}

static void checksum_offsets(void **state)
{
    (void)state;
    struct run r;
    begin(&r, "`Compiler.Checksum`\nab`Compiler.Checksum`");
    assert_true(expand(&r));
    assert_string_equal(output(&r), "\r\nab");
    assert_int_equal(r.out.checksums.count, 2);
    assert_int_equal(r.out.checksums.items[0], 0);
    assert_int_equal(r.out.checksums.items[1], 4);
    end(&r);
}

static void parsed_once(void **state)
{
    (void)state;
    struct run r;
    begin(&r, "`INCLUDE a``INCLUDE a`");
    r.files[1] = (struct memory_file){"a", "`Title`", 0};
    assert_true(expand(&r));
    size_t opened = r.files[1].opened;
    assert_true(expand(&r));
    assert_string_equal(output(&r), "ShopShop");
    assert_int_equal(r.files[0].opened, 1);
    assert_int_equal(r.files[1].opened, opened);
    end(&r);
}

/* ---- errors ------------------------------------------------------------------------------------------- */

#define LOOP_FORM "; the form is FORALL variable IN list [WHERE [!]property {&& [!]property}]"
#define IF_FORM "; the form is IF object [!]property, or IF FOUND symbol"

static void syntax_errors(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"a\n  `Title\nb`Title`",
         "t.tpl:2:9: error: unexpected end of line, expecting closing back-quote [template-syntax]\n"},
        {"`Title", "t.tpl:1:7: error: unexpected end of file, expecting closing back-quote [template-syntax]\n"},
        {"a`", "t.tpl:1:3: error: unexpected end of file [template-syntax]\n"},
        {"x\n`* c\nd", "t.tpl:2:1: error: comment without a closing back-quote [template-syntax]\n"},
        {"``", "t.tpl:1:1: error: empty directive; the template language has no way to write a back-quote "
               "[template-syntax]\n"},
        {"`&`", "t.tpl:1:2: error: unexpected invalid character [template-syntax]\n"},
        {"`Title.`", "t.tpl:1:7: error: unexpected invalid character, expecting closing back-quote [template-syntax]\n"},
        {"`Title Open`", "t.tpl:1:8: error: unexpected name, expecting closing back-quote [template-syntax]\n"},
        {"`FORAL f IN Fruits`", "t.tpl:1:8: error: unexpected name, expecting closing back-quote; did you mean FORALL? "
                                 "[template-syntax]\n"},
        {"`FORALL f Fruits`x`ENDFOR`", "t.tpl:1:11: error: unexpected name, expecting IN" LOOP_FORM
                                       " [template-syntax]\n"},
        {"`FORALL f IN`x`ENDFOR`", "t.tpl:1:13: error: unexpected closing back-quote, expecting name" LOOP_FORM
                                   " [template-syntax]\n"},
        {"`FORALL f IN Fruits WHERE Ripe & Sour`x`ENDFOR`",
         "t.tpl:1:32: error: unexpected invalid character, expecting closing back-quote or '&&'" LOOP_FORM
         " [template-syntax]\n"},
        {"`FORALL f IN Fruits\nx\n`ENDFOR`",
         "t.tpl:1:20: error: unexpected end of line, expecting closing back-quote or WHERE" LOOP_FORM
         " [template-syntax]\n"},
        {"`FORALL f.x IN Fruits`x`ENDFOR`",
         "t.tpl:1:9: error: loop variable 'f.x' has to be a plain name [template-syntax]\n"},
        {"`IF Open`x`ENDIF`", "t.tpl:1:9: error: unexpected closing back-quote, expecting name or '!'" IF_FORM
                              " [template-syntax]\n"},
        {"`IF FOUND`x`ENDIF`", "t.tpl:1:10: error: unexpected closing back-quote, expecting word" IF_FORM
                               " [template-syntax]\n"},
        {"`INCLUDE`", "t.tpl:1:9: error: unexpected closing back-quote, expecting word; the form is INCLUDE file "
                       "[template-syntax]\n"},
        {"`ENV A B`", "t.tpl:1:8: error: unexpected word, expecting closing back-quote; the form is ENV variable "
                       "[template-syntax]\n"},
        {"`IF Fruits Empty`a`ELSE`b`ENDIF`",
         "t.tpl:1:20: error: the template language has no ELSE; close the IF and open another with the property "
         "negated [template-syntax]\n"},
        {"`Title x`\n`Title y`\n`Title`", /* goes on after an error */
         "t.tpl:1:8: error: unexpected name, expecting closing back-quote [template-syntax]\n"
         "t.tpl:2:8: error: unexpected name, expecting closing back-quote [template-syntax]\n"},
    };
    CHECK_MESSAGES(rows);
}

static void block_errors(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"x\n`ENDFOR`", "t.tpl:2:2: error: ENDFOR without FORALL [template-syntax]\n"},
        {"`ENDIF`", "t.tpl:1:2: error: ENDIF without IF [template-syntax]\n"},
        {"`FORALL f IN Fruits`", "t.tpl:1:2: error: FORALL without ENDFOR [template-syntax]\n"},
        {"\n` IF FOUND x`y", "t.tpl:2:3: error: IF without ENDIF [template-syntax]\n"},
        {"`FORALL f IN Fruits`\n`ENDIF`\n`ENDFOR`",
         "t.tpl:2:2: error: ENDIF where ENDFOR is due [template-syntax]\nt.tpl:1:2: note: for this FORALL\n"},
        {"`IF FOUND x`\n`FORALL f IN Fruits`\n`ENDIF`",
         "t.tpl:3:2: error: ENDIF where ENDFOR is due [template-syntax]\nt.tpl:2:2: note: for this FORALL\n"},
        {"`ENDFOR\n", "t.tpl:1:8: error: unexpected end of line, expecting closing back-quote [template-syntax]\n"
                      "t.tpl:1:2: error: ENDFOR without FORALL [template-syntax]\n"},
        {"`FORALL f IN Fruits`x`ENDFOR\ny",
         "t.tpl:1:29: error: unexpected end of line, expecting closing back-quote [template-syntax]\n"},
    };
    CHECK_MESSAGES(rows);
}

static void name_errors(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"a `Titel`", "t.tpl:1:4: error: unknown name 'Titel'; did you mean 'Title'? [template-name]\n"},
        {"`title`", "t.tpl:1:2: error: unknown name 'title'; did you mean 'Title'? [template-name]\n"},
        {"`Elephants`", "t.tpl:1:2: error: unknown name 'Elephants' [template-name]\n"},
        {"`TemplateFlie`", "t.tpl:1:2: error: unknown name 'TemplateFlie'; did you mean 'TemplateFile'? "
                            "[template-name]\n"},
        {"`Compiler.Checksums`",
         "t.tpl:1:11: error: Compiler has no field 'Checksums'; did you mean 'Checksum'? [template-name]\n"},
        {"`Fruits.Length`", "t.tpl:1:9: error: a list has Empty and Count, but no field 'Length' [template-name]\n"},
        {"`Fruits.count`", "t.tpl:1:9: error: a list has Empty and Count, but no field 'count'; did you mean 'Count'? "
                            "[template-name]\n"},
        {"`Title.Length`", "t.tpl:1:8: error: no field 'Length': what it is asked of is text [template-name]\n"},
        {"`Fruits`", "t.tpl:1:2: error: 'Fruits' is a list; only text can be written [template-name]\n"},
        {"`Open`", "t.tpl:1:2: error: 'Open' is a flag; only text can be written [template-name]\n"},
        {"`Compiler`", "t.tpl:1:2: error: 'Compiler' is an object; only text can be written [template-name]\n"},
        {"`FORALL c IN Title``ENDFOR`", "t.tpl:1:14: error: 'Title' is text; FORALL needs a list [template-name]\n"},
        {"`FORALL fruit IN Fruits``fruti.Name``ENDFOR`", /* once, not for every fruit */
         "t.tpl:1:26: error: unknown name 'fruti'; did you mean 'fruit'? [template-name]\n"},
        {"`FORALL f IN Fruits WHERE Rip``ENDFOR`",
         "t.tpl:1:27: error: fruit has no field 'Rip'; did you mean 'Ripe'? [template-name]\n"},
        {"`IF Fruit Empty``ENDIF`", "t.tpl:1:5: error: unknown name 'Fruit'; did you mean 'Fruits'? [template-name]\n"},
        {"`IF Fruits !Emty``ENDIF`", "t.tpl:1:13: error: a list has Empty and Count, but no field 'Emty'; "
                                      "did you mean 'Empty'? [template-name]\n"},
        {"`INCLUDE gone.tpl`\n`INCLUDE gone.tpl`", "t.tpl:1:10: error: template 'gone.tpl' not found [missing-file]\n"
                                                    "t.tpl:2:10: error: template 'gone.tpl' not found [missing-file]\n"},
    };
    CHECK_MESSAGES(rows);
}

static void points_at_the_word(void **state)
{
    (void)state;
    struct run r;
    begin(&r, "#define X \\\n  `FORALL f IN Fruits` `f.Nmae` `ENDFOR`\n");
    assert_false(expand(&r));
    fflush(r.diag.out);
    assert_string_equal(r.messages,
                        "t.tpl:2:27: error: fruit has no field 'Nmae'; did you mean 'Name'? [template-name]\n"
                        "    2 |   `FORALL f IN Fruits` `f.Nmae` `ENDFOR`\n"
                        "      |                           ^~~~\n");
    end(&r);
}

/* A second source of the run meets the same broken template: it fails again, but says nothing new. */
static void reported_once(void **state)
{
    (void)state;
    static const char *const templates[] = {"`Titel`", "`ENDFOR`", "`INCLUDE gone.tpl`", "`INCLUDE bad.tpl`"};
    EACH(templates, i) {
        struct run r;
        begin(&r, templates[i]);
        r.files[1] = (struct memory_file){"bad.tpl", "`ENDIF`", 0};
        assert_false(expand(&r));
        assert_int_equal(r.diag.errors, 1);
        assert_false(expand(&r));
        assert_int_equal(r.diag.errors, 1);
        end(&r);
    }
    struct run r;
    begin(&r, "");
    r.files[0].name = "other.tpl";
    assert_false(expand(&r));
    assert_false(expand(&r));
    assert_string_equal(messages(&r), "test: error: template 't.tpl' not found [missing-file]\n");
    end(&r);
}

static void stops_at_twenty(void **state)
{
    (void)state;
    struct buffer b = {0};
    for (int i = 0; i < 100000; i++)
        buffer_text(&b, i % 2 ? TEXT("`Nothing here`\n") : TEXT("`&`"));
    buffer_char(&b, 0);
    struct run r;
    begin(&r, b.at);
    assert_false(expand(&r));
    assert_int_equal(r.diag.errors, DIAG_MAX_ERRORS);
    end(&r);
    buffer_free(&b);
}

/* ---- limits ------------------------------------------------------------------------------------------- */

static void repeat(struct buffer *b, const char *text, size_t times)
{
    for (size_t i = 0; i < times; i++)
        buffer_text(b, text_from(text));
}

static void check_nested(size_t depth, const char *want)
{
    struct buffer b = {0};
    repeat(&b, "`IF FOUND a-b`", depth);
    buffer_char(&b, 'x');
    repeat(&b, "`ENDIF`", depth);
    buffer_char(&b, 0);
    struct run r;
    begin(&r, b.at);
    assert_int_equal(expand(&r), !*want);
    assert_string_equal(messages(&r), want);
    if (!*want)
        assert_string_equal(output(&r), "x");
    end(&r);
    buffer_free(&b);
}

static void nesting(void **state)
{
    (void)state;
    check_nested(256, "");
    check_nested(257, "t.tpl:1:3586: error: more than 256 blocks inside one another [template-nesting]\n");
    check_nested(200000, "t.tpl:1:3586: error: more than 256 blocks inside one another [template-nesting]\n");
}

static void include_cycles(void **state)
{
    (void)state;
    struct run r;
    begin(&r, "`INCLUDE t.tpl`");
    assert_false(expand(&r));
    assert_string_equal(messages(&r), "t.tpl:1:10: error: 't.tpl' includes itself without end [template-nesting]\n");
    end(&r);
    begin(&r, "x\n`INCLUDE b`");
    r.files[1] = (struct memory_file){"b", "y\n  `INCLUDE t.tpl`", 0};
    assert_false(expand(&r));
    assert_string_equal(messages(&r), "t.tpl:2:10: error: 'b' includes itself without end [template-nesting]\n");
    end(&r);
    begin(&r, "`IF FOUND a-b``FORALL f IN Fruits``IF FOUND a-b``FORALL f IN Fruits``IF FOUND a-b``INCLUDE t.tpl`"
              "`ENDIF``ENDFOR``ENDIF``ENDFOR``ENDIF`");
    assert_false(expand(&r));
    assert_non_null(strstr(messages(&r), "more than 256 directives inside one another [template-nesting]\n"));
    assert_int_equal(r.diag.errors, 1);
    end(&r);
}

static void output_limit(void **state)
{
    (void)state;
    struct run r;
    begin(&r, "`FORALL f IN Fruits`0123456789`ENDFOR`");
    r.out.limit = 30;
    assert_true(expand(&r));
    r.out.limit = 29;
    assert_false(expand(&r));
    assert_string_equal(messages(&r), "t.tpl:1:21: error: the template writes more than 29 bytes [template-size]\n");
    end(&r);
}

/* 3 to the 20th passes that write nothing must not take minutes. */
static void step_limit(void **state)
{
    (void)state;
    struct buffer b = {0};
    repeat(&b, "`FORALL f IN Fruits`", 20);
    repeat(&b, "`ENDFOR`", 20);
    buffer_char(&b, 0);
    struct run r;
    begin(&r, b.at);
    r.out.limit = 1000;
    assert_false(expand(&r));
    assert_non_null(strstr(messages(&r), "error: the template takes more than 1049576 steps [template-size]\n"));
    end(&r);
    buffer_free(&b);
}

/* Megabytes of anything: linear time is what keeps this test short. */
static void large_templates(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"`Title`", "."}, {"`* c`\n", "."}, {"text\n", "."}, {"`ENDFOR`", ""}, {"`", ""}, {"`FORALL f IN ", ""},
        {"`FORALL f IN Nothing``ENDFOR`", "."}, {"a.", "."}, {"\r", "."},
    };
    EACH(rows, i) {
        struct buffer b = {0};
        repeat(&b, rows[i].template, 300000);
        buffer_char(&b, 0);
        struct run r;
        begin(&r, b.at);
        r.out.limit = 1 << 26;
        assert_int_equal(expand(&r), *rows[i].want == '.');
        end(&r);
        buffer_free(&b);
    }
    struct buffer b = {0};
    buffer_text(&b, TEXT("`Title"));
    repeat(&b, ".a", 1000000);
    buffer_text(&b, TEXT("``IF Fruits "));
    repeat(&b, "!", 1000000);
    buffer_text(&b, TEXT("Empty`"));
    buffer_char(&b, 0);
    struct run r;
    begin(&r, b.at);
    assert_false(expand(&r));
    end(&r);
    buffer_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values), cmocka_unit_test(line_ends), cmocka_unit_test(newline_rule),
        cmocka_unit_test(comments), cmocka_unit_test(loops), cmocka_unit_test(conditions), cmocka_unit_test(includes),
        cmocka_unit_test(environment), cmocka_unit_test(checksum_offsets), cmocka_unit_test(parsed_once),
        cmocka_unit_test(syntax_errors), cmocka_unit_test(block_errors), cmocka_unit_test(name_errors),
        cmocka_unit_test(points_at_the_word), cmocka_unit_test(reported_once), cmocka_unit_test(stops_at_twenty),
        cmocka_unit_test(nesting), cmocka_unit_test(include_cycles), cmocka_unit_test(output_limit),
        cmocka_unit_test(step_limit), cmocka_unit_test(large_templates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
