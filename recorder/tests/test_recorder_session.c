/*
 * Live sessions: providers as generated headers register them, levels and flags through their
 * macros, the enable callback, replay, and stopping while others send.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "host_driver.h"
#include "log_reading.h"
#include "session.h"

#include <ntddk.h>
#undef WppAutoLogStart /* the tests use both layouts */
#undef WppAutoLogStop

#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

/* As in control.tpl and a usual trace.h; bit n of control 0. */
#define LEVEL_ENABLED(bit) (test_control[0].Flags[0] & (1u << ((bit)-1)))
#define LEVEL_FLAGS_ENABLED(level, bit) (LEVEL_ENABLED(bit) && test_control[0].Level >= (level))

struct seen {
    unsigned count;
    int values[64];
    unsigned char last[64];
    size_t last_size;
    USHORT last_number;
    GUID last_guid;
};

static void note(void *context, const struct wpp_host_message *message)
{
    struct seen *seen = context;
    seen->last_size = 0;
    for (unsigned i = 0; i < message->part_count; i++) {
        memcpy(seen->last + seen->last_size, message->parts[i].data, message->parts[i].size);
        seen->last_size += message->parts[i].size;
    }
    seen->last_number = message->number;
    seen->last_guid = *message->guid;
    if (seen->last_size >= 4 && seen->count < 64)
        memcpy(&seen->values[seen->count], seen->last, 4);
    seen->count++;
}

/* The callback a generated user-mode header has. */
static unsigned enables, disables;
static ULONG control_callback(WMIDPREQUESTCODE code, PVOID context, ULONG *size, PVOID buffer)
{
    struct test_control *control = context;
    *size = 0;
    if (code == WMI_ENABLE_EVENTS) {
        control->Logger = GetTraceLoggerHandle(buffer);
        control->Level = GetTraceEnableLevel(control->Logger);
        control->Flags[0] = GetTraceEnableFlags(control->Logger);
        enables++;
    } else if (code == WMI_DISABLE_EVENTS) {
        control->Logger = 0;
        control->Level = 0;
        control->Flags[0] = 0;
        disables++;
    } else {
        return ERROR_INVALID_PARAMETER;
    }
    return ERROR_SUCCESS;
}

static TRACEHANDLE registration;

static void start_provider(void)
{
    TRACE_GUID_REGISTRATION guids = {&test_guid, NULL};
    assert_int_equal(RegisterTraceGuidsW(control_callback, &test_control[0], &test_guid, 1, &guids,
                                         NULL, NULL, &registration),
                     ERROR_SUCCESS);
}

static int setup(void **state)
{
    (void)state;
    setenv("WPPRECORDER_SETTINGS", "/nonexistent", 1);
    enables = disables = 0;
    driver_start();
    start_provider();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    assert_int_equal(UnregisterTraceGuids(registration), ERROR_SUCCESS);
    driver_stop();
    return 0;
}

static void trace_live(int level, int bit, int value)
{
    if (LEVEL_FLAGS_ENABLED(level, bit))
        TraceMessage(test_control[0].Logger, TRACE_MESSAGE_SEQUENCE, &message_guid, 12, &value,
                     sizeof value, NULL);
}

