/* The documented functions of WppRecorder.h: checking what they are given, and one driver's logs
 * under the lock. */
#include "nt.h"

#include "WppRecorder.h"
#include "control_block.h"
#include "runtime.h"

#include <stdio.h>
#include <string.h>

static bool live(const struct recorder_log *log)
{
    return log && recorder_log_is_open(log);
}

static uint32_t choose(uint32_t tri_state, uint32_t by_registry)
{
    return tri_state == WppRecorderUseDefault ? by_registry != 0 : tri_state == WppRecorderTrue;
}

static uint32_t timestamp_options(const struct recorder_settings *settings, uint32_t use,
                                  uint32_t precise)
{
    if (!choose(use, settings->use_timestamp))
        return 0;
    return RECORD_OPTION_TIMESTAMP
           | (choose(precise, settings->precise_timestamp) ? RECORD_OPTION_PRECISE : 0);
}

static NTSTATUS configure(struct recorder_driver *driver, const RECORDER_CONFIGURE_PARAMS *params,
                          uint32_t options)
{
    struct recorder_log *log = driver->default_log;
    if (!params->CreateDefaultLog) {
        recorder_log_close(log, RECORDER_LOG_OFF);
        return STATUS_SUCCESS;
    }
    if (recorder_log_is_open(log)) {
        recorder_log_set_options(log, options);
        return STATUS_SUCCESS;
    }
    if (driver->settings.disabled)
        return STATUS_SUCCESS; /* the off switch wins, silently: the driver did nothing wrong */
    return recorder_driver_open_default(driver, options) ? STATUS_SUCCESS
                                                         : STATUS_INSUFFICIENT_RESOURCES;
}

NTSTATUS imp_WppRecorderConfigure(PVOID WppCb, PRECORDER_CONFIGURE_PARAMS ConfigureParams)
{
    const size_t short_size = offsetof(RECORDER_CONFIGURE_PARAMS, UseTimeStamp);
    if (!ConfigureParams
        || (ConfigureParams->Size != sizeof *ConfigureParams
            && ConfigureParams->Size != short_size))
        return STATUS_INVALID_PARAMETER;
    const bool whole = ConfigureParams->Size == sizeof *ConfigureParams;
    NTSTATUS status = STATUS_DEVICE_NOT_READY;
    recorder_runtime_lock();
    struct recorder_driver *driver = recorder_driver_find(WppCb);
    if (driver) {
        const uint32_t options = timestamp_options(
            &driver->settings,
            whole ? (uint32_t)ConfigureParams->UseTimeStamp : WppRecorderUseDefault,
            whole ? (uint32_t)ConfigureParams->PreciseTimeStamp : WppRecorderUseDefault);
        status = configure(driver, ConfigureParams, options);
        struct recorder_control control;
        for (void *block = WppCb; block; block = control.next) {
            control = recorder_control_view(block, driver->kernel);
            *control.attach_to_mini_dump = live(driver->default_log);
        }
    }
    recorder_runtime_unlock();
    return status;
}

/* The identifier with the appended pointer; the pointer stays whole, the identifier gives way.
 * `out` has room for RECORDER_LOG_IDENTIFIER_MAX_CHARS characters and a NUL. Returns the length. */
static size_t make_identifier(const RECORDER_LOG_CREATE_PARAMS *params, char *out)
{
    const size_t most = RECORDER_LOG_IDENTIFIER_MAX_CHARS;
    size_t length = 0, limit = params->LogIdentifierSize && params->LogIdentifierSize < most
                                   ? params->LogIdentifierSize
                                   : most;
    char pointer[2 * sizeof(ULONGLONG) + 1] = "";
    if (params->LogIdentifierAppendValueSet)
        snprintf(pointer, sizeof pointer, "%llx",
                 (unsigned long long)params->LogIdentifierAppendValue);
    const size_t pointer_length = strlen(pointer);
    if (limit > most - pointer_length)
        limit = most - pointer_length;
    while (length < limit && params->LogIdentifier[length] != '\0') {
        out[length] = params->LogIdentifier[length];
        length++;
    }
    memcpy(out + length, pointer, pointer_length + 1);
    return length + pointer_length;
}

static uint32_t clip(uint32_t value, uint32_t low, uint32_t high)
{
    return value < low ? low : value > high ? high : value;
}

