/* Rings: wrap-around at every record size, what leaves first, what is counted, what a reader makes
 * of torn places. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "host_driver.h"
#include "log_reading.h"
#include "ring.h"

static int setup(void **state)
{
    (void)state;
    setenv("WPPRECORDER_SETTINGS", "/nonexistent", 1);
    setenv("WPPRECORDER_ALLOWCUSTOMLOGS", "1", 1);
    setenv("WPPRECORDER_RINGS", "1", 1);
    driver_start();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    driver_stop();
    return 0;
}

static RECORDER_LOG make_log(ULONG bytes, ULONG error_bytes)
{
    RECORDER_LOG_CREATE_PARAMS params;
    RECORDER_LOG log;
    RECORDER_LOG_CREATE_PARAMS_INIT(&params, "ring");
    params.TotalBufferSize = bytes;
    params.ErrorPartitionSize = error_bytes;
    assert_int_equal(WppRecorderLogCreate(&params, &log), STATUS_SUCCESS);
    return log;
}

static struct record_log_header *live(RECORDER_LOG log)
{
    PVOID bytes;
    ULONG length;
    GUID guid;
    assert_int_equal(WppRecorderLogDumpLiveData(log, &bytes, &length, &guid), STATUS_SUCCESS);
    return bytes;
}

static struct record_ring *live_ring(RECORDER_LOG log, unsigned index)
{
    return (struct record_ring *)(live(log) + 1) + index;
}

static uint64_t *live_words(RECORDER_LOG log, unsigned index)
{
    return (uint64_t *)(void *)((char *)live(log) + live_ring(log, index)->data);
}

static void fill(unsigned char *bytes, size_t size, unsigned seed)
{
    for (size_t i = 0; i < size; i++)
        bytes[i] = (unsigned char)(seed * 31 + i * 7 + 1);
}

/* All records that are there are the newest, in order, with the bytes that were traced. */
static void expect_newest(RECORDER_LOG log, size_t size, unsigned traced)
{
    unsigned char expected[1024];
    struct log_reading *reading = log_snapshot(live(log));
    assert_non_null(reading);
    assert_int_equal(reading->torn, 0);
    assert_int_equal(reading->dropped, 0);
    assert_int_equal(reading->written, traced);
    assert_int_equal(reading->overwritten + reading->count, traced);
    for (size_t i = 0; i < reading->count; i++) {
        const unsigned number = traced - (unsigned)(reading->count - i);
        fill(expected, size, number);
        assert_int_equal(reading->records[i].number, number);
        assert_int_equal(reading->records[i].message_number, number & 0xFFFF);
        assert_int_equal(reading->records[i].argument_size, size);
        if (size)
            assert_memory_equal(reading->records[i].arguments, expected, size);
    }
    log_done(reading);
}

static void wraps_around_at_every_record_size(void **state)
{
    (void)state;
    /* 256 bytes are 32 words: records of 5 words up to all 32, then those that never fit. */
    for (size_t size = 0; size <= 240; size++) {
        RECORDER_LOG log = make_log(256, 0);
        unsigned char bytes[240];
        const unsigned words = RECORD_HEAD_WORDS + (unsigned)(size + 7) / 8;
        for (unsigned i = 0; i < 100; i++) {
            fill(bytes, size, i);
            const NTSTATUS status =
                trace_bytes(log, TRACE_LEVEL_INFORMATION, (USHORT)i, bytes, size);
            assert_int_equal(status, words <= 32 ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES);
            if (words <= 32 && (i < 40 || i == 99))
                expect_newest(log, size, i + 1);
        }
        if (words <= 32) {
            struct log_reading *reading = log_snapshot(live(log));
            assert_int_equal(reading->count, 32 / words);
            assert_int_equal(reading->too_large, 0);
            log_done(reading);
        } else {
            assert_int_equal(live_ring(log, 0)->too_large, 100);
        }
        assert_int_equal(WppRecorderLogDelete(log), STATUS_SUCCESS);
    }
}

static void wraps_around_with_long_records(void **state)
{
    (void)state;
    for (size_t size = 250; size <= 1000;
         size += 37) { /* written straight into the ring, in pieces of odd sizes */
        RECORDER_LOG log = make_log(2048, 0);
        unsigned char bytes[1000];
        for (unsigned i = 0; i < 50; i++) {
            const size_t first = (i * 13) % size, second = (size - first) / 2;
            fill(bytes, size, i);
            assert_int_equal(WppAutoLogTrace(log, TRACE_LEVEL_WARNING, 3, (LPGUID)&message_guid,
                                             (USHORT)i, bytes, (SIZE_T)first, bytes + first,
                                             (SIZE_T)second, bytes + first + second,
                                             (SIZE_T)(size - first - second), NULL),
                             STATUS_SUCCESS);
            expect_newest(log, size, i + 1);
        }
        assert_int_equal(WppRecorderLogDelete(log), STATUS_SUCCESS);
    }
}