static void levels_and_flags_select_messages(void **state)
{
    (void)state;
    struct seen seen = {0};
    trace_live(TRACE_LEVEL_CRITICAL, 1, 1);
    WPP_HOST_SESSION session = WppHostSessionStart(note, &seen);
    assert_non_null(session);
    trace_live(TRACE_LEVEL_CRITICAL, 1, 2);
    assert_true(WppHostEnable(session, &test_guid, 0x5, TRACE_LEVEL_WARNING));
    assert_int_equal(enables, 1);
    for (int bit = 1; bit <= 4; bit++)
        for (int level = 1; level <= 5; level++)
            trace_live(level, bit, 10 * bit + level);
    static const int expected[] = {11, 12, 13, 31, 32, 33};
    assert_int_equal(seen.count, 6);
    assert_memory_equal(seen.values, expected, sizeof expected);
    assert_int_equal(seen.last_number, 12);
    assert_memory_equal(&seen.last_guid, &message_guid, sizeof message_guid);
    assert_true(WppHostEnable(session, &test_guid, 0x2, TRACE_LEVEL_VERBOSE)); /* an update */
    assert_int_equal(enables, 2);
    trace_live(TRACE_LEVEL_VERBOSE, 1, 1);
    trace_live(TRACE_LEVEL_VERBOSE, 2, 2);
    assert_int_equal(seen.count, 7);
    WppHostDisable(session, &test_guid);
    assert_int_equal(disables, 1);
    trace_live(TRACE_LEVEL_CRITICAL, 2, 3);
    assert_int_equal(seen.count, 7);
    WppHostSessionStop(session);
}

static void a_provider_that_comes_late_is_told(void **state)
{
    (void)state;
    struct seen seen = {0};
    WPP_HOST_SESSION session = WppHostSessionStart(note, &seen);
    assert_int_equal(UnregisterTraceGuids(registration), ERROR_SUCCESS);
    assert_int_equal(UnregisterTraceGuids(registration), ERROR_INVALID_PARAMETER);
    assert_true(WppHostEnable(session, &test_guid, 1, 5));
    assert_int_equal(enables, 0);
    start_provider();
    assert_int_equal(enables, 1);
    trace_live(5, 1, 1);
    assert_int_equal(seen.count, 1);
    WppHostSessionStop(session);
    assert_int_equal(disables, 1);
}

static void the_last_session_has_the_provider(void **state)
{
    (void)state;
    struct seen first = {0}, second = {0};
    WPP_HOST_SESSION one = WppHostSessionStart(note, &first),
                     two = WppHostSessionStart(note, &second);
    assert_true(WppHostEnable(one, &test_guid, 1, 5));
    assert_true(WppHostEnable(two, &test_guid, 1, 5));
    trace_live(5, 1, 1);
    assert_int_equal(first.count, 0);
    assert_int_equal(second.count, 1);
    WppHostSessionStop(one); /* not the provider's any more: nothing is disabled */
    trace_live(5, 1, 2);
    assert_int_equal(second.count, 2);
    WppHostSessionStop(two);
    assert_int_equal(test_control[0].Flags[0], 0);
}

static void a_handle_of_an_ended_session_reaches_nobody(void **state)
{
    (void)state;
    struct seen seen = {0}, other = {0};
    const int value = 5;
    WPP_HOST_SESSION session = WppHostSessionStart(note, &seen);
    assert_true(WppHostEnable(session, &test_guid, 1, 5));
    const TRACEHANDLE stale = test_control[0].Logger;
    WppHostSessionStop(session);
    session = WppHostSessionStart(note, &other); /* in the same place */
    assert_int_equal(TraceMessage(stale, 0, &message_guid, 1, &value, sizeof value, NULL),
                     ERROR_INVALID_HANDLE);
    assert_int_equal(TraceMessage(0, 0, &message_guid, 1, &value, sizeof value, NULL),
                     ERROR_INVALID_HANDLE);
    assert_int_equal(other.count, 0);
    WppHostSessionStop(session);
}

static void limits_are_kept(void **state)
{
    (void)state;
    struct seen seen = {0};
    WPP_HOST_SESSION sessions[8];
    static const char large[8193];
    for (int i = 0; i < 8; i++)
        assert_non_null(sessions[i] = WppHostSessionStart(note, &seen));
    assert_null(WppHostSessionStart(note, &seen));
    assert_true(WppHostEnable(sessions[0], &test_guid, 1, 5));
    assert_int_equal(
        TraceMessage(test_control[0].Logger, 0, &message_guid, 1, large, (SIZE_T)8193, NULL),
        ERROR_MORE_DATA);
    assert_int_equal(seen.count, 0);
    for (ULONG i = 0; i < 31; i++) {
        const GUID guid = {i + 1, 0, 0, {0}};
        assert_true(WppHostEnable(sessions[0], &guid, 1, 1));
    }
    const GUID guid = {77, 0, 0, {0}};
    assert_false(WppHostEnable(sessions[0], &guid, 1, 1));
    for (int i = 0; i < 8; i++)
        WppHostSessionStop(sessions[i]);
}