static NTSTATUS create(struct recorder_driver *driver, const RECORDER_LOG_CREATE_PARAMS *params,
                       RECORDER_LOG *handle)
{
    const bool whole = params->Size == sizeof *params;
    char path[512], identifier[RECORDER_LOG_IDENTIFIER_MAX_CHARS + 1];
    if (driver->settings.disabled || (!driver->kernel && !driver->settings.allow_custom_logs))
        return STATUS_NOT_SUPPORTED;
    struct recorder_log_plan plan = {
        .total_bytes = clip(params->TotalBufferSize, driver->settings.per_buffer_min_bytes,
                            driver->settings.per_buffer_max_bytes),
        .error_bytes = params->ErrorPartitionSize,
        .log_tag = params->LogTag,
        .kind = RECORD_LOG_CUSTOM,
        .identifier = identifier,
        .identifier_length = make_identifier(params, identifier),
        .options = timestamp_options(
            &driver->settings, whole ? (uint32_t)params->UseTimeStamp : WppRecorderUseDefault,
            whole ? (uint32_t)params->PreciseTimeStamp : WppRecorderUseDefault),
    };
    if (plan.error_bytes > plan.total_bytes / 2)
        plan.error_bytes = plan.total_bytes / 2; /* it was within half of what was asked for */
    struct recorder_log *log = recorder_log_object(driver);
    if (!log)
        return STATUS_INSUFFICIENT_RESOURCES;
    plan.path = recorder_driver_log_path(driver, path, sizeof path);
    if (!recorder_log_open(log, &plan, &driver->context, driver->counter, &driver->settings)) {
        recorder_log_object_retire(log);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    log->next = driver->custom_logs;
    driver->custom_logs = log;
    *handle = (RECORDER_LOG)log;
    return STATUS_SUCCESS;
}

NTSTATUS imp_WppRecorderLogCreate(PVOID WppCb, PRECORDER_LOG_CREATE_PARAMS CreateParams,
                                  RECORDER_LOG *RecorderLog)
{
    if (!RecorderLog)
        return STATUS_INVALID_PARAMETER;
    *RecorderLog = NULL;
    if (!CreateParams
        || (CreateParams->Size != sizeof *CreateParams
            && CreateParams->Size != offsetof(RECORDER_LOG_CREATE_PARAMS, UseTimeStamp))
        || CreateParams->ErrorPartitionSize > CreateParams->TotalBufferSize / 2)
        return STATUS_INVALID_PARAMETER;
    NTSTATUS status = STATUS_DEVICE_NOT_READY;
    recorder_runtime_lock();
    struct recorder_driver *driver = recorder_driver_find(WppCb);
    if (driver)
        status = create(driver, CreateParams, RecorderLog);
    recorder_runtime_unlock();
    return status;
}

/* Takes a custom log out of its driver's list. False: it is not there. */
static bool unlink_log(struct recorder_driver *driver, const struct recorder_log *log)
{
    for (struct recorder_log **link = &driver->custom_logs; *link; link = &(*link)->next) {
        if (*link == log) {
            *link = log->next;
            return true;
        }
    }
    return false;
}

NTSTATUS imp_WppRecorderLogDelete(PVOID WppCb, RECORDER_LOG RecorderLog)
{
    struct recorder_log *log = (struct recorder_log *)RecorderLog;
    NTSTATUS status = STATUS_DEVICE_NOT_READY;
    if (!log)
        return STATUS_SUCCESS;
    recorder_runtime_lock();
    struct recorder_driver *driver = recorder_driver_find(WppCb);
    if (driver && log == driver->default_log)
        status = STATUS_INVALID_PARAMETER;
    else if (driver && !unlink_log(driver, log))
        status = STATUS_INVALID_HANDLE;
    else if (driver) {
        recorder_log_close(log, RECORDER_LOG_CLOSED);
        recorder_log_object_retire(log);
        status = STATUS_SUCCESS;
    }
    recorder_runtime_unlock();
    if (RECORDER_DEBUG && status == STATUS_INVALID_HANDLE)
        recorder_stop("a log was deleted twice, or by a driver that does not own it");
    return status;
}

RECORDER_LOG imp_WppRecorderLogGetDefault(PVOID WppCb)
{
    const struct recorder_driver *driver = recorder_driver_find(WppCb);
    return driver && live(driver->default_log) ? (RECORDER_LOG)driver->default_log : NULL;
}

BOOLEAN imp_WppRecorderIsDefaultLogAvailable(PVOID WppCb)
{
    return imp_WppRecorderLogGetDefault(WppCb) != NULL;
}

NTSTATUS imp_WppRecorderLogSetIdentifier(PVOID WppCb, RECORDER_LOG RecorderLog,
                                         const CHAR *LogIdentifier)
{
    struct recorder_log *log = (struct recorder_log *)RecorderLog;
    NTSTATUS status = STATUS_INVALID_PARAMETER;
    recorder_runtime_lock();
    const struct recorder_driver *driver = recorder_driver_find(WppCb);
    if (!driver)
        status = STATUS_DEVICE_NOT_READY;
    else if (LogIdentifier && live(log) && log->driver == driver && log != driver->default_log) {
        recorder_log_identify(log, LogIdentifier, RECORDER_LOG_IDENTIFIER_MAX_CHARS);
        status = STATUS_SUCCESS;
    }
    recorder_runtime_unlock();
    return status;
}

NTSTATUS imp_WppRecorderDumpLiveDriverData(PVOID WppCb, PVOID *OutBuffer, PULONG OutBufferLength,
                                           LPGUID Guid)
{
    const struct recorder_driver *driver = recorder_driver_find(WppCb);
    if (!OutBuffer || !OutBufferLength || !Guid)
        return STATUS_INVALID_PARAMETER;
    if (!driver)
        return STATUS_DEVICE_NOT_READY;
    if (!live(driver->default_log))
        return STATUS_NOT_FOUND;
    *OutBuffer = driver->default_log->region;
    *OutBufferLength = (ULONG)recorder_log_header(driver->default_log)->region_size;
    memcpy(Guid, driver->context.control_guid, sizeof *Guid);
    return STATUS_SUCCESS;
}

NTSTATUS imp_WppRecorderLogDumpLiveData(PVOID WppCb, RECORDER_LOG RecorderLog, PVOID *OutBuffer,
                                        PULONG OutBufferLength, LPGUID Guid)
{
    const struct recorder_log *log = (const struct recorder_log *)RecorderLog;
    if (!recorder_driver_find(WppCb))
        return STATUS_DEVICE_NOT_READY;
    if (!OutBuffer || !OutBufferLength || !Guid || !live(log))
        return STATUS_INVALID_PARAMETER;
    *OutBuffer = log->region;
    *OutBufferLength = (ULONG)recorder_log_header(log)->region_size;
    memset(Guid, 0, sizeof *Guid);
    return STATUS_SUCCESS;
}

NTSTATUS imp_WppRecorderGetTriageInfo(PVOID WppCb, PWPP_TRIAGE_INFO TriageInfo)
{
    const struct record_log_header *header;
    if (!TriageInfo)
        return STATUS_INVALID_PARAMETER;
    if (!recorder_driver_find(WppCb))
        return STATUS_DEVICE_NOT_READY;
    TriageInfo->WppAutoLogHeaderSize = sizeof *header;
    TriageInfo->WppDriverContextOffset = offsetof(struct record_log_header, driver);
    TriageInfo->WppAutoLogHeaderSizeOffset = offsetof(struct record_log_header, header_size);
    TriageInfo->WppSizeOfAutoLogHeaderSizeField = sizeof header->header_size;
    TriageInfo->WppDriverContextSize = sizeof header->driver;
    return STATUS_SUCCESS;
}

WPP_RECORDER_COUNTER imp_WppRecorderGetCounterHandle(PVOID WppCb)
{
    const struct recorder_driver *driver = recorder_driver_find(WppCb);
    return driver ? (WPP_RECORDER_COUNTER)driver->counter : NULL;
}

NTSTATUS imp_WppRecorderLinkCounters(PVOID WppCb, WPP_RECORDER_COUNTER CounterOwner)
{
    struct recorder_counter *counter = (struct recorder_counter *)CounterOwner;
    NTSTATUS status = STATUS_SUCCESS;
    if (!counter)
        return STATUS_INVALID_PARAMETER;
    recorder_runtime_lock();
    struct recorder_driver *driver = recorder_driver_find(WppCb);
    if (!driver)
        status = STATUS_DEVICE_NOT_READY;
    else if (counter != driver->counter && driver->counter != driver->own_counter)
        status = STATUS_INVALID_DEVICE_REQUEST; /* linked already; a message may be using that
                                                   counter right now */
    else if (counter != driver->counter) {
        counter->users++;
        driver->counter = counter;
        if (live(driver->default_log))
            recorder_log_set_counter(driver->default_log, counter);
        for (struct recorder_log *log = driver->custom_logs; log; log = log->next)
            recorder_log_set_counter(log, counter);
    }
    recorder_runtime_unlock();
    return status;
}
