/* The formatter: every item type whole and cut at every byte, what a text may refer to, prefixes, and records
 * that do not fit. Each case is a .tmf that is parsed, so what the formatter gets is what a user's file gives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "format.h"
#include "format_items.h"
#include "names.h"

#define GUID "01e9b841-7d67-315a-7b92-23b2033356de"

struct shop {
    struct arena arena;
    struct diag diag;
    struct tmf_catalogue catalogue;
    struct formatter formatter;
    struct buffer out;
    struct format_event event;
};

static void open_shop(struct shop *s, struct text tmf, struct text prefix)
{
    struct tmf_file file;
    *s = (struct shop){0};
    s->diag = (struct diag){.out = stderr, .arena = &s->arena, .program = "test"};
    struct source *source = ARENA_NEW(&s->arena, struct source);
    *source = source_from(TEXT("x.tmf"), text_copy(&s->arena, tmf));
    assert_true(tmf_file_parse(&s->arena, source, &s->diag, &file));
    tmf_catalogue_init(&s->catalogue, &s->arena);
    tmf_catalogue_add_file(&s->catalogue, &file);
    formatter_init(&s->formatter, &s->arena, &s->catalogue, prefix);
    s->formatter.clock.utc = true;
    s->event = (struct format_event){.number = 10, .pointer_size = 8, .wchar_size = 2};
    assert_true(tmf_guid_parse(TEXT(GUID), &s->event.guid));
}

static void close_shop(struct shop *s)
{
    buffer_free(&s->out);
    arena_free(&s->arena);
}

/* A message with this text and these arguments ("x, ItemLong -- 10\n"). */
static void open_message(struct shop *s, const char *text, const char *arguments)
{
    struct arena a = {0};
    open_shop(s, text_format(&a, GUID " driver // SRC=Queue.c MJ= MN=\n"
                             "#typev Queue_c77 10 \"%s\" //   LEVEL=TRACE_LEVEL_ERROR FLAGS=DBG_IO FUNC=QueueRead\n"
                             "{\n%s}\n"
                             "#enumv _STATE\n{\nStateIdle,0x0\nStateActive,0x1\nStateNone,-1\n}\n"
                             "#enumv _FLAGS\n{\nFlagRead,0x1\nFlagWrite,0x2\nFlagExec,0x4\n}\n", text, arguments),
              TEXT(FORMAT_PREFIX));
    arena_free(&a);
}

static size_t from_hex(const char *hex, unsigned char *bytes)
{
    size_t n = 0;
    for (char *end; *hex; hex = end) {
        bytes[n++] = (unsigned char)strtoul(hex, &end, 16);
        while (*end == ' ')
            end++;
    }
    return n;
}

/* Formats with exactly these bytes, in a block of their own so that the sanitizer sees each byte too many. */
static enum format_result run(struct shop *s, const unsigned char *bytes, size_t len)
{
    unsigned char *copy = malloc(len ? len : 1);
    assert_non_null(copy);
    if (len)
        memcpy(copy, bytes, len);
    s->event.arguments = copy;
    s->event.argument_size = len;
    s->out.len = 0;
    enum format_result result = formatter_text(&s->formatter, &s->event, &s->out);
    free(copy);
    return result;
}

static void assert_out(struct shop *s, const char *expected)
{
    struct text want = text_from(expected);
    if (!text_equal(buffer_slice(&s->out), want))
        fail_msg("got      \"%.*s\"\nexpected \"%s\"", TEXT_ARG(buffer_slice(&s->out)), expected);
}

static void test_items(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof item_cases / sizeof *item_cases; i++) {
        const struct item_case *c = &item_cases[i];
        struct shop s;
        struct arena a = {0};
        unsigned char bytes[64];
        size_t len = from_hex(c->hex, bytes);
        open_message(&s, text_format(&a, "%%0[%%10!%s!]", c->spec).at, text_format(&a, "x, %s -- 10\n", c->item).at);
        assert_int_equal(run(&s, bytes, len), FORMAT_WHOLE);
        assert_out(&s, text_format(&a, "[%s]", c->text).at);
        assert_int_equal(run(&s, bytes, len - 1), FORMAT_SHORT);
        const char *remark = "*****FormatMessage Queue_c77(10) of driver, parameter 10 raised an exception*****";
        assert_out(&s, text_format(&a, "[%s] %s", c->cut, remark).at);
        for (size_t shorter = 0; shorter < len; shorter++)
            assert_int_equal(run(&s, bytes, shorter), FORMAT_SHORT);
        bytes[len] = 7;
        assert_int_equal(run(&s, bytes, len + 1), FORMAT_LONG);
        remark = "*****FormatMessage Queue_c77(10) of driver, 1 byte left over*****";
        assert_out(&s, text_format(&a, "[%s] %s", c->text, remark).at);
        arena_free(&a);
        close_shop(&s);
    }
}