static void replay_on_enable_sends_what_was_recorded(void **state)
{
    (void)state;
    struct seen seen = {0};
    for (int i = 0; i < 20; i++)
        assert_int_equal(trace_int(NULL, i % 4 ? TRACE_LEVEL_INFORMATION : TRACE_LEVEL_ERROR, i),
                         STATUS_SUCCESS);
    WPP_HOST_SESSION session = WppHostSessionStart(note, &seen);
    assert_true(WppHostEnable(session, &test_guid, 1, 5));
    assert_int_equal(seen.count, 0); /* not asked for */
    assert_true(WppHostEnable(session, &test_guid, WPP_HOST_REPLAY | 1, 5));
    assert_int_equal(seen.count, 20);
    for (int i = 0; i < 20; i++)
        assert_int_equal(seen.values[i], i); /* of both partitions, in the order of tracing */
    assert_int_equal(seen.last_number, 10);
    imp_WppRecorderReplay(test_control, test_control[0].Logger, 0, 5);
    assert_int_equal(seen.count, 20);
    imp_WppRecorderReplay(test_control, test_control[0].Logger, WPP_HOST_REPLAY, 5);
    assert_int_equal(seen.count, 40);
    WppHostSessionStop(session);
}

static void a_file_session_writes_lines(void **state)
{
    (void)state;
    char path[] = "recorder_session_XXXXXX", line[256];
    const int file = mkstemp(path), value = 0x01020304;
    close(file);
    WPP_HOST_SESSION session = WppHostSessionStartFile(path);
    assert_non_null(session);
    assert_true(WppHostEnable(session, &test_guid, 1, 5));
    assert_int_equal(TraceMessage(test_control[0].Logger, 0, &message_guid, 345, &value,
                                  sizeof value, "x", (SIZE_T)2, NULL),
                     ERROR_SUCCESS);
    WppHostSessionStop(session);
    FILE *lines = fopen(path, "r");
    assert_non_null(fgets(line, sizeof line, lines));
    assert_string_equal(line, "1 01020304-0506-3708-090a-0b0c0d0e0f10 345 040302017800\n");
    assert_null(fgets(line, sizeof line, lines));
    fclose(lines);
    unlink(path);
    assert_null(WppHostSessionStartFile("/nonexistent/file"));
}

/* What a generated kernel-mode header does: names looked up, a classic provider, a handle that is
 * taken apart. */
struct enable_context {
    USHORT LoggerId;
    UCHAR Level;
    UCHAR InternalFlag;
    ULONG EnableFlags;
};
static struct enable_context told;
static UCHAR told_code;
static void NTAPI classic_callback(LPCGUID guid, UCHAR code, PVOID context, PVOID own)
{
    assert_memory_equal(guid, &message_guid, sizeof *guid);
    assert_ptr_equal(own, &told);
    memcpy(&told, context, sizeof told);
    told_code = code;
}

typedef VOID(NTAPI *callback_type)(LPCGUID, UCHAR, PVOID, PVOID);
typedef NTSTATUS NTAPI register_provider(LPCGUID, ULONG, callback_type, PVOID, REGHANDLE *);
typedef NTSTATUS NTAPI unregister_provider(REGHANDLE);
typedef LONG trace_message(ULONG64, ULONG, LPCGUID, USHORT, ...);

