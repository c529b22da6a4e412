/* The .tmf grammar: what a line means, and that a file written back is the file that was read. The genuine
 * files are only read where TRACEWPP_SHARED_DATA finds them; without them that test is skipped, loudly. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "file.h"
#include "tmf.h"

static struct diag quiet(struct arena *a) { return (struct diag){.out = tmpfile(), .arena = a, .program = "test"}; }

static bool parse(struct arena *a, struct diag *d, struct text bytes, struct tmf_file *file)
{
    struct source *s = ARENA_NEW(a, struct source);
    *s = source_from(TEXT("x.tmf"), bytes);
    return tmf_file_parse(a, s, d, file);
}

static void assert_text(struct text t, const char *expected)
{
    assert_true(text_equal(t, text_from(expected)));
}

#define GUID "01e9b841-7d67-315a-7b92-23b2033356de"
#define HEAD "// PDB:  a.pdb\n" GUID " a mod // SRC=L2.CAP.c MJ=1 MN=\n"

static void assert_round_trip(struct arena *a, struct text bytes)
{
    struct diag d = quiet(a);
    struct tmf_file file;
    struct buffer out = {0};
    assert_true(parse(a, &d, bytes, &file));
    tmf_file_write(&file, &out);
    assert_int_equal(out.len, bytes.len);
    if (bytes.len)
        assert_memory_equal(out.at, bytes.at, bytes.len);
    buffer_free(&out);
    fclose(d.out);
}

static void test_message_fields(void **state)
{
    (void)state;
    struct arena a = {0};
    struct diag d = quiet(&a);
    struct tmf_file file;
    assert_true(parse(&a, &d, TEXT(HEAD
        "#typev L2_CAP_c65 10 \"%0say \"%10!s!\" //\" //   LEVEL=E FLAGS=(A | B, C=D) X=1  FUNC=ns::f<a, b=c>\n{\n"
        "f(a. 'b'), ItemListByte(Low,APC (x),DPC) -- 10\n-- b, ItemFoo -- 11\n}\n"), &file));
    assert_int_equal(file.entries.count, 3);
    const struct tmf_source *s = file.entries.items[1].source;
    assert_text(s->module, "a mod");
    assert_text(s->file, "L2.CAP.c");
    assert_text(s->major, "1");
    assert_text(s->minor, "");
    assert_int_equal(s->messages.count, 1);
    const struct tmf_message *m = s->messages.items[0];
    assert_text(m->name, "L2_CAP_c65");
    assert_int_equal(m->id, 10);
    assert_text(m->text, "%0say \"%10!s!\" //");
    assert_int_equal(m->pairs.count, 3);
    assert_text(m->pairs.items[1].key, "FLAGS");
    assert_text(m->pairs.items[1].value, "(A | B, C=D)");
    assert_text(m->pairs.items[2].value, "1");
    assert_text(m->function, "ns::f<a, b=c>");
    assert_int_equal(m->arguments.count, 2);
    assert_text(m->arguments.items[0].expression, "f(a. 'b')");
    assert_text(m->arguments.items[0].list, "Low,APC (x),DPC");
    assert_int_equal(m->arguments.items[0].type, TMF_ITEM_LISTBYTE);
    assert_text(m->arguments.items[1].expression, "-- b");
    assert_int_equal(m->arguments.items[1].type, TMF_ITEM_UNKNOWN);
    assert_null(m->arguments.items[1].list.at);
    fclose(d.out);
    arena_free(&a);
}

static void test_round_trips(void **state)
{
    (void)state;
    struct arena a = {0};
    assert_round_trip(&a, TEXT(""));
    assert_round_trip(&a, TEXT("// only\n\n// comments"));
    assert_round_trip(&a, TEXT(HEAD "#typev  x 10 \"two\nlines\" // + LEVEL=1\n{\n}\n#enumv _S\n{\nA,0x0\n}\n"));
    assert_round_trip(&a, TEXT("// c\r\n" GUID "glued // SRC=a.c MJ= MN=\r\n#typev x 10 \"two\r\nlines\" //\r\n{\r\n"
                               "i, ItemLong -- 10\r\n}\r\n"));
    arena_free(&a);
}

static void test_errors_point_at_the_line(void **state)
{
    (void)state;
    static const struct { const char *bytes, *expected; } cases[] = {
        {"#typev a 10 \"x\" //\n{\n}\n", "x.tmf:1:1"},
        {HEAD "#typev a ten \"x\" //\n{\n}\n", "x.tmf:3:1"},
        {HEAD "#typev a 10 \"x\" //\n{\nnonsense\n}\n", "x.tmf:5:1"},
        {HEAD "#typev a 70000 \"x\" //\n{\n}\n", "x.tmf:3:1"},
        {HEAD "#typev a 10 \"x\" //\n{\n", "} behind the arguments (offset 0x68)"},
        {HEAD "#typev a 10 \"x //\n{\n}\n", "x.tmf:3:1"},
        {HEAD "#enumv S\n{\nA 1\n}\n", "x.tmf:5:1"},
        {"01e9b841-7d67-315a-7b92-23b2033356dg a // SRC=a MJ= MN=\n", "x.tmf:1:1"},
        {GUID " a // SRC=a MJ=\n", "x.tmf:1:1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena a = {0};
        struct diag d = quiet(&a);
        struct tmf_file file;
        char shown[400] = "";
        assert_false(parse(&a, &d, text_from(cases[i].bytes), &file));
        rewind(d.out);
        shown[fread(shown, 1, sizeof shown - 1, d.out)] = 0;
        if (text_search(text_from(shown), text_from(cases[i].expected)) == SIZE_MAX)
            fail_msg("case %zu: %s", i, shown);
        fclose(d.out);
        arena_free(&a);
    }
}

static void test_catalogue_keeps_each_message_once(void **state)
{
    (void)state;
    struct arena a = {0};
    struct diag d = quiet(&a);
    struct tmf_file file;
    struct tmf_catalogue c;
    tmf_catalogue_init(&c, &a);
    struct text one = TEXT(HEAD "#typev x_c1 10 \"a\" // FUNC=f\n{\n}\n#typev x_c2 11 \"b\" // FUNC=f\n{\ni, ItemLong -- 10\n}\n"
                           "#typev x_c1 10 \"a\" // FUNC=f\n{\n}\n#typev x_c1 10 \"a\" // FUNC=g\n{\n}\n#enumv S\n{\nA,0x0\n}\n");
    assert_true(parse(&a, &d, one, &file));
    tmf_catalogue_add_file(&c, &file);
    tmf_catalogue_add_file(&c, &file);
    assert_int_equal(c.sources.count, 1);
    assert_int_equal(c.sources.items[0]->messages.count, 3);
    assert_int_equal(c.repeats, 5);
    assert_int_equal(c.enums.count, 1);
    struct tmf_guid guid;
    assert_true(tmf_guid_parse(TEXT("01E9B841-7d67-315a-7b92-23b2033356de"), &guid));
    assert_text(tmf_guid_text(&a, guid), GUID);
    assert_int_equal(guid.bytes[0], 0x41);
    assert_text(tmf_catalogue_find(&c, guid, 11)->text, "b");
    assert_text(tmf_catalogue_find(&c, guid, 10)->function, "f");
    assert_null(tmf_catalogue_find(&c, guid, 12));
    assert_non_null(tmf_catalogue_enum(&c, TEXT("S")));
    assert_null(tmf_catalogue_enum(&c, TEXT("T")));
    fclose(d.out);
    arena_free(&a);
}

static void test_names(void **state)
{
    (void)state;
    struct arena a = {0};
    assert_text(tmf_message_name(&a, TEXT("L2CAP_Connect_c399"), TEXT("L2CAP.Connect.c")), "L2CAP.Connect_c399");
    assert_text(tmf_message_name(&a, TEXT("driver_c7"), TEXT("driver.c")), "driver_c7");
    assert_text(tmf_message_name(&a, TEXT("x_c9917"), TEXT("x.c99")), "x_c9917");
    assert_text(tmf_message_name(&a, TEXT("a_b_c9917"), TEXT("a-b.c99")), "a-b_c9917");
    assert_text(tmf_message_name(&a, TEXT("Unknown_cxx00"), TEXT("Unknown_cxx00")), "Unknown_cxx00");
    assert_text(tmf_message_name(&a, TEXT("other_c7"), TEXT("driver.c")), "other_c7");
    arena_free(&a);
}

/* The pairs and the function of a genuine message must account for every byte of its trailer. */
static void assert_trailer_explained(const struct tmf_message *m)
{
    struct buffer b = {0};
    buffer_text(&b, TEXT("  "));
    for (size_t i = 0; i < m->pairs.count; i++)
        buffer_format(&b, " %.*s=%.*s", TEXT_ARG(m->pairs.items[i].key), TEXT_ARG(m->pairs.items[i].value));
    buffer_format(&b, " FUNC=%.*s", TEXT_ARG(m->function));
    assert_int_equal(b.len, m->trailer.len);
    assert_memory_equal(b.at, m->trailer.at, b.len);
    buffer_free(&b);
}

