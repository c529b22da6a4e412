/* What templates write: rows of a template and what has to come out of it. */
#define _GNU_SOURCE
#include "template_shop.h"

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
    check_outputs(rows, COUNT(rows));
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
    check_outputs(rows, COUNT(rows));
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
    check_outputs(rows, COUNT(rows));
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
    check_outputs(rows, COUNT(rows));
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
    check_outputs(rows, COUNT(rows));
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
    check_outputs(rows, COUNT(rows));
}

static void includes(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"`FORALL f IN Fruits``INCLUDE part.tpl``ENDFOR``TemplateFile`",
         "<apple part.tpl>\r\n<lemon part.tpl>\r\n<sloe part.tpl>\r\nt.tpl"},
        {"`  include   plain part.tpl  `", "<plain part.tpl>"},
    };
    check_outputs(rows, COUNT(rows));
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values), cmocka_unit_test(line_ends), cmocka_unit_test(newline_rule),
        cmocka_unit_test(comments), cmocka_unit_test(loops), cmocka_unit_test(conditions),
        cmocka_unit_test(includes), cmocka_unit_test(environment), cmocka_unit_test(checksum_offsets),
        cmocka_unit_test(parsed_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
