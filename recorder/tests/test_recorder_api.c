/* Each documented function of WppRecorder.h: what it does, and each way it refuses. */
#define _POSIX_C_SOURCE 200809L
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "host_driver.h"
#include "log_reading.h"

#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static bool fail_memory;
bool __real_recorder_memory_take(void *memory, size_t size, const char *path);
bool __wrap_recorder_memory_take(void *memory, size_t size, const char *path);
bool __wrap_recorder_memory_take(void *memory, size_t size, const char *path)
{
    return !fail_memory && __real_recorder_memory_take(memory, size, path);
}

static bool fail_objects;
void *__real_recorder_alloc(size_t size);
void *__wrap_recorder_alloc(size_t size);
void *__wrap_recorder_alloc(size_t size)
{
    return fail_objects ? NULL : __real_recorder_alloc(size);
}

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
    static const char *const names[] = {"LOGPAGES",          "VERBOSEON",    "USETIMESTAMP",
                                        "PRECISETIMESTAMP",  "DISABLE",      "PERBUFFERMINBYTES",
                                        "PERBUFFERMAXBYTES", "LOGDIRECTORY", "SHAREDSEQUENCE"};
    (void)state;
    fail_memory = fail_objects = false;
    driver_stop();
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char variable[64];
        snprintf(variable, sizeof variable, "WPPRECORDER_%s", names[i]);
        unsetenv(variable);
    }
    return 0;
}

static void restart_with(const char *variable, const char *value)
{
    driver_stop();
    setenv(variable, value, 1);
    driver_start();
}

static const struct record_log_header *live_header(RECORDER_LOG log)
{
    PVOID bytes;
    ULONG length;
    GUID guid;
    assert_int_equal(WppRecorderLogDumpLiveData(log, &bytes, &length, &guid), STATUS_SUCCESS);
    assert_int_equal(((struct record_log_header *)bytes)->region_size, length);
    return bytes;
}

static struct log_reading *read_handle(RECORDER_LOG log)
{
    struct log_reading *reading = log_snapshot(live_header(log));
    assert_non_null(reading);
    return reading;
}

static RECORDER_LOG make_log(const char *identifier)
{
    RECORDER_LOG_CREATE_PARAMS params;
    RECORDER_LOG log;
    RECORDER_LOG_CREATE_PARAMS_INIT(&params, identifier);
    assert_int_equal(WppRecorderLogCreate(&params, &log), STATUS_SUCCESS);
    assert_non_null(log);
    return log;
}

static void default_log_has_documented_size(void **state)
{
    (void)state;
    const struct record_log_header *header = live_header(WppRecorderLogGetDefault());
#ifdef NDEBUG
    assert_int_equal(header->total_buffer_size, 4096);
#else
    assert_int_equal(header->total_buffer_size, 24576);
#endif
    assert_int_equal(header->kind, RECORD_LOG_DEFAULT);
    assert_true(header->error_partition_size <= header->total_buffer_size / 2);
    assert_int_equal(header->wchar_size, sizeof(WCHAR));
    assert_string_equal(header->driver.name, "testdrv");
    assert_memory_equal(header->driver.control_guid, &test_guid, sizeof test_guid);
}

static void start_points_all_control_blocks_at_the_default_log(void **state)
{
    (void)state;
    assert_non_null(test_control[0].AutoLogContext);
    assert_ptr_equal(test_control[0].AutoLogContext, WppRecorderLogGetDefault());
    assert_ptr_equal(test_control[1].AutoLogContext, WppRecorderLogGetDefault());
    assert_int_equal(test_control[1].AutoLogVerboseEnabled, 0);
    WppAutoLogStart(test_control, NULL, NULL); /* a second start changes nothing */
    assert_ptr_equal(test_control[0].AutoLogContext, WppRecorderLogGetDefault());
}

static void stop_clears_the_control_blocks(void **state)
{
    (void)state;
    driver_stop();
    assert_null(test_control[0].AutoLogContext);
    assert_null(test_control[1].AutoLogContext);
    assert_null(WppRecorderLogGetDefault());
    assert_int_equal(trace_int(NULL, TRACE_LEVEL_INFORMATION, 1), STATUS_DEVICE_NOT_READY);
    RECORDER_CONFIGURE_PARAMS configure;
    RECORDER_CONFIGURE_PARAMS_INIT(&configure);
    assert_int_equal(WppRecorderConfigure(&configure), STATUS_DEVICE_NOT_READY);
    driver_stop(); /* twice is harmless */
}