static void mixed_sizes_push_out_whole_oldest_records(void **state)
{
    (void)state;
    RECORDER_LOG log = make_log(1024, 0);
    unsigned char bytes[300];
    uint64_t rest = 12345;
    for (unsigned i = 0; i < 5000; i++) {
        rest = rest * 6364136223846793005u + 1442695040888963407u;
        const size_t size = (size_t)(rest >> 33) % sizeof bytes;
        memset(bytes, (int)(i & 0xFF), size);
        assert_int_equal(trace_bytes(log, TRACE_LEVEL_INFORMATION, (USHORT)i, bytes, size),
                         STATUS_SUCCESS);
        struct log_reading *reading = log_snapshot(live(log));
        assert_int_equal(reading->torn, 0);
        assert_int_equal(reading->written, i + 1);
        assert_int_equal(reading->count + reading->overwritten, i + 1);
        assert_true(reading->count >= 1);
        for (size_t r = 0; r < reading->count; r++) {
            const struct record *record = &reading->records[r];
            assert_int_equal(record->number, i + 1 - reading->count + r);
            for (size_t b = 0; b < record->argument_size; b++)
                assert_int_equal(record->arguments[b], record->number & 0xFF);
        }
        log_done(reading);
    }
    assert_int_equal(WppRecorderLogDelete(log), STATUS_SUCCESS);
}

static void arguments_follow_each_other_without_gaps(void **state)
{
    (void)state;
    RECORDER_LOG log = make_log(1024, 0);
    const UCHAR one = 0x11;
    const USHORT two = 0x3322;
    const ULONG four = 0x77665544;
    const ULONG64 eight = 0xFFEEDDCCBBAA9988u;
    static const unsigned char expected[] = {0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88,
                                             0x99, 0xAA, 0xBB, 0xCC, 0xDD, 0xEE, 0xFF, 'a',
                                             'b',  0,    0x44, 0x55, 0x66, 0x77};
    assert_int_equal(WppAutoLogTrace(log, 4, 2, (LPGUID)&message_guid, 11, &one, sizeof one, &two,
                                     sizeof two, &four, sizeof four, &eight, sizeof eight, "ab",
                                     (SIZE_T)3, &four, sizeof four, NULL),
                     STATUS_SUCCESS);
    struct log_reading *reading = log_snapshot(live(log));
    assert_int_equal(reading->count, 1);
    assert_int_equal(reading->records[0].argument_size, sizeof expected);
    assert_memory_equal(reading->records[0].arguments, expected, sizeof expected);
    assert_int_equal(reading->records[0].flags, 2);
    log_done(reading);
    assert_int_equal(WppRecorderLogDelete(log), STATUS_SUCCESS);
}

static void errors_are_not_pushed_out_by_others(void **state)
{
    (void)state;
    RECORDER_LOG log = make_log(1024, 512);
    for (int i = 0; i < 5; i++)
        trace_int(log, TRACE_LEVEL_ERROR, i);
    for (int i = 0; i < 1000; i++)
        for (UCHAR level = 0; level < 8; level++)
            if (level != TRACE_LEVEL_ERROR)
                trace_int(log, level, 1000 + i);
    struct log_reading *reading = log_snapshot(live(log));
    unsigned errors = 0;
    for (size_t i = 0; i < reading->count; i++) {
        const bool error = reading->records[i].level == TRACE_LEVEL_ERROR;
        assert_int_equal(reading->records[i].partition,
                         error ? RECORD_PARTITION_ERROR : RECORD_PARTITION_GENERAL);
        if (error)
            assert_int_equal(record_int(&reading->records[i]), errors++);
    }
    assert_int_equal(errors, 5);
    log_done(reading);
    for (int i = 0; i < 100; i++) /* errors push out errors alone */
        trace_int(log, TRACE_LEVEL_ERROR, i);
    assert_int_equal(RECORD_STATE_COUNT(live_ring(log, 1)->state), 10);
    assert_int_equal(RECORD_STATE_COUNT(live_ring(log, 0)->state), 10);
    assert_int_equal(WppRecorderLogDelete(log), STATUS_SUCCESS);

    log = make_log(1024, 0); /* without the partition they are messages as others */
    for (int i = 0; i < 50; i++)
        trace_int(log, TRACE_LEVEL_ERROR, i);
    assert_int_equal(live(log)->ring_count, 1);
    assert_int_equal(RECORD_STATE_COUNT(live_ring(log, 0)->state), 128 / 6);
    assert_int_equal(WppRecorderLogDelete(log), STATUS_SUCCESS);
}

