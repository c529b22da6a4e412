/* What broken and hostile templates give: rows of a template and its messages, source excerpts left out. */
#define _GNU_SOURCE
#include "template_shop.h"

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
        {"`Title.`",
         "t.tpl:1:7: error: unexpected invalid character, expecting closing back-quote [template-syntax]\n"},
        {"`Title Open`", "t.tpl:1:8: error: unexpected name, expecting closing back-quote [template-syntax]\n"},
        {"`FORAL f IN Fruits`",
         "t.tpl:1:8: error: unexpected name, expecting closing back-quote; did you mean FORALL? "
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
    check_messages(rows, COUNT(rows));
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
    check_messages(rows, COUNT(rows));
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
        {"`Fruits.count`",
         "t.tpl:1:9: error: a list has Empty and Count, but no field 'count'; did you mean 'Count'? "
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
        {"`IF Fruit Empty``ENDIF`",
         "t.tpl:1:5: error: unknown name 'Fruit'; did you mean 'Fruits'? [template-name]\n"},
        {"`IF Fruits !Emty``ENDIF`", "t.tpl:1:13: error: a list has Empty and Count, but no field 'Emty'; "
                                      "did you mean 'Empty'? [template-name]\n"},
        {"`INCLUDE gone.tpl`\n`INCLUDE gone.tpl`",
         "t.tpl:1:10: error: template 'gone.tpl' not found [missing-file]\n"
         "t.tpl:2:10: error: template 'gone.tpl' not found [missing-file]\n"},
    };
    check_messages(rows, COUNT(rows));
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
    for (size_t i = 0; i < COUNT(templates); i++) {
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
    for (size_t i = 0; i < COUNT(rows); i++) {
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
        cmocka_unit_test(syntax_errors), cmocka_unit_test(block_errors), cmocka_unit_test(name_errors),
        cmocka_unit_test(points_at_the_word), cmocka_unit_test(reported_once),
        cmocka_unit_test(stops_at_twenty), cmocka_unit_test(nesting), cmocka_unit_test(include_cycles),
        cmocka_unit_test(output_limit), cmocka_unit_test(step_limit), cmocka_unit_test(large_templates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