static void count_file(struct arena *a, struct text path, size_t *messages, size_t *repeats)
{
    struct buffer bytes = {0};
    const char *why;
    struct diag d = quiet(a);
    struct tmf_file file;
    struct tmf_catalogue c;
    assert_true(file_read(path.at, &bytes, &why));
    assert_round_trip(a, buffer_slice(&bytes));
    assert_true(parse(a, &d, buffer_slice(&bytes), &file));
    tmf_catalogue_init(&c, a);
    tmf_catalogue_add_file(&c, &file);
    assert_int_equal(c.sources.count, 1);
    *repeats += c.repeats;
    for (size_t m = 0; m < c.sources.items[0]->messages.count; m++, ++*messages) {
        const struct tmf_message *message = c.sources.items[0]->messages.items[m];
        assert_trailer_explained(message);
        for (size_t k = 0; k < message->arguments.count; k++)
            assert_int_not_equal(message->arguments.items[k].type, TMF_ITEM_UNKNOWN);
    }
    fclose(d.out);
    buffer_free(&bytes);
}

static size_t count_genuine(struct arena *a, struct text dir, size_t *messages, size_t *repeats)
{
    size_t count;
    struct text *paths = file_glob(a, file_join(a, dir, TEXT("*.tmf")), &count);
    for (size_t i = 0; i < count; i++)
        count_file(a, paths[i], messages, repeats);
    return count;
}