static void a_record_in_writing_is_never_given_away(void **state)
{
    (void)state;
    RECORDER_LOG log = make_log(256, 0);
    struct record_ring *ring = live_ring(log, 0);
    struct recorder_place place = {0, 0};
    assert_int_equal(trace_int(log, 4, 0), STATUS_SUCCESS);
    /* A writer that has its place and does not come back: an interrupted thread. */
    assert_true(recorder_ring_reserve(ring, live_words(log, 0), 6, &place));
    for (int i = 1; i < 20; i++) {
        const NTSTATUS status = trace_int(log, 4, i);
        /* 32 words: the first, the unfinished one and three more; the first may leave, the
         * unfinished one may not. */
        assert_int_equal(status, i <= 4 ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES);
    }
    struct log_reading *reading = log_snapshot(live(log));
    assert_int_equal(reading->torn, 1);
    assert_int_equal(reading->dropped, 15);
    assert_int_equal(reading->count, 4);
    for (size_t i = 0; i < reading->count; i++)
        assert_int_equal(record_int(&reading->records[i]), (int)i + 1);
    log_done(reading);
    /* It comes back: everything goes on. */
    uint64_t *words = live_words(log, 0), sum = 0;
    for (uint32_t i = 1; i < 6; i++)
        words[place.offset + i] = 0;
    for (uint32_t i = RECORD_WORD_GUID; i < 6; i++)
        sum = record_check_word(sum, 0);
    words[place.offset] =
        place.header | RECORD_HEADER(0, 0, 1, 0) | record_check_finish(sum, 0, 0, place.header);
    for (int i = 0; i < 100; i++)
        assert_int_equal(trace_int(log, 4, i), STATUS_SUCCESS);
    assert_int_equal(WppRecorderLogDelete(log), STATUS_SUCCESS);
}

static void a_place_without_a_readable_size_is_skipped(void **state)
{
    (void)state;
    RECORDER_LOG log = make_log(1024, 0);
    struct recorder_place place = {0, 0};
    for (int i = 0; i < 100; i++)
        trace_int(log, 4, i);
    assert_true(recorder_ring_reserve(live_ring(log, 0), live_words(log, 0), 9, &place));
    live_words(log, 0)[place.offset] =
        0x1234; /* killed before its first store: something old is there */
    for (int i = 100; i < 105; i++)
        trace_int(log, 4, i);
    struct log_reading *reading = log_snapshot(live(log));
    assert_int_equal(reading->torn, 1);
    assert_int_equal(reading->written, 106);
    assert_int_equal(reading->count + reading->overwritten + 1, 106);
    assert_int_equal(record_int(&reading->records[reading->count - 1]), 104);
    assert_int_equal(record_int(&reading->records[reading->count - 6]), 99);
    log_done(reading);
    assert_int_equal(WppRecorderLogDelete(log), STATUS_SUCCESS);
}

static void a_damaged_record_is_not_shown(void **state)
{
    (void)state;
    RECORDER_LOG log = make_log(1024, 0);
    for (int i = 0; i < 10; i++)
        trace_int(log, 4, i);
    for (unsigned word = 0; word < 6; word++) {
        for (unsigned bit = 0; bit < 64; bit++) {
            uint64_t *damaged = live_words(log, 0) + 4 * 6 + word;
            *damaged ^= UINT64_C(1) << bit;
            struct log_reading *reading = log_snapshot(live(log));
            assert_int_equal(reading->count + reading->torn, 10);
            assert_int_equal(reading->count, 9);
            for (size_t i = 0; i < reading->count; i++)
                assert_int_equal(record_int(&reading->records[i]), (int)i + (i >= 4));
            log_done(reading);
            *damaged ^= UINT64_C(1) << bit;
        }
    }
    assert_int_equal(WppRecorderLogDelete(log), STATUS_SUCCESS);
}

static void numbers_go_on_after_27_bits(void **state)
{
    (void)state;
    static const uint32_t starts[] = {RECORD_NUMBER_MASK - 50, (RECORD_NUMBER_MASK >> 1) - 50};
    for (unsigned s = 0; s < 2; s++) {
        RECORDER_LOG log = make_log(1024, 0);
        struct record_ring *ring = live_ring(log, 0);
        ring->half_laps = s == 0 ? 5 : 4; /* as a ring that has taken that many records */
        ring->state = RECORD_STATE(starts[s], 0, 0, 0);
        const uint64_t before = record_ring_total(ring->state, ring->half_laps);
        assert_int_equal(before & RECORD_NUMBER_MASK, starts[s]);
        for (int i = 0; i < 100; i++) {
            assert_int_equal(trace_int(log, 4, i), STATUS_SUCCESS);
            struct log_reading *reading = log_snapshot(live(log));
            assert_int_equal(reading->written, before + i + 1);
            assert_int_equal(reading->torn, 0);
            assert_int_equal(reading->records[reading->count - 1].number, before + i);
            log_done(reading);
        }
        assert_int_equal(ring->half_laps, s == 0 ? 6 : 5);
        assert_int_equal(WppRecorderLogDelete(log), STATUS_SUCCESS);
    }
}