static void settings_size_the_default_log(void **state)
{
    (void)state;
    restart_with("WPPRECORDER_LOGPAGES", "3");
    assert_int_equal(live_header(WppRecorderLogGetDefault())->total_buffer_size, 3 * 4096);
    restart_with("WPPRECORDER_LOGPAGES", "0x100");
    assert_int_equal(live_header(WppRecorderLogGetDefault())->total_buffer_size, 16 * 4096);
}

static void verbose_on_sets_the_blocks(void **state)
{
    (void)state;
    restart_with("WPPRECORDER_VERBOSEON", "1");
    assert_int_equal(test_control[0].AutoLogVerboseEnabled, 1);
    assert_int_equal(test_control[1].AutoLogVerboseEnabled, 1);
}

static void settings_come_from_an_ini_file(void **state)
{
    (void)state;
    char path[] = "recorder_settings_XXXXXX";
    const int file = mkstemp(path);
    static const char text[] =
        "[testdrv]\nlogpages = 2\n[other]\nLogPages=9\n[*]\nLogPages = 5\nVerboseOn=1\n";
    assert_int_equal(write(file, text, sizeof text - 1), sizeof text - 1);
    close(file);
    restart_with("WPPRECORDER_SETTINGS", path);
    assert_int_equal(live_header(WppRecorderLogGetDefault())->total_buffer_size, 2 * 4096);
    assert_int_equal(test_control[0].AutoLogVerboseEnabled, 1);
    restart_with("WPPRECORDER_VERBOSEON", "0"); /* the environment goes first */
    assert_int_equal(test_control[0].AutoLogVerboseEnabled, 0);
    unlink(path);
}

static void configure_takes_the_default_log_away_and_back(void **state)
{
    (void)state;
    RECORDER_CONFIGURE_PARAMS params;
    GUID guid;
    PVOID bytes;
    ULONG length;
    RECORDER_CONFIGURE_PARAMS_INIT(&params);
    assert_int_equal(params.CreateDefaultLog, TRUE);
    params.CreateDefaultLog = FALSE;
    assert_int_equal(WppRecorderConfigure(&params), STATUS_SUCCESS);
    assert_int_equal(WppRecorderIsDefaultLogAvailable(), FALSE);
    assert_null(WppRecorderLogGetDefault());
    assert_int_equal(WppRecorderDumpLiveDriverData(&bytes, &length, &guid), STATUS_NOT_FOUND);
    /* A message without a log is not recorded, and nothing breaks. */
    assert_int_equal(trace_int(test_control[0].AutoLogContext, TRACE_LEVEL_INFORMATION, 1),
                     STATUS_INVALID_HANDLE);
    assert_int_equal(trace_int(NULL, TRACE_LEVEL_INFORMATION, 1), STATUS_INVALID_HANDLE);
    params.CreateDefaultLog = TRUE;
    assert_int_equal(WppRecorderConfigure(&params), STATUS_SUCCESS);
    assert_int_equal(WppRecorderIsDefaultLogAvailable(), TRUE);
    assert_int_equal(trace_int(test_control[0].AutoLogContext, TRACE_LEVEL_INFORMATION, 2),
                     STATUS_SUCCESS);
}

static void configure_checks_its_parameters(void **state)
{
    (void)state;
    RECORDER_CONFIGURE_PARAMS params;
    RECORDER_CONFIGURE_PARAMS_INIT(&params);
    assert_int_equal(WppRecorderConfigure(NULL), STATUS_INVALID_PARAMETER);
    params.Size = 3;
    assert_int_equal(WppRecorderConfigure(&params), STATUS_INVALID_PARAMETER);
    params.Size = offsetof(RECORDER_CONFIGURE_PARAMS, UseTimeStamp); /* an older client */
    assert_int_equal(WppRecorderConfigure(&params), STATUS_SUCCESS);
}

