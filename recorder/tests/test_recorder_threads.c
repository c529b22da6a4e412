/*
 * Eight threads trace to three logs while another dumps them, and signal handlers trace on the same
 * threads. Every record of every dump must be whole, known, unique and in its thread's order; and
 * in the end each message must be in a log, overwritten, or counted as dropped.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "host_driver.h"
#include "log_reading.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#define WRITERS 8
#define MESSAGES 100000
#define DUMPS 300 /* at least */
#define LOGS 3

static RECORDER_LOG logs[LOGS];
static struct totals {
    uint64_t taken[LOGS], lost[LOGS];
} totals[WRITERS + 1];
static uint32_t writers_left;
static uint32_t dumped_enough; /* writers go on until then, however the threads are scheduled */
static __thread uint32_t writer;
static __thread uint32_t writer_ready;
static __thread uint32_t next_serial;

/* A message that can be checked by itself: writer, serial number, and bytes made from both. */
struct content {
    uint32_t writer;
    uint32_t serial;
    unsigned char bytes[96];
};

static size_t content_make(struct content *content, uint32_t who, uint32_t serial)
{
    const size_t bytes = (serial * 7 + who) % sizeof content->bytes;
    content->writer = who;
    content->serial = serial;
    for (size_t i = 0; i < bytes; i++)
        content->bytes[i] = (unsigned char)(who * 16 + serial + i);
    return offsetof(struct content, bytes) + bytes;
}

static void trace_one(void)
{
    struct content content;
    const uint32_t serial = next_serial++;
    const unsigned which = serial % LOGS;
    const size_t size = content_make(&content, writer, serial);
    const UCHAR level = serial % 16 == 3 ? TRACE_LEVEL_ERROR : TRACE_LEVEL_INFORMATION;
    if (trace_bytes(logs[which], level, (USHORT)serial, &content, size) == STATUS_SUCCESS)
        totals[writer].taken[which]++;
    else
        totals[writer].lost[which]++;
}

static void on_signal(int number)
{
    (void)number;
    if (writer_ready)
        trace_one();
}

static void *write_messages(void *argument)
{
    writer = (uint32_t)(uintptr_t)argument;
    writer_ready = 1;
    for (int i = 0; i < MESSAGES || !__atomic_load_n(&dumped_enough, __ATOMIC_RELAXED); i++) {
        trace_one();
        if (i % 500 == 499)
            pthread_kill(pthread_self(), SIGUSR1);
    }
    __atomic_store_n(&writer_ready, 0, __ATOMIC_RELAXED);
    __atomic_fetch_sub(&writers_left, 1, __ATOMIC_RELEASE);
    return NULL;
}

/* False: a record that nobody traced, that came twice, or that stands before an older one of its
 * thread and ring. */
static bool check_records(const struct log_reading *log)
{
    static uint32_t last[RECORD_RINGS_MAX][WRITERS];
    static bool seen[RECORD_RINGS_MAX][WRITERS];
    memset(seen, 0, sizeof seen);
    for (size_t i = 0; i < log->count; i++) {
        struct content content, expected;
        const struct record *record = &log->records[i];
        memset(&content, 0, sizeof content);
        if (record->argument_size < offsetof(struct content, bytes)
            || record->argument_size > sizeof content)
            return false;
        memcpy(&content, record->arguments, record->argument_size);
        if (content.writer >= WRITERS)
            return false;
        if (content_make(&expected, content.writer, content.serial) != record->argument_size
            || memcmp(&content, &expected, record->argument_size) != 0
            || record->message_number != (content.serial & 0xFFFF))
            return false;
        /* A handler's message may overtake the one it interrupted, by one. */
        if (seen[record->ring][content.writer]
            && content.serial <= last[record->ring][content.writer]
            && content.serial + 1 != last[record->ring][content.writer])
            return false;
        seen[record->ring][content.writer] = true;
        last[record->ring][content.writer] = content.serial;
    }
    return log->count + log->torn + log->overwritten == log->written;
}

static int compare(const void *left, const void *right)
{
    const uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return (a > b) - (a < b);
}

static bool unique(const struct log_reading *log)
{
    static uint64_t names[LOG_RECORDS_MAX];
    for (size_t i = 0; i < log->count; i++) {
        uint32_t pair[2];
        memcpy(pair, log->records[i].arguments, sizeof pair);
        names[i] = (uint64_t)pair[0] << 32 | pair[1];
    }
    qsort(names, log->count, sizeof names[0], compare);
    for (size_t i = 1; i < log->count; i++)
        if (names[i] == names[i - 1])
            return false;
    return true;
}

static const void *live(RECORDER_LOG log)
{
    PVOID bytes = NULL;
    ULONG length;
    GUID guid;
    assert_int_equal(WppRecorderLogDumpLiveData(log, &bytes, &length, &guid), STATUS_SUCCESS);
    return bytes;
}

static void dumps_while_others_write(void **state)
{
    (void)state;
    pthread_t threads[WRITERS];
    unsigned dumps = 0, records = 0;
    struct sigaction action = {.sa_handler = on_signal};
    sigaction(SIGUSR1, &action, NULL);
    memset(totals, 0, sizeof totals);
    writers_left = WRITERS;
    dumped_enough = 0;
    for (uintptr_t i = 0; i < WRITERS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, write_messages, (void *)i), 0);
    while (__atomic_load_n(&writers_left, __ATOMIC_ACQUIRE) != 0) {
        for (unsigned i = 0; i < LOGS; i++) {
            struct log_reading *log = log_snapshot(live(logs[i]));
            assert_non_null(log);
            assert_true(check_records(log));
            assert_true(unique(log));
            records += (unsigned)log->count;
            dumps++;
            __atomic_store_n(&dumped_enough, dumps >= DUMPS, __ATOMIC_RELAXED);
            log_done(log);
        }
    }
    for (unsigned i = 0; i < WRITERS; i++)
        pthread_join(threads[i], NULL);
    print_message("%u dumps, %u records in them\n", dumps, records);
    assert_true(dumps >= DUMPS && records > 0);
    for (unsigned i = 0; i < LOGS; i++) {
        uint64_t taken = 0, lost = 0;
        struct log_reading *log = log_snapshot(live(logs[i]));
        for (unsigned w = 0; w < WRITERS; w++) {
            taken += totals[w].taken[i];
            lost += totals[w].lost[i];
        }
        assert_true(check_records(log));
        assert_int_equal(log->torn, 0);
        assert_int_equal(log->written, taken);
        assert_int_equal(log->count + log->overwritten, taken);
        assert_int_equal(log->dropped + log->too_large, lost);
        log_done(log);
    }
}

static int setup(void **state)
{
    (void)state;
    setenv("WPPRECORDER_SETTINGS", "/nonexistent", 1);
    setenv("WPPRECORDER_ALLOWCUSTOMLOGS", "1", 1);
    driver_start();
    for (unsigned i = 0; i < LOGS; i++) {
        static const ULONG sizes[LOGS][2] = {{1024, 256}, {8192, 2048}, {512, 0}};
        RECORDER_LOG_CREATE_PARAMS params;
        RECORDER_LOG_CREATE_PARAMS_INIT(&params, "threads");
        params.TotalBufferSize = sizes[i][0];
        params.ErrorPartitionSize = sizes[i][1];
        if (WppRecorderLogCreate(&params, &logs[i]) != STATUS_SUCCESS)
            return -1;
    }
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    driver_stop();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(dumps_while_others_write, setup, teardown)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
