/*
 * A user-mode driver with generated headers of the user-mode templates: it has its default log
 * only, its messages for a refused custom log still arrive, verbose ones do not, and a live session
 * sees them by flag and level.
 */
#include <windows.h>

#include "um_driver.h"
#include "WppRecorder.h"
#include "log_reading.h"
#include "wpp_host.h"

#include "um_driver.tmh"

#include <stdio.h>

static unsigned live_messages;

static void count_message(void *context, const struct wpp_host_message *message)
{
    (void)context, (void)message;
    live_messages++;
}

#define CHECK(condition)                                                                           \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "line %d: %s\n", __LINE__, #condition);                                \
            return 1;                                                                              \
        }                                                                                          \
    } while (0)

static int check_log(void)
{
    PVOID bytes;
    ULONG length;
    GUID guid;
    CHECK(WppRecorderDumpLiveDriverData(&bytes, &length, &guid) == STATUS_SUCCESS);
    struct log_reading *log = log_read(bytes, length);
    CHECK(log != NULL);
    CHECK(log->count == 3);
    CHECK(record_int(&log->records[0]) == 1 && log->records[0].level == TRACE_LEVEL_INFORMATION);
    CHECK(record_int(&log->records[1]) == 2 && log->records[1].level == TRACE_LEVEL_ERROR);
    CHECK(log->records[1].partition == RECORD_PARTITION_ERROR);
    CHECK(log->records[2].argument_size == 2 + 5 * sizeof(WCHAR)); /* a counted string */
    log_done(log);
    return 0;
}

int main(void)
{
    static const GUID control = {
        0x6e0b9d52, 0x7a5e, 0x4d35, {0x8c, 0x0a, 0x11, 0x53, 0x22, 0xc0, 0x77, 0x4f}};
    DRIVER_OBJECT driver = {0};
    UNICODE_STRING path, text;
    RECORDER_LOG_CREATE_PARAMS params;
    RECORDER_LOG log;
    RtlInitUnicodeString(&path, L"\\Registry\\Machine\\System\\CurrentControlSet\\Services\\umdrv");
    RtlInitUnicodeString(&text, L"hello");

    UmTrace(TRACE_LEVEL_ERROR, UM_FLAG_ONE, "before: %d", 0);
    WPP_INIT_TRACING(&driver, &path);
    CHECK(WppRecorderIsDefaultLogAvailable());
    RECORDER_LOG_CREATE_PARAMS_INIT(&params, "custom");
    CHECK(WppRecorderLogCreate(&params, &log) == STATUS_NOT_SUPPORTED && log == NULL);
    UmTrace(TRACE_LEVEL_INFORMATION, UM_FLAG_ONE, "one: %d", 1);
    UmLog(log, TRACE_LEVEL_ERROR, UM_FLAG_TWO, "two: %d", 2);
    UmTrace(TRACE_LEVEL_VERBOSE, UM_FLAG_ONE, "verbose: %d", 3);
    UmTrace(TRACE_LEVEL_WARNING, UM_FLAG_TWO, "text: %wZ", &text);
    if (check_log() != 0)
        return 1;

    WPP_HOST_SESSION session = WppHostSessionStart(count_message, NULL);
    CHECK(session
          && WppHostEnable(session, &control, 2, TRACE_LEVEL_WARNING)); /* the second flag */
    UmTrace(TRACE_LEVEL_ERROR, UM_FLAG_ONE, "not: %d", 1);
    UmTrace(TRACE_LEVEL_ERROR, UM_FLAG_TWO, "seen: %d", 2);
    UmTrace(TRACE_LEVEL_INFORMATION, UM_FLAG_TWO, "not: %d", 3);
    CHECK(live_messages == 1);
    CHECK(WppHostEnable(session, &control, WPP_HOST_REPLAY, 5)); /* six are recorded by now */
    CHECK(live_messages == 1 + 6);
    WppHostSessionStop(session);
    WPP_CLEANUP(&driver);
    UmTrace(TRACE_LEVEL_ERROR, UM_FLAG_ONE, "after: %d", 0);
    return 0;
}