static void configure_sets_time_stamps(void **state)
{
    (void)state;
    RECORDER_CONFIGURE_PARAMS params;
    RECORDER_CONFIGURE_PARAMS_INIT(&params);
    trace_int(test_control[0].AutoLogContext, TRACE_LEVEL_INFORMATION, 1);
    params.UseTimeStamp = WppRecorderTrue;
    params.PreciseTimeStamp = WppRecorderTrue;
    assert_int_equal(WppRecorderConfigure(&params), STATUS_SUCCESS);
    trace_int(test_control[0].AutoLogContext, TRACE_LEVEL_INFORMATION, 2);
    struct log_reading *log = read_handle(WppRecorderLogGetDefault());
    assert_int_equal(log->count, 2);
    assert_int_equal(log->records[0].time, 0);
    assert_int_equal(log->view.header.options, RECORD_OPTION_TIMESTAMP | RECORD_OPTION_PRECISE);
    /* Between 2020 and 2200, in 100 ns since 1601. */
    assert_in_range(log->records[1].time, UINT64_C(132223104000000000),
                    UINT64_C(189000000000000000));
    assert_int_equal(record_int(&log->records[1]), 2);
    log_done(log);
}

static void time_stamps_by_setting(void **state)
{
    (void)state;
    RECORDER_LOG_CREATE_PARAMS params;
    RECORDER_LOG log;
    restart_with("WPPRECORDER_PRECISETIMESTAMP", "1");
    assert_int_equal(live_header(WppRecorderLogGetDefault())->options, 0); /* needs both */
    restart_with("WPPRECORDER_USETIMESTAMP", "1");
    assert_int_equal(live_header(WppRecorderLogGetDefault())->options,
                     RECORD_OPTION_TIMESTAMP | RECORD_OPTION_PRECISE);
    RECORDER_LOG_CREATE_PARAMS_INIT(&params, "plain");
    params.UseTimeStamp = WppRecorderFalse;
    assert_int_equal(WppRecorderLogCreate(&params, &log), STATUS_SUCCESS);
    assert_int_equal(live_header(log)->options, 0);
    assert_int_equal(WppRecorderLogDelete(log), STATUS_SUCCESS);
}

static void create_makes_a_log_of_the_default_size(void **state)
{
    (void)state;
    RECORDER_LOG log = make_log("Device 1");
    const struct record_log_header *header = live_header(log);
    assert_int_equal(header->total_buffer_size, RECORDER_LOG_DEFAULT_BUFFER_SIZE);
    assert_int_equal(header->total_buffer_size, 1024);
    assert_int_equal(header->kind, RECORD_LOG_CUSTOM);
    assert_string_equal(header->identifier, "Device 1");
    assert_int_equal(trace_int(log, TRACE_LEVEL_WARNING, 42), STATUS_SUCCESS);
    struct log_reading *reading = read_handle(log);
    assert_int_equal(reading->count, 1);
    assert_int_equal(record_int(&reading->records[0]), 42);
    assert_int_equal(reading->records[0].level, TRACE_LEVEL_WARNING);
    assert_int_equal(reading->records[0].message_number, 10);
    assert_int_equal(reading->records[0].flags, 1);
    assert_memory_equal(reading->records[0].guid, &message_guid, sizeof message_guid);
    log_done(reading);
    assert_int_equal(WppRecorderLogDelete(log), STATUS_SUCCESS);
}

static void create_clips_the_size(void **state)
{
    (void)state;
    static const ULONG sizes[][2] = {
        {1, 256}, {256, 256}, {5000, 5000}, {8192, 8192}, {100000, 8192}};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        RECORDER_LOG_CREATE_PARAMS params;
        RECORDER_LOG log;
        RECORDER_LOG_CREATE_PARAMS_INIT(&params, NULL);
        params.TotalBufferSize = sizes[i][0];
        params.ErrorPartitionSize = 0;
        assert_int_equal(WppRecorderLogCreate(&params, &log), STATUS_SUCCESS);
        assert_int_equal(live_header(log)->total_buffer_size, sizes[i][1]);
        assert_int_equal(WppRecorderLogDelete(log), STATUS_SUCCESS);
    }
    restart_with("WPPRECORDER_PERBUFFERMAXBYTES", "100000");
    RECORDER_LOG_CREATE_PARAMS params;
    RECORDER_LOG log;
    RECORDER_LOG_CREATE_PARAMS_INIT(&params, NULL);
    params.TotalBufferSize = 90000;
    assert_int_equal(WppRecorderLogCreate(&params, &log), STATUS_SUCCESS);
    assert_int_equal(live_header(log)->total_buffer_size, 90000);
    assert_int_equal(WppRecorderLogDelete(log), STATUS_SUCCESS);
}

