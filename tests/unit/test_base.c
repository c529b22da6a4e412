/* The ground floor: slices, tables, positions, diagnostics, paths, and files that are replaced whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "bytes.h"
#include "diag.h"
#include "digest.h"
#include "file.h"
#include "table.h"

static struct arena arena;

static void assert_text(struct text t, const char *want)
{
    char *got = arena_copy(&arena, t.at, t.len);
    assert_string_equal(got, want);
}

static void arena_gives_zeroed_aligned_memory(void **state)
{
    (void)state;
    for (size_t size = 0; size < 100000; size = size * 2 + 7) {
        unsigned char *at = arena_alloc(&arena, size);
        assert_int_equal((uintptr_t)at % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(at[i], 0);
        memset(at, 0xAA, size);
    }
}

static void lists_keep_their_elements(void **state)
{
    (void)state;
    ARENA_LIST(size_t) list = {0};
    for (size_t i = 0; i < 1000; i++)
        *(size_t *)ARENA_PUSH(&arena, list) = i * i;
    assert_int_equal(list.count, 1000);
    for (size_t i = 0; i < 1000; i++)
        assert_int_equal(list.items[i], i * i);
}

static void text_is_compared_and_cut(void **state)
{
    (void)state;
    assert_true(text_equal_nocase(TEXT("CfgDir"), TEXT("cfgdir")));
    assert_false(text_equal(TEXT("a"), TEXT("ab")));
    assert_true(text_compare(TEXT("B"), TEXT("a")) < 0);
    assert_true(text_compare(TEXT("a"), TEXT("ab")) < 0);
    assert_true(text_compare(TEXT("\xE4"), TEXT("z")) > 0);
    assert_text(text_trim(TEXT(" \t x y \r\n")), "x y");
    assert_text(text_trim(TEXT("   ")), "");
    assert_int_equal(text_search(TEXT("abcabd"), TEXT("abd")), 3);
    assert_int_equal(text_search(TEXT("abc"), TEXT("abcd")), SIZE_MAX);
    assert_true(text_ends_nocase(TEXT("X.TMH"), TEXT(".tmh")));
}

static void numbers_are_read_strictly(void **state)
{
    (void)state;
    uint64_t u;
    int64_t i;
    assert_true(text_to_u64(TEXT("0xFFFFFFFFFFFFFFFF"), &u) && u == UINT64_MAX);
    assert_true(text_to_u64(TEXT("18446744073709551615"), &u) && u == UINT64_MAX);
    assert_false(text_to_u64(TEXT("18446744073709551616"), &u));
    assert_false(text_to_u64(TEXT(""), &u));
    assert_false(text_to_u64(TEXT("12x"), &u));
    assert_false(text_to_u64(TEXT("-1"), &u));
    assert_true(text_to_i64(TEXT("-9223372036854775808"), &i) && i == INT64_MIN);
    assert_false(text_to_i64(TEXT("9223372036854775808"), &i));
}

static void distance_counts_edits(void **state)
{
    (void)state;
    assert_int_equal(text_distance(TEXT("STATUS"), TEXT("STATUS"), 6), 0);
    assert_int_equal(text_distance(TEXT("status"), TEXT("STATUS"), 6), 6);
    assert_int_equal(text_distance(TEXT("TIMESTMP"), TEXT("TIMESTAMP"), 6), 2);
    assert_int_equal(text_distance(TEXT("HRESLUT"), TEXT("HRESULT"), 6), 2);
    assert_int_equal(text_distance(TEXT("a"), TEXT("xyzxyz"), 3), 4);
}

static void tables_find_what_was_put(void **state)
{
    (void)state;
    struct table t = {0};
    assert_null(table_get(&t, TEXT("x")));
    for (size_t i = 0; i < 2000; i++)
        assert_null(table_put(&t, &arena, text_format(&arena, "name%zu", i), (void *)(i + 1)));
    for (size_t i = 0; i < 2000; i++)
        assert_ptr_equal(table_get(&t, text_format(&arena, "name%zu", i)), (void *)(i + 1));
    assert_ptr_equal(table_put(&t, &arena, TEXT("name7"), (void *)5000), (void *)8);
    assert_int_equal(t.count, 2000);
}

static void positions_count_from_one(void **state)
{
    (void)state;
    struct source s = source_from(TEXT("x.c"), TEXT("ab\ncd\r\n\nx"));
    static const struct { size_t offset, line, column; } cases[] = {{0, 1, 1}, {2, 1, 3}, {3, 2, 1}, {7, 3, 1}, {8, 4, 1}, {99, 4, 2}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t line, column;
        source_position(&s, cases[i].offset, &line, &column);
        assert_int_equal(line, cases[i].line);
        assert_int_equal(column, cases[i].column);
    }
}

/* ---- diagnostics -------------------------------------------------------------------------------------- */