/* Where a set of files is, how many there are and how often a message is there again. */
struct genuine { const char *variable, *folder; size_t files, messages, repeats; };

static bool check_genuine(const struct genuine *g)
{
    const char *top = getenv(g->variable);
    struct arena a = {0};
    size_t messages = 0, repeats = 0;
    struct text dir = file_join(&a, text_from(top ? top : ""), text_from(g->folder));
    size_t files = top ? count_genuine(&a, dir, &messages, &repeats) : 0;
    if (files == 0) {
        print_message("SKIPPED: no genuine .tmf files in %s (%s)\n", dir.at, g->variable);
    } else {
        assert_int_equal(files, g->files);
        assert_int_equal(messages, g->messages);
        assert_int_equal(repeats, g->repeats);
    }
    arena_free(&a);
    return files != 0;
}

static void test_genuine_files(void **state)
{
    (void)state;
    static const struct genuine sets[] = {
        {"TRACEWPP_SHARED_DATA", "tmf-nefarius", 64, 1563, 1254},
        {"TRACEWPP_SHARED_DATA", "findneedle", 10, 24, 0},
        {"TRACEWPP_EXTERNAL_DATA", "Nefarius.Utilities.ETW/tests/symbols", 90, 2611, 1254},
    };
    size_t found = 0;
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
        found += check_genuine(&sets[i]);
    if (found == 0)
        skip();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_message_fields), cmocka_unit_test(test_round_trips),
        cmocka_unit_test(test_errors_point_at_the_line), cmocka_unit_test(test_catalogue_keeps_each_message_once),
        cmocka_unit_test(test_names), cmocka_unit_test(test_genuine_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