static void create_checks_its_parameters(void **state)
{
    (void)state;
    RECORDER_LOG_CREATE_PARAMS params;
    RECORDER_LOG log = (RECORDER_LOG)&params;
    RECORDER_LOG_CREATE_PARAMS_INIT(&params, NULL);
    assert_int_equal(WppRecorderLogCreate(&params, NULL), STATUS_INVALID_PARAMETER);
    assert_int_equal(WppRecorderLogCreate(NULL, &log), STATUS_INVALID_PARAMETER);
    assert_null(log);
    params.Size = 1;
    assert_int_equal(WppRecorderLogCreate(&params, &log), STATUS_INVALID_PARAMETER);
    RECORDER_LOG_CREATE_PARAMS_INIT(&params, NULL);
    params.ErrorPartitionSize = params.TotalBufferSize / 2 + 1;
    assert_int_equal(WppRecorderLogCreate(&params, &log), STATUS_INVALID_PARAMETER);
    params.ErrorPartitionSize = params.TotalBufferSize / 2;
    params.Size = offsetof(RECORDER_LOG_CREATE_PARAMS, UseTimeStamp); /* an older client */
    assert_int_equal(WppRecorderLogCreate(&params, &log), STATUS_SUCCESS);
    assert_int_equal(WppRecorderLogDelete(log), STATUS_SUCCESS);
}

static void identifiers_have_sixteen_characters(void **state)
{
    (void)state;
    RECORDER_LOG log = make_log("0123456789ABCDEFGHI");
    assert_string_equal(live_header(log)->identifier, "0123456789ABCDEF");
    assert_int_equal(live_header(log)->identifier_length, 16);
    assert_int_equal(WppRecorderLogSetIdentifier(log, "new"), STATUS_SUCCESS);
    assert_string_equal(live_header(log)->identifier, "new");
    assert_int_equal(WppRecorderLogSetIdentifier(log, "0123456789ABCDEFGHI"), STATUS_SUCCESS);
    assert_string_equal(live_header(log)->identifier, "0123456789ABCDEF");
    assert_int_equal(WppRecorderLogSetIdentifier(NULL, "new"), STATUS_INVALID_PARAMETER);
    assert_int_equal(WppRecorderLogSetIdentifier(log, NULL), STATUS_INVALID_PARAMETER);
    assert_int_equal(WppRecorderLogDelete(log), STATUS_SUCCESS);
}

static void identifiers_keep_an_appended_pointer_whole(void **state)
{
    (void)state;
    RECORDER_LOG_CREATE_PARAMS params;
    RECORDER_LOG log;
    RECORDER_LOG_CREATE_PARAMS_INIT_APPEND_POINTER(&params, "Device ",
                                                   (PVOID)(uintptr_t)0x1234abcd5678u);
    assert_int_equal(WppRecorderLogCreate(&params, &log), STATUS_SUCCESS);
    assert_string_equal(live_header(log)->identifier, "Devi1234abcd5678");
    assert_int_equal(WppRecorderLogDelete(log), STATUS_SUCCESS);
    RECORDER_LOG_CREATE_PARAMS_INIT_APPEND_POINTER(&params, NULL, (PVOID)(uintptr_t)0x10);
    assert_int_equal(WppRecorderLogCreate(&params, &log), STATUS_SUCCESS);
    assert_string_equal(live_header(log)->identifier, "10");
    assert_int_equal(WppRecorderLogDelete(log), STATUS_SUCCESS);
}