static const struct diag_kind an_error = {"an-error", 2001, DIAG_ERROR, false};
static const struct diag_kind a_warning = {"a-warning", 2002, DIAG_WARNING, false};
static const struct diag_kind a_quiet_one = {"a-quiet-one", 2003, DIAG_WARNING, true};

static struct diag open_diag(void)
{
    return (struct diag){.out = tmpfile(), .arena = &arena, .program = "tracewpp"};
}

static void assert_printed(struct diag *d, const char *want)
{
    size_t len = (size_t)ftell(d->out);
    char *got = arena_alloc(&arena, len + 1);
    rewind(d->out);
    assert_int_equal(fread(got, 1, len, d->out), len);
    assert_string_equal(got, want);
    fclose(d->out);
}

/* Positions of a loaded source are counted on from the last one, and right in any order. */
static void positions_go_back_too(void **state)
{
    (void)state;
    struct source_cursor cursor = {0};
    struct source s = source_from(TEXT("x.c"), TEXT("ab\ncd\n\nx"));
    s.cursor = &cursor;
    static const size_t order[] = {7, 0, 4, 3, 8, 8, 1, 100};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        struct source plain = source_from(TEXT("x.c"), s.bytes);
        size_t line, column, wanted_line, wanted_column;
        source_position(&s, order[i], &line, &column);
        source_position(&plain, order[i], &wanted_line, &wanted_column);
        assert_int_equal(line, wanted_line);
        assert_int_equal(column, wanted_column);
    }
}

static void reports_point_with_a_caret(void **state)
{
    (void)state;
    struct diag d = open_diag();
    struct source s = source_from(TEXT("a.c"), TEXT("int x;\n\tTrace(\"%!TIM!\");\n"));
    size_t at = text_search(s.bytes, TEXT("TIM"));
    assert_true(diag_report(&d, &an_error, (struct span){&s, at, at + 3}, "unknown type '%s'", "TIM"));
    diag_note(&d, span_none(), "that is all");
    assert_printed(&d, "a.c:2:11: error: unknown type 'TIM' [an-error]\n"
                       "    2 | \tTrace(\"%!TIM!\");\n"
                       "      | \t         ^~~\n"
                       "tracewpp: note: that is all\n");
}

static void visual_studio_gets_its_form(void **state)
{
    (void)state;
    struct diag d = open_diag();
    d.style = DIAG_MSVC;
    struct source s = source_from(TEXT("a.c"), TEXT("x\nyz"));
    diag_report(&d, &an_error, (struct span){&s, 3, 4}, "no z");
    diag_report(&d, &a_warning, span_none(), "no place");
    assert_printed(&d, "a.c(2,2): error WPP2001: no z [an-error]\ntracewpp : warning WPP2002: no place [a-warning]\n");
}

static void warnings_can_be_switched(void **state)
{
    (void)state;
    struct diag d = open_diag();
    assert_false(diag_report(&d, &a_quiet_one, span_none(), "not asked for"));
    *(struct text *)ARENA_PUSH(&arena, d.enabled) = TEXT("a-quiet-one");
    assert_false(diag_report(&d, &a_quiet_one, span_none(), "asked for"));
    *(struct text *)ARENA_PUSH(&arena, d.disabled) = TEXT("a-warning");
    assert_false(diag_report(&d, &a_warning, span_none(), "switched off"));
    diag_note(&d, span_none(), "a note goes with its report");
    d.warnings_are_errors = true;
    assert_true(diag_report(&d, &a_quiet_one, span_none(), "now an error"));
    assert_int_equal(d.errors, 1);
    assert_printed(&d, "tracewpp: warning: asked for [a-quiet-one]\n"
                       "tracewpp: error: now an error [-Werror,a-quiet-one]\n");
}