static void large_logs_are_cut_into_rings(void **state)
{
    (void)state;
    static const struct {
        const char *rings;
        ULONG bytes;
        unsigned expected;
    } cases[] = {{"4", 8192, 4}, {"1", 8192, 1}, {"64", 8192, 64}, {"200", 8192, 64}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        driver_stop();
        setenv("WPPRECORDER_RINGS", cases[i].rings, 1);
        driver_start();
        RECORDER_LOG log = make_log(cases[i].bytes, 1024);
        assert_int_equal(live(log)->general_rings, cases[i].expected);
        assert_int_equal(live(log)->ring_count, cases[i].expected + 1);
        for (int n = 0; n < 100; n++)
            assert_int_equal(trace_int(log, 4, n), STATUS_SUCCESS);
        assert_int_equal(WppRecorderLogDelete(log), STATUS_SUCCESS);
    }
    setenv("WPPRECORDER_RINGS", "0", 1);
    driver_stop();
    driver_start();
    RECORDER_LOG log = make_log(1024, 256); /* too small to be cut */
    assert_int_equal(live(log)->general_rings, 1);
    assert_int_equal(WppRecorderLogDelete(log), STATUS_SUCCESS);
    setenv("WPPRECORDER_RINGS", "1", 1);
}

static void a_reader_survives_any_bytes(void **state)
{
    (void)state;
    RECORDER_LOG log = make_log(1024, 256);
    for (int i = 0; i < 60; i++)
        trace_int(log, (UCHAR)(2 + i % 4), i);
    const size_t size = (size_t)live(log)->region_size;
    unsigned char *good = malloc(size), *bad = malloc(size);
    assert_true(record_snapshot(live(log), good, size));
    uint64_t rest = 99;
    for (unsigned round = 0; round < 20000; round++) {
        memcpy(bad, good, size);
        for (unsigned change = 0; change < 1 + round % 4; change++) {
            rest = rest * 6364136223846793005u + 1442695040888963407u;
            /* half of the changes into the headers, where they hurt most */
            bad[(rest >> 33) % (round & 1 ? size : 640)] = (unsigned char)(rest >> 20);
        }
        if (round & 2) { /* a header check that fits, so that the geometry is believed */
            struct record_log_header header;
            memcpy(&header, bad, sizeof header);
            header.check = record_header_check(&header);
            memcpy(bad, &header, sizeof header);
        }
        rest = rest * 6364136223846793005u + 1442695040888963407u;
        unsigned char *cut = malloc(size); /* an allocation of its own: reading beyond it shows */
        memcpy(cut, bad, size);
        struct log_reading *reading = log_read(cut, size - (round & 4 ? (rest >> 33) % size : 0));
        if (reading)
            log_done(reading);
        free(cut);
    }
    free(good);
    free(bad);
    assert_int_equal(WppRecorderLogDelete(log), STATUS_SUCCESS);
}

static void logs_are_found_in_other_bytes(void **state)
{
    (void)state;
    enum { SIZE = 200000 };
    unsigned char *bytes = calloc(1, SIZE);
    struct record_log_view view;
    size_t offset = 0, found = 0;
    static const size_t places[] = {8, 60008, 120016};
    for (size_t i = 0; i < 3; i++) {
        trace_int(NULL, 4, (int)i);
        const struct record_log_header *header = live(WppRecorderLogGetDefault());
        uint64_t *copy = malloc((size_t)header->region_size);
        assert_true(record_snapshot(header, copy, (size_t)header->region_size));
        memcpy(bytes + places[i], copy, (size_t)header->region_size);
        free(copy);
    }
    memcpy(bytes + SIZE - 40, RECORD_MAGIC, RECORD_MAGIC_SIZE); /* cut off */
    memcpy(bytes + 110000, RECORD_MAGIC, RECORD_MAGIC_SIZE);    /* not a header */
    for (; record_log_find(&view, bytes, SIZE, &offset); offset += view.size, found++)
        assert_int_equal(offset, places[found]);
    assert_int_equal(found, 3);
    free(bytes);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(wraps_around_at_every_record_size),
        TEST(wraps_around_with_long_records),
        TEST(mixed_sizes_push_out_whole_oldest_records),
        TEST(arguments_follow_each_other_without_gaps),
        TEST(errors_are_not_pushed_out_by_others),
        TEST(a_record_in_writing_is_never_given_away),
        TEST(a_place_without_a_readable_size_is_skipped),
        TEST(a_damaged_record_is_not_shown),
        TEST(numbers_go_on_after_27_bits),
        TEST(large_logs_are_cut_into_rings),
        TEST(a_reader_survives_any_bytes),
        TEST(logs_are_found_in_other_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