static void the_default_log_stays_as_it_is(void **state)
{
    (void)state;
    RECORDER_LOG log = WppRecorderLogGetDefault();
    assert_int_equal(WppRecorderLogDelete(log), STATUS_INVALID_PARAMETER);
    assert_int_equal(WppRecorderLogSetIdentifier(log, "mine"), STATUS_INVALID_PARAMETER);
    assert_ptr_equal(WppRecorderLogGetDefault(), log);
    assert_string_equal(live_header(log)->identifier, "");
}

static void a_null_handle_means_the_default_log(void **state)
{
    (void)state;
    assert_int_equal(WppRecorderLogDelete(NULL), STATUS_SUCCESS);
    assert_int_equal(trace_int(NULL, TRACE_LEVEL_INFORMATION, 7), STATUS_SUCCESS);
    assert_int_equal(trace_int(WppRecorderLogOrDefault(NULL, test_control[0].AutoLogContext),
                               TRACE_LEVEL_INFORMATION, 8),
                     STATUS_SUCCESS);
    struct log_reading *log = read_handle(WppRecorderLogGetDefault());
    assert_int_equal(log->count, 2);
    assert_int_equal(record_int(&log->records[0]), 7);
    assert_int_equal(record_int(&log->records[1]), 8);
    log_done(log);
}

static void a_user_mode_driver_has_its_default_log_only(void **state)
{
    (void)state;
    RECORDER_LOG_CREATE_PARAMS params;
    RECORDER_LOG log = (RECORDER_LOG)&params;
    restart_with("WPPRECORDER_ALLOWCUSTOMLOGS", "0");
    RECORDER_LOG_CREATE_PARAMS_INIT(&params, "custom");
    assert_int_equal(WppRecorderLogCreate(&params, &log), STATUS_NOT_SUPPORTED);
    assert_null(log);
    assert_int_equal(trace_int(log, TRACE_LEVEL_INFORMATION, 3), STATUS_SUCCESS);
    struct log_reading *reading = read_handle(WppRecorderLogGetDefault());
    assert_int_equal(reading->count, 1);
    log_done(reading);
    setenv("WPPRECORDER_ALLOWCUSTOMLOGS", "1", 1);
}

static void the_off_switch_stops_recording(void **state)
{
    (void)state;
    RECORDER_CONFIGURE_PARAMS configure;
    RECORDER_LOG_CREATE_PARAMS params;
    RECORDER_LOG log;
    restart_with("WPPRECORDER_DISABLE", "1");
    RECORDER_CONFIGURE_PARAMS_INIT(&configure);
    RECORDER_LOG_CREATE_PARAMS_INIT(&params, "custom");
    assert_int_equal(WppRecorderIsDefaultLogAvailable(), FALSE);
    assert_int_equal(WppRecorderConfigure(&configure), STATUS_SUCCESS);
    assert_int_equal(WppRecorderIsDefaultLogAvailable(), FALSE);
    assert_int_equal(WppRecorderLogCreate(&params, &log), STATUS_NOT_SUPPORTED);
    assert_int_equal(trace_int(test_control[0].AutoLogContext, TRACE_LEVEL_ERROR, 1),
                     STATUS_INVALID_HANDLE);
}

static void no_memory_leaves_everything_usable(void **state)
{
    (void)state;
    RECORDER_CONFIGURE_PARAMS configure;
    RECORDER_LOG_CREATE_PARAMS params;
    RECORDER_LOG log = (RECORDER_LOG)&params;
    RECORDER_LOG_CREATE_PARAMS_INIT(&params, "custom");
    RECORDER_CONFIGURE_PARAMS_INIT(&configure);
    fail_memory = true;
    assert_int_equal(WppRecorderLogCreate(&params, &log), STATUS_INSUFFICIENT_RESOURCES);
    assert_null(log);
    fail_memory = false;
    fail_objects = true;
    driver_stop(); /* takes no memory, and leaves handle objects that start and create would use */
    driver_start();
    fail_objects = false;
    driver_stop();
    fail_memory = true;
    driver_start();
    assert_int_equal(WppRecorderIsDefaultLogAvailable(), FALSE);
    assert_int_equal(WppRecorderConfigure(&configure), STATUS_INSUFFICIENT_RESOURCES);
    assert_int_equal(trace_int(test_control[0].AutoLogContext, TRACE_LEVEL_ERROR, 1),
                     STATUS_INVALID_HANDLE);
    fail_memory = false;
    assert_int_equal(WppRecorderConfigure(&configure), STATUS_SUCCESS);
    assert_int_equal(WppRecorderIsDefaultLogAvailable(), TRUE);
    assert_int_equal(trace_int(test_control[0].AutoLogContext, TRACE_LEVEL_ERROR, 1),
                     STATUS_SUCCESS);
}