static void reports_stop_after_twenty_errors(void **state)
{
    (void)state;
    struct diag d = open_diag();
    for (int i = 0; i < 100; i++)
        diag_report(&d, &an_error, span_none(), "%d", i);
    assert_true(diag_full(&d));
    assert_int_equal(d.errors, DIAG_MAX_ERRORS);
    fclose(d.out);
}

static void long_lines_are_cut_around_the_caret(void **state)
{
    (void)state;
    struct diag d = open_diag();
    char *line = arena_alloc(&arena, 5000);
    memset(line, 'a', 5000);
    line[4000] = 'X';
    struct source s = source_from(TEXT("a.c"), (struct text){line, 5000});
    diag_report(&d, &an_error, (struct span){&s, 4000, 4001}, "here");
    assert_true(ftell(d.out) < 400);
    fclose(d.out);
}

/* ---- encodings, digests, bytes ------------------------------------------------------------------------ */

static void utf16_is_decoded_and_checked(void **state)
{
    (void)state;
    struct buffer b = {0};
    size_t bad;
    assert_true(unicode_convert((struct text){"a\0\xE4\0", 4}, ENCODING_UTF16LE, ENCODING_UTF8, &b, &bad));
    assert_text(buffer_slice(&b), "a\xC3\xA4");
    b.len = 0;
    assert_false(unicode_convert((struct text){"a\0\x00\xD8" "b\0", 6}, ENCODING_UTF16LE, ENCODING_UTF8, &b, &bad));
    assert_int_equal(bad, 2);
    assert_false(unicode_convert((struct text){"a\0b", 3}, ENCODING_UTF16LE, ENCODING_UTF8, &b, &bad));
    buffer_free(&b);
}

static void md5_is_md5(void **state)
{
    (void)state;
    struct text parts[] = {TEXT("message "), TEXT("digest")}; /* a test vector of RFC 1321 */
    assert_text(digest_hex(&arena, digest_md5(parts, 2)), "f96b697d7cb7938d525a2f31aaf161d0");
}

static void cursors_never_read_past_the_end(void **state)
{
    (void)state;
    struct bytes b = bytes_from("\x01\x02\x03\x04\x05", 5);
    b.base = 100;
    assert_int_equal(bytes_u32(&b), 0x04030201);
    assert_int_equal(bytes_u16(&b), 0);
    assert_true(b.bad);
    assert_int_equal(b.bad_off, 104);
    assert_int_equal(bytes_u8(&b), 0); /* bad stays bad */
    struct bytes text = bytes_from("ab\0cd", 5);
    assert_text(bytes_string(&text), "ab");
    assert_text(bytes_string(&text), "");
    assert_true(text.bad);
    assert_true(bytes_sub(&text, 4, 2).bad);
    assert_false(bytes_sub(&text, 4, 1).bad);
    assert_true(bytes_sub(&text, SIZE_MAX, 2).bad);
}

/* ---- files -------------------------------------------------------------------------------------------- */

static int make_folder(void **state)
{
    static char name[] = "/tmp/tracewpp-test-XXXXXX"; /* a folder of our own: the tests change into it */
    *state = mkdtemp(name);
    return *state && chdir(name) == 0 ? 0 : -1;
}

static int remove_folder(void **state)
{
    struct text command = text_format(&arena, "rm -rf '%s'", (char *)*state);
    return chdir("/") == 0 && system(command.at) == 0 ? 0 : -1;
}

static void write_file(const char *path, const char *content)
{
    const char *why;
    struct text t = text_from(content);
    assert_true(file_replace(&arena, path, &t, 1, &why));
}