static PVOID routine(PCWSTR name)
{
    UNICODE_STRING text;
    RtlInitUnicodeString(&text, name);
    return MmGetSystemRoutineAddress(&text);
}

static void kernel_routines_are_found_by_name(void **state)
{
    (void)state;
    struct seen seen = {0};
    REGHANDLE handle = 0;
    const int value = 9;
    register_provider *registers =
        (register_provider *)(ULONG_PTR)routine(L"EtwRegisterClassicProvider");
    unregister_provider *unregisters = (unregister_provider *)(ULONG_PTR)routine(L"EtwUnregister");
    trace_message *trace = (trace_message *)(ULONG_PTR)routine(L"WmiTraceMessage");
    assert_null(routine(L"ZwSomethingElse"));
    assert_non_null(routine(L"PsGetVersion"));
    assert_int_equal(registers(&message_guid, 0, classic_callback, &told, &handle), STATUS_SUCCESS);
    WPP_HOST_SESSION session = WppHostSessionStart(note, &seen);
    assert_true(WppHostEnable(session, &message_guid, 0x80000001u, 3));
    assert_int_equal(told_code, EVENT_CONTROL_CODE_ENABLE_PROVIDER);
    assert_int_equal(told.EnableFlags, 0x80000001u);
    assert_int_equal(told.Level, 3);
    ULONG64 logger;
    memcpy(&logger, &told, sizeof logger);
    assert_int_equal(trace(logger, 0, &message_guid, 1, &value, sizeof value, NULL),
                     STATUS_SUCCESS);
    assert_int_equal(seen.count, 1);
    WppHostSessionStop(session);
    assert_int_equal(told_code, EVENT_CONTROL_CODE_DISABLE_PROVIDER);
    assert_int_equal(unregisters(handle), STATUS_SUCCESS);
    assert_int_equal(unregisters(handle), STATUS_INVALID_HANDLE);
}

static bool stop_sending;
static void *send_for_a_while(void *unused)
{
    (void)unused;
    const int value = 1;
    while (!__atomic_load_n(&stop_sending, __ATOMIC_RELAXED)) {
        const TRACEHANDLE logger = __atomic_load_n(&test_control[1].Logger, __ATOMIC_RELAXED);
        TraceMessage(logger, 0, &message_guid, 1, &value, sizeof value, NULL);
    }
    return NULL;
}

static void count_alive(void *context, const struct wpp_host_message *message)
{
    (void)message;
    __atomic_fetch_add((unsigned *)context, 1,
                       __ATOMIC_RELAXED); /* freed memory when the stop did not wait */
}

static void stopping_waits_for_messages_on_their_way(void **state)
{
    (void)state;
    pthread_t threads[4];
    unsigned total = 0;
    stop_sending = false;
    for (int i = 0; i < 4; i++)
        pthread_create(&threads[i], NULL, send_for_a_while, NULL);
    for (int i = 0; i < 100; i++) {
        unsigned *counter = calloc(1, sizeof *counter);
        WPP_HOST_SESSION session = WppHostSessionStart(count_alive, counter);
        assert_non_null(session);
        assert_true(WppHostEnable(session, &test_guid, 1, 5));
        __atomic_store_n(&test_control[1].Logger, test_control[0].Logger, __ATOMIC_RELAXED);
        sched_yield();
        WppHostSessionStop(session);
        total += *counter;
        free(counter);
    }
    __atomic_store_n(&stop_sending, true, __ATOMIC_RELAXED);
    for (int i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
    assert_true(total > 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(levels_and_flags_select_messages),
        TEST(a_provider_that_comes_late_is_told),
        TEST(the_last_session_has_the_provider),
        TEST(a_handle_of_an_ended_session_reaches_nobody),
        TEST(limits_are_kept),
        TEST(replay_on_enable_sends_what_was_recorded),
        TEST(a_file_session_writes_lines),
        TEST(kernel_routines_are_found_by_name),
        TEST(stopping_waits_for_messages_on_their_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