/* The table above must name each item there is. */
static void test_items_complete(void **state)
{
    (void)state;
    static const char *const names[] = {
#define NAME(constant, spelling) spelling,
        TMF_ITEMS(NAME)
#undef NAME
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        bool found = false;
        for (size_t k = 0; !found && k < sizeof item_cases / sizeof *item_cases; k++) {
            const char *paren = text_find(text_from(item_cases[k].item), '(');
            struct text item = text_from(item_cases[k].item);
            if (paren)
                item = text_slice(item.at, paren);
            found = text_equal(item, text_from(names[i]));
        }
        if (!found)
            fail_msg("no case for %s", names[i]);
    }
}

static void test_sizes_of_the_machine(void **state)
{
    (void)state;
    struct shop s;
    open_message(&s, "%0%10!p! %11!Iu! %12!s!", "p, ItemPtr -- 10\nn, ItemPtr -- 11\nw, ItemWString -- 12\n");
    s.event.pointer_size = 4;
    s.event.wchar_size = 4;
    const unsigned char bytes[] = {0x78, 0x56, 0x34, 0x12, 0xff, 0xff, 0xff, 0xff, 'w', 0, 0, 0, 0, 0xF6, 1, 0, 0, 0, 0, 0};
    assert_int_equal(run(&s, bytes, sizeof bytes), FORMAT_WHOLE);
    assert_out(&s, "12345678 4294967295 w\xF0\x9F\x98\x80");
    close_shop(&s);
}

static void test_references(void **state)
{
    (void)state;
    struct shop s;
    open_message(&s, "%0%!FUNC! %!LEVEL! %!FLAGS! [%!COMPNAME!] %!other! %1!s! %2!-10s!| %11!d!%10!d!%% 5% of%",
                 "a, ItemLong -- 10\nb, ItemLong -- 11\n");
    const unsigned char bytes[] = {1, 0, 0, 0, 2, 0, 0, 0};
    assert_int_equal(run(&s, bytes, sizeof bytes), FORMAT_WHOLE);
    assert_out(&s, "QueueRead TRACE_LEVEL_ERROR DBG_IO [] %!other! driver Queue_c77 | 21% 5% of%");
    assert_int_equal(formatter_find(&s.formatter, &s.event)->id, 10);
    s.event.arguments = bytes;
    s.out.len = 0;
    assert_true(formatter_argument(&s.formatter, &s.event, 1, &s.out));
    assert_out(&s, "2");
    assert_false(formatter_argument(&s.formatter, &s.event, 2, &s.out));
    s.event.argument_size = 4;
    assert_false(formatter_argument(&s.formatter, &s.event, 1, &s.out));
    close_shop(&s);
}

static void test_text_that_looks_like_numbers(void **state)
{
    (void)state;
    struct shop s;
    open_message(&s, "%0100 items, %10!Iu!64, %99!d! %10!999999999d! %10!zz", "a, ItemPtr -- 10\n");
    const unsigned char bytes[] = {3, 0, 0, 0, 0, 0, 0, 0};
    assert_int_equal(run(&s, bytes, sizeof bytes), FORMAT_WHOLE);
    assert_true(text_starts(buffer_slice(&s.out), TEXT("100 items, 364, %99!d!     ")));
    assert_true(s.out.len < 5000);
    assert_true(text_ends(buffer_slice(&s.out), TEXT("3 0000000000000003!zz")));
    close_shop(&s);
}

static void test_prefix(void **state)
{
    (void)state;
    struct shop s;
    open_message(&s, "%0Hello", "");
    s.event.process = 0xAF4;
    s.event.thread = 0xC64;
    s.event.cpu = 3;
    s.event.sequence = 77;
    s.event.time = UINT64_C(127036149399987654);
    assert_int_equal(formatter_line(&s.formatter, &s.event, &s.out), FORMAT_WHOLE);
    assert_out(&s, "[3]0AF4.0C64::07/25/2003-13:55:39.998 [driver]Hello");
    s.out.len = 0;
    s.formatter.clock = (struct format_clock){FORMAT_TIME_SORTABLE, true, true, true};
    formatter_time(&s.formatter, s.event.time, &s.out);
    assert_out(&s, "2003-07-25-13:55:39.9987654Z");
    close_shop(&s);

    open_message(&s, "no mark", "");
    assert_int_equal(formatter_line(&s.formatter, &s.event, &s.out), FORMAT_WHOLE);
    assert_out(&s, "no mark");
    close_shop(&s);

    open_message(&s, "%0x%10!d!", "a, ItemLong -- 10\n");
    const unsigned char bytes[] = {5, 0, 0, 0};
    s.formatter.prefix = TEXT("%7!u!: %!FUNC! %!LEVEL! %5!s! %6!s! %9!03d! %%%0- ");
    s.event = (struct format_event){s.event.guid, 10, bytes, 4, 8, 2, .sequence = 6, .cpu = 1, .kernel_time = 8, .user_time = 9};
    assert_int_equal(formatter_line(&s.formatter, &s.event, &s.out), FORMAT_WHOLE);
    assert_out(&s, "6: QueueRead TRACE_LEVEL_ERROR 8 9 001 %- x5");
    close_shop(&s);
}