static void dump_live_data_gives_header_and_records(void **state)
{
    (void)state;
    PVOID bytes;
    ULONG length;
    GUID guid;
    trace_int(test_control[0].AutoLogContext, TRACE_LEVEL_INFORMATION, 5);
    assert_int_equal(WppRecorderDumpLiveDriverData(&bytes, &length, &guid), STATUS_SUCCESS);
    assert_memory_equal(&guid, &test_guid, sizeof guid);
    struct log_reading *log = log_read(bytes, length);
    assert_non_null(log);
    assert_int_equal(log->count, 1);
    log_done(log);
    assert_int_equal(WppRecorderDumpLiveDriverData(NULL, &length, &guid), STATUS_INVALID_PARAMETER);
    assert_int_equal(WppRecorderLogDumpLiveData(NULL, &bytes, &length, &guid),
                     STATUS_INVALID_PARAMETER);
}

static void triage_info_describes_the_header(void **state)
{
    (void)state;
    WPP_TRIAGE_INFO info;
    const unsigned char *bytes = (const unsigned char *)live_header(WppRecorderLogGetDefault());
    uint16_t header_size;
    assert_int_equal(WppRecorderGetTriageInfo(NULL), STATUS_INVALID_PARAMETER);
    assert_int_equal(WppRecorderGetTriageInfo(&info), STATUS_SUCCESS);
    assert_int_equal(info.WppSizeOfAutoLogHeaderSizeField, sizeof header_size);
    memcpy(&header_size, bytes + info.WppAutoLogHeaderSizeOffset, sizeof header_size);
    assert_int_equal(header_size, info.WppAutoLogHeaderSize);
    assert_memory_equal(bytes + info.WppDriverContextOffset, &test_guid, sizeof test_guid);
    assert_int_equal(info.WppDriverContextSize, sizeof(struct record_driver_context));
}

static void linked_counters_number_both_drivers_records(void **state)
{
    (void)state;
    static struct test_control other[1];
    restart_with("WPPRECORDER_SHAREDSEQUENCE", "1");
    memset(other, 0, sizeof other);
    other[0].ControlGuid = &test_guid;
    WppAutoLogStart(other, NULL, NULL);
    assert_int_equal(imp_WppRecorderLinkCounters(other, NULL), STATUS_INVALID_PARAMETER);
    assert_ptr_not_equal(imp_WppRecorderGetCounterHandle(other), WppRecorderGetCounterHandle());
    assert_int_equal(imp_WppRecorderLinkCounters(other, WppRecorderGetCounterHandle()),
                     STATUS_SUCCESS);
    assert_ptr_equal(imp_WppRecorderGetCounterHandle(other), WppRecorderGetCounterHandle());
    for (int i = 0; i < 3; i++) {
        trace_int(test_control[0].AutoLogContext, TRACE_LEVEL_INFORMATION, i);
        trace_int(other[0].AutoLogContext, TRACE_LEVEL_INFORMATION, i);
    }
    struct log_reading *mine = read_handle(WppRecorderLogGetDefault());
    struct log_reading *theirs = read_handle((RECORDER_LOG)other[0].AutoLogContext);
    assert_int_equal(mine->view.header.counter_id, theirs->view.header.counter_id);
    for (unsigned i = 0; i < 3; i++) {
        assert_int_equal(mine->records[i].order, 2 * i);
        assert_int_equal(theirs->records[i].order, 2 * i + 1);
    }
    log_done(mine);
    log_done(theirs);
    driver_stop(); /* the owner goes first; the counter stays for the other */
    assert_int_equal(trace_int(other[0].AutoLogContext, TRACE_LEVEL_INFORMATION, 9),
                     STATUS_SUCCESS);
    WppAutoLogStop(other);
    assert_null(WppRecorderGetCounterHandle());
}