static void windows_paths_are_found(void **state)
{
    (void)state;
    write_file("Sub/Inner/Trace.h", "x");
    assert_text(file_resolve(&arena, TEXT("sub\\INNER\\trace.h")), "Sub/Inner/Trace.h");
    assert_text(file_resolve(&arena, TEXT("Sub/Inner/Trace.h")), "Sub/Inner/Trace.h");
    assert_text(file_resolve(&arena, TEXT("sub\\none.h")), "sub/none.h");
    assert_int_equal(setenv("WINEPREFIX", "prefix", 1), 0);
    write_file("prefix/dosdevices/c:/WDK/Rev1/um.tpl", "x");
    assert_text(file_resolve(&arena, TEXT("C:\\wdk\\rev1\\UM.tpl")), "prefix/dosdevices/c:/WDK/Rev1/um.tpl");
    unsetenv("WINEPREFIX");
}

static void paths_are_taken_apart(void **state)
{
    (void)state;
    assert_text(file_base_name(TEXT("a\\b/c.cpp")), "c.cpp");
    assert_text(file_base_name(TEXT("C:x.c")), "x.c");
    assert_text(file_join(&arena, TEXT("x64\\Debug\\\\"), TEXT("a.tmh")), "x64\\Debug\\a.tmh");
    assert_text(file_join(&arena, TEXT("out"), TEXT("/abs")), "/abs");
    assert_text(file_join(&arena, TEXT("out"), TEXT("c:\\abs")), "c:\\abs");
    assert_text(file_join(&arena, TEXT("out"), TEXT("g:h.h")), "out/g:h.h");
    assert_true(file_is_absolute(TEXT("C:/x")) && file_is_absolute(TEXT("\\\\server\\x")) && file_is_absolute(TEXT("/")));
    assert_false(file_is_absolute(TEXT("g:h.h")) || file_is_absolute(TEXT("c:")) || file_is_absolute(TEXT("1:/x")));
    assert_true(file_has_wildcard(TEXT("a?b.c")));
    assert_false(file_has_wildcard(TEXT("*/b.c")));
}

static void links_and_devices_stay(void **state)
{
    (void)state;
    struct text t = TEXT("new");
    const char *why;
    struct buffer b = {0};
    write_file("kept/file", "old");
    assert_int_equal(symlink("kept/file", "to-file"), 0);
    assert_int_equal(symlink("kept/none", "to-none"), 0);
    assert_int_equal(symlink("circle", "circle"), 0);
    assert_true(file_replace(&arena, "to-file", &t, 1, &why) && file_replace(&arena, "to-none", &t, 1, &why));
    assert_true(file_read("kept/file", &b, &why) && text_equal(buffer_slice(&b), t));
    assert_true(file_read("kept/none", &b, &why) && text_equal(buffer_slice(&b), t));
    assert_false(file_replace(&arena, "circle", &t, 1, &why));
    assert_true(file_replace(&arena, "/dev/null", &t, 1, &why));
    assert_false(file_read("/dev/null", &b, &why));
    assert_string_equal(why, "Not a regular file");
    buffer_free(&b);
}

static void wildcards_are_sorted_and_ignore_case(void **state)
{
    (void)state;
    size_t count;
    write_file("w/b.C", "");
    write_file("w/a.c", "");
    write_file("w/ab.cpp", "");
    struct text *found = file_glob(&arena, TEXT("w\\*.c"), &count);
    assert_int_equal(count, 2);
    assert_text(found[0], "w\\a.c");
    assert_text(found[1], "w\\b.C");
    file_glob(&arena, TEXT("w\\?b.c*p"), &count);
    assert_int_equal(count, 1);
    file_glob(&arena, TEXT("w/*******x*******y"), &count);
    assert_int_equal(count, 0);
}