static void test_unknown(void **state)
{
    (void)state;
    struct shop s;
    open_message(&s, "%0x", "");
    s.event.number = 11;
    assert_int_equal(run(&s, NULL, 0), FORMAT_UNKNOWN);
    assert_out(&s, "Unknown( 11): GUID=" GUID " (No Format Information found).");
    assert_null(formatter_find(&s.formatter, &s.event));
    close_shop(&s);

    open_message(&s, "%0%10!d! %11!s! %12!d!", "a, ItemLong -- 10\nb, ItemMine(x) -- 11\nc, ItemLong -- 12\n");
    const unsigned char bytes[] = {5, 0, 0, 0, 1, 2, 3, 4};
    assert_int_equal(run(&s, bytes, sizeof bytes), FORMAT_FOREIGN);
    assert_out(&s, "5 <missing> <missing> *****FormatMessage Queue_c77(10) of driver, parameter 11 raised an exception: "
               "ItemMine is not known*****");
    close_shop(&s);
}

static bool more(void *context, struct tmf_guid guid)
{
    struct shop *s = context;
    struct tmf_file file;
    struct source *source = ARENA_NEW(&s->arena, struct source);
    (void)guid;
    *source = source_from(TEXT("y.tmf"), TEXT("9b93a332-c452-3e71-64f7-55130c7de2e4 m // SRC=a.c MJ= MN=\n"
                                              "#typev a_c1 20 \"%0late\" //   FUNC=f\n{\n}\n"));
    s->event.sequence++; /* counts the questions */
    assert_true(tmf_file_parse(&s->arena, source, &s->diag, &file));
    tmf_catalogue_add_file(&s->catalogue, &file);
    return true;
}

static void test_find_more(void **state)
{
    (void)state;
    struct shop s;
    open_message(&s, "%0x", "");
    s.formatter.find_more = more;
    s.formatter.context = &s;
    assert_true(tmf_guid_parse(TEXT("9b93a332-c452-3e71-64f7-55130c7de2e4"), &s.event.guid));
    s.event.number = 20;
    assert_int_equal(run(&s, NULL, 0), FORMAT_WHOLE);
    assert_out(&s, "late");
    for (s.event.number = 21; s.event.number < 2000; s.event.number++)
        assert_int_equal(run(&s, NULL, 0), FORMAT_UNKNOWN);
    assert_int_equal(s.event.sequence, 1);
    close_shop(&s);
}

static void assert_sorted(const struct names_row *rows, size_t count)
{
    assert_true(count > 100);
    for (size_t i = 1; i < count; i++)
        assert_true(rows[i - 1].value < rows[i].value);
}

static void test_names(void **state)
{
    (void)state;
    assert_sorted(names_ntstatus, names_ntstatus_count);
    assert_sorted(names_win32, names_win32_count);
    assert_sorted(names_hresult, names_hresult_count);
    assert_sorted(names_ndis_status, names_ndis_status_count);
    assert_sorted(names_ndis_oid, names_ndis_oid_count);
    assert_true(text_equal(names_of_ndis_status(0xC000009A), TEXT("STATUS_INSUFFICIENT_RESOURCES")) ||
                text_equal(names_of_ndis_status(0xC000009A), TEXT("NDIS_STATUS_RESOURCES")));
    assert_int_equal(names_of_ntstatus(0xFFFFFFFF).len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_items), cmocka_unit_test(test_items_complete), cmocka_unit_test(test_sizes_of_the_machine),
        cmocka_unit_test(test_references), cmocka_unit_test(test_text_that_looks_like_numbers),
        cmocka_unit_test(test_prefix), cmocka_unit_test(test_unknown), cmocka_unit_test(test_find_more),
        cmocka_unit_test(test_names)};
    return cmocka_run_group_tests_name("format", tests, NULL, NULL);
}