/* Runs `broken` in a child; whether it ended by SIGABRT. */
static bool aborts(void (*broken)(void))
{
    int status;
    fflush(NULL);
    const pid_t child = fork();
    if (child == 0) {
        freopen("/dev/null", "w", stderr);
        signal(SIGABRT, SIG_DFL);
        broken();
        _exit(0);
    }
    waitpid(child, &status, 0);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

static void trace_after_delete(void)
{
    RECORDER_LOG_CREATE_PARAMS params;
    RECORDER_LOG log;
    RECORDER_LOG_CREATE_PARAMS_INIT(&params, "gone");
    WppRecorderLogCreate(&params, &log);
    WppRecorderLogDelete(log);
    trace_int(log, TRACE_LEVEL_INFORMATION, 1);
}

static void delete_twice(void)
{
    RECORDER_LOG_CREATE_PARAMS params;
    RECORDER_LOG log;
    RECORDER_LOG_CREATE_PARAMS_INIT(&params, "gone");
    WppRecorderLogCreate(&params, &log);
    WppRecorderLogDelete(log);
    WppRecorderLogDelete(log);
}

static void use_after_delete_is_caught_in_debug_builds(void **state)
{
    (void)state;
#ifdef NDEBUG
    RECORDER_LOG log = make_log("gone");
    assert_int_equal(WppRecorderLogDelete(log), STATUS_SUCCESS);
    assert_int_equal(trace_int(log, TRACE_LEVEL_INFORMATION, 1), STATUS_INVALID_HANDLE);
    assert_int_equal(WppRecorderLogDelete(log), STATUS_INVALID_HANDLE);
    assert_false(aborts(trace_after_delete));
    assert_false(aborts(delete_twice));
#else
    assert_true(aborts(trace_after_delete));
    assert_true(aborts(delete_twice));
#endif
}

static void logs_can_be_files(void **state)
{
    (void)state;
    char directory[] = "recorder_logs_XXXXXX", path[128];
    assert_non_null(mkdtemp(directory));
    restart_with("WPPRECORDER_LOGDIRECTORY", directory);
    trace_int(NULL, TRACE_LEVEL_INFORMATION, 77);
    const struct record_log_header *header = live_header(WppRecorderLogGetDefault());
    snprintf(path, sizeof path, "%s/testdrv-%llu-%llu-0.ifr", directory,
             (unsigned long long)header->driver.process_id,
             (unsigned long long)(header->driver.instance & 0xFFFF));
    static unsigned char bytes[65536];
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    const size_t size = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    struct log_reading *log = log_read(bytes, size);
    assert_non_null(log);
    assert_int_equal(log->count, 1);
    assert_int_equal(record_int(&log->records[0]), 77);
    log_done(log);
    unlink(path);
    restart_with("WPPRECORDER_LOGDIRECTORY", "/nonexistent/directory");
    assert_int_equal(WppRecorderIsDefaultLogAvailable(), FALSE);
    rmdir(directory);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(default_log_has_documented_size),
        TEST(start_points_all_control_blocks_at_the_default_log),
        TEST(stop_clears_the_control_blocks),
        TEST(settings_size_the_default_log),
        TEST(verbose_on_sets_the_blocks),
        TEST(settings_come_from_an_ini_file),
        TEST(configure_takes_the_default_log_away_and_back),
        TEST(configure_checks_its_parameters),
        TEST(configure_sets_time_stamps),
        TEST(time_stamps_by_setting),
        TEST(create_makes_a_log_of_the_default_size),
        TEST(create_clips_the_size),
        TEST(create_checks_its_parameters),
        TEST(identifiers_have_sixteen_characters),
        TEST(identifiers_keep_an_appended_pointer_whole),
        TEST(the_default_log_stays_as_it_is),
        TEST(a_null_handle_means_the_default_log),
        TEST(a_user_mode_driver_has_its_default_log_only),
        TEST(the_off_switch_stops_recording),
        TEST(no_memory_leaves_everything_usable),
        TEST(dump_live_data_gives_header_and_records),
        TEST(triage_info_describes_the_header),
        TEST(linked_counters_number_both_drivers_records),
        TEST(use_after_delete_is_caught_in_debug_builds),
        TEST(logs_can_be_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