static void outputs_are_replaced_whole_or_not_at_all(void **state)
{
    (void)state;
    const char *why = NULL;
    struct buffer b = {0};
    struct text parts[] = {TEXT("new "), TEXT("text")};
    write_file("out.tmh", "old");
    assert_true(file_replace(&arena, "out.tmh", parts, 2, &why));
    assert_true(file_read("out.tmh", &b, &why));
    assert_text(buffer_slice(&b), "new text");
    assert_int_equal(mkdir("folder", 0777), 0);
    assert_false(file_replace(&arena, "folder", parts, 2, &why));
    assert_string_equal(why, "Is a directory");
    assert_false(file_replace(&arena, "out.tmh/below", parts, 2, &why));
    size_t count;
    file_glob(&arena, TEXT("*.tmp"), &count);
    assert_int_equal(count, 0); /* nothing left behind */
    assert_false(file_read("folder", &b, &why));
    assert_string_equal(why, "Is a directory");
    assert_false(file_read("none", &b, &why));
    buffer_free(&b);
}

static void sources_know_their_encoding(void **state)
{
    (void)state;
    struct source s;
    const char *why = NULL;
    write_file("bom.c", "\xEF\xBB\xBFint x;");
    assert_int_equal(source_load(&s, &arena, TEXT("bom.c"), TEXT("bom.c"), &why), SOURCE_OK);
    assert_text(s.bytes, "int x;");
    assert_int_equal(s.encoding, ENCODING_UTF8);
    source_release(&s);
    struct text parts[] = {{"\xFF\xFEi\0n\0t\0x", 9}};
    assert_true(file_replace(&arena, "cut.c", parts, 1, &why));
    assert_int_equal(source_load(&s, &arena, TEXT("cut.c"), TEXT("cut.c"), &why), SOURCE_BAD_ENCODING);
    assert_string_equal(why, "UTF-16 text is cut or invalid at byte offset 8");
    source_release(&s);
    parts[0] = (struct text){"ab\0c", 4};
    assert_true(file_replace(&arena, "nul.c", parts, 1, &why));
    assert_int_equal(source_load(&s, &arena, TEXT("nul.c"), TEXT("nul.c"), &why), SOURCE_NOT_TEXT);
    assert_string_equal(why, "not a text file: NUL byte at offset 2");
    source_release(&s);
    write_file("mac.c", "a\rb\r");
    assert_int_equal(source_load(&s, &arena, TEXT("mac.c"), TEXT("mac.c"), &why), SOURCE_OK);
    assert_text(s.bytes, "a\nb\n");
    source_release(&s);
    write_file("dos.c", "a\r\nb\r");
    assert_int_equal(source_load(&s, &arena, TEXT("dos.c"), TEXT("dos.c"), &why), SOURCE_OK);
    assert_text(s.bytes, "a\r\nb\r");
    source_release(&s);
    write_file("empty.c", "");
    assert_int_equal(source_load(&s, &arena, TEXT("empty.c"), TEXT("empty.c"), &why), SOURCE_OK);
    assert_int_equal(s.bytes.len, 0);
    source_release(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_gives_zeroed_aligned_memory),
        cmocka_unit_test(lists_keep_their_elements),
        cmocka_unit_test(text_is_compared_and_cut),
        cmocka_unit_test(numbers_are_read_strictly),
        cmocka_unit_test(distance_counts_edits),
        cmocka_unit_test(tables_find_what_was_put),
        cmocka_unit_test(positions_count_from_one),
        cmocka_unit_test(positions_go_back_too),
        cmocka_unit_test(reports_point_with_a_caret),
        cmocka_unit_test(visual_studio_gets_its_form),
        cmocka_unit_test(warnings_can_be_switched),
        cmocka_unit_test(reports_stop_after_twenty_errors),
        cmocka_unit_test(long_lines_are_cut_around_the_caret),
        cmocka_unit_test(utf16_is_decoded_and_checked),
        cmocka_unit_test(md5_is_md5),
        cmocka_unit_test(cursors_never_read_past_the_end),
        cmocka_unit_test(paths_are_taken_apart),
    };
    const struct CMUnitTest files[] = {
        cmocka_unit_test(windows_paths_are_found),
        cmocka_unit_test(links_and_devices_stay),
        cmocka_unit_test(wildcards_are_sorted_and_ignore_case),
        cmocka_unit_test(outputs_are_replaced_whole_or_not_at_all),
        cmocka_unit_test(sources_know_their_encoding),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    failed += cmocka_run_group_tests(files, make_folder, remove_folder);
    arena_free(&arena);
    return failed;
}
