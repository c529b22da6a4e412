/* Starting and stopping drivers, and the objects behind handles. See runtime.h for why there is
 * global state. */
#include "nt.h"

#include "control_block.h"
#include "entry.h"
#include "runtime.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PAGE_BYTES 4096
#define DEFAULT_LOG_BYTES (RECORDER_DEBUG ? 24576 : 4096) /* "Using WPP Recorder", 2017 revision   \
                                                           */

static struct recorder_runtime runtime;

struct recorder_runtime *recorder_runtime(void)
{
    return &runtime;
}

void recorder_runtime_lock(void)
{
    while (__atomic_exchange_n(&runtime.locked, 1, __ATOMIC_ACQUIRE) != 0)
        recorder_yield();
}

void recorder_runtime_unlock(void)
{
    __atomic_store_n(&runtime.locked, 0, __ATOMIC_RELEASE);
}

_Noreturn void recorder_stop(const char *message)
{
    fprintf(stderr, "wpprecorder: %s\n", message);
    abort();
}

void recorder_log_refuse(const struct recorder_log *log)
{
    if (RECORDER_DEBUG
        && RECORDER_GATE_STATE(__atomic_load_n(&log->gate, __ATOMIC_RELAXED))
               == RECORDER_LOG_CLOSED)
        recorder_stop("a message was traced to a log that has been deleted");
}

struct recorder_driver *recorder_driver_find(const void *control_block)
{
    for (size_t i = 0; control_block && i < RECORDER_DRIVERS_MAX; i++)
        if (__atomic_load_n(&runtime.drivers[i].control_block, __ATOMIC_ACQUIRE) == control_block)
            return &runtime.drivers[i];
    return NULL;
}

struct recorder_log *recorder_log_object(struct recorder_driver *driver)
{
    struct recorder_log *log = runtime.spare_logs;
    if (log)
        runtime.spare_logs = log->next;
    else
        log = recorder_alloc(sizeof *log);
    if (log) {
        memset(log, 0, sizeof *log);
        log->driver = driver;
    }
    return log;
}

void recorder_log_object_retire(struct recorder_log *log)
{
    struct recorder_log **list = RECORDER_DEBUG ? &runtime.retired_logs : &runtime.spare_logs;
    log->driver = NULL;
    log->next = *list;
    *list = log;
}

void recorder_counter_drop(struct recorder_counter *counter)
{
    if (--counter->users == 0)
        recorder_free(counter);
}

/* Text of a UNICODE_STRING whose characters have the driver's width, not the library's; '?' for
 * what is not ASCII. */
static void narrow(const UNICODE_STRING *text, char *out, size_t size)
{
    const size_t width = recorder_wchar_size();
    size_t used = 0;
    for (size_t at = 0; text && text->Buffer && at + width <= text->Length && used + 1 < size;
         at += width) {
        uint32_t character = 0;
        memcpy(&character, (const char *)text->Buffer + at, width);
        out[used++] = character > 0 && character < 128 ? (char)character : '?';
    }
    out[used] = '\0';
}

static const char *last_component(const char *path)
{
    const char *start = path;
    for (const char *c = path; *c; c++)
        if (*c == '\\' || *c == '/')
            start = c + 1;
    return start;
}

const char *recorder_driver_log_path(struct recorder_driver *driver, char *path, size_t size)
{
    char name[sizeof driver->context.name];
    if (driver->settings.directory[0] == '\0')
        return NULL;
    snprintf(name, sizeof name, "%s", driver->context.name[0] ? driver->context.name : "driver");
    for (char *c = name; *c; c++)
        if (!strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_", *c))
            *c = '_';
    const int length =
        snprintf(path, size, "%s/%s-%llu-%llu-%u.ifr", driver->settings.directory, name,
                 (unsigned long long)driver->context.process_id,
                 (unsigned long long)(driver->context.instance & 0xFFFF), driver->generation++);
    return length > 0 && (size_t)length < size ? path : NULL;
}

bool recorder_driver_open_default(struct recorder_driver *driver, uint32_t options)
{
    char path[512];
    const struct recorder_settings *settings = &driver->settings;
    const uint32_t total =
        settings->log_pages ? settings->log_pages * PAGE_BYTES : DEFAULT_LOG_BYTES;
    const struct recorder_log_plan plan = {
        .total_bytes = total,
        .error_bytes = total / 4,
        .options = options,
        .kind = RECORD_LOG_DEFAULT,
        .path = recorder_driver_log_path(driver, path, sizeof path),
    };
    return recorder_log_open(driver->default_log, &plan, &driver->context, driver->counter,
                             settings);
}

static uint32_t timestamp_options(const struct recorder_settings *settings)
{
    if (!settings->use_timestamp)
        return 0;
    return RECORD_OPTION_TIMESTAMP | (settings->precise_timestamp ? RECORD_OPTION_PRECISE : 0);
}

static void fill_context(struct recorder_driver *driver, void *control_block, const char *service)
{
    const struct recorder_control control = recorder_control_view(control_block, driver->kernel);
    struct record_driver_context *context = &driver->context;
    memset(context, 0, sizeof *context);
    if (control.control_guid)
        memcpy(context->control_guid, control.control_guid, sizeof context->control_guid);
    context->process_id = recorder_process_id();
    context->instance = (recorder_filetime(true) << 16) | (++runtime.starts & 0xFFFF);
    for (size_t i = 0; i + 1 < sizeof context->name && service[i] != '\0'; i++)
        context->name[i] = service[i];
}

/* Points the driver's control blocks at its default log, which is an object even when there is no
 * log. */
static void attach(struct recorder_driver *driver, void *control_block)
{
    const bool open = recorder_log_is_open(driver->default_log);
    struct recorder_control control;
    for (void *block = control_block; block; block = control.next) {
        control = recorder_control_view(block, driver->kernel);
        *control.verbose_enabled = driver->settings.verbose_on != 0;
        *control.attach_to_mini_dump = open;
        *control.auto_log_context = driver->default_log;
    }
}

/* Fills a free place. False: no memory for the objects without which nothing can be pointed at. */
static bool start_driver(struct recorder_driver *driver, void *control_block,
                         const UNICODE_STRING *path, bool kernel)
{
    char registry_path[512];
    memset(driver, 0, sizeof *driver);
    driver->kernel = kernel;
    narrow(path, registry_path, sizeof registry_path);
    fill_context(driver, control_block, last_component(registry_path));
    recorder_settings_load(&driver->settings, driver->context.name, registry_path);
    driver->default_log = recorder_log_object(driver);
    driver->own_counter = recorder_alloc(sizeof *driver->own_counter);
    if (!driver->default_log || !driver->own_counter) {
        if (driver->default_log)
            recorder_log_object_retire(driver->default_log);
        recorder_free(driver->own_counter);
        return false;
    }
    driver->own_counter->users = 1;
    driver->counter = driver->own_counter;
    if (!driver->settings.disabled)
        recorder_driver_open_default(driver, timestamp_options(&driver->settings));
    return true;
}

static void auto_log_start(void *control_block, const UNICODE_STRING *path, bool kernel)
{
    recorder_runtime_lock();
    struct recorder_driver *driver = recorder_driver_find(control_block);
    if (driver) {
        attach(driver,
               control_block); /* a second start: the blocks may have been initialised again */
    } else {
        for (size_t i = 0; i < RECORDER_DRIVERS_MAX && !driver; i++)
            if (!runtime.drivers[i].control_block)
                driver = &runtime.drivers[i];
        if (driver && start_driver(driver, control_block, path, kernel)) {
            attach(driver, control_block);
            __atomic_store_n(&driver->control_block, control_block, __ATOMIC_RELEASE);
            __atomic_store_n(&runtime.fallback, driver->default_log, __ATOMIC_RELEASE);
        }
    }
    recorder_runtime_unlock();
}

static void detach(const struct recorder_driver *driver, void *control_block)
{
    struct recorder_control control;
    for (void *block = control_block; block; block = control.next) {
        control = recorder_control_view(block, driver->kernel);
        *control.auto_log_context = NULL;
        *control.verbose_enabled = 0;
        *control.attach_to_mini_dump = 0;
    }
}

static void choose_fallback(void)
{
    struct recorder_log *fallback = NULL;
    for (size_t i = 0; i < RECORDER_DRIVERS_MAX; i++)
        if (runtime.drivers[i].control_block)
            fallback = runtime.drivers[i].default_log;
    __atomic_store_n(&runtime.fallback, fallback, __ATOMIC_RELEASE);
}

static void release_logs(struct recorder_driver *driver)
{
    for (struct recorder_log *log = driver->custom_logs, *next; log; log = next) {
        next = log->next;
        recorder_log_close(log, RECORDER_LOG_CLOSED);
        recorder_log_object_retire(log);
    }
    recorder_log_close(driver->default_log, RECORDER_LOG_CLOSED);
    recorder_log_object_retire(driver->default_log);
}

static void auto_log_stop(void *control_block)
{
    recorder_runtime_lock();
    struct recorder_driver *driver = recorder_driver_find(control_block);
    if (driver) {
        detach(driver, control_block);
        __atomic_store_n(&driver->control_block, NULL, __ATOMIC_RELEASE);
        choose_fallback();
        release_logs(driver);
        if (driver->counter != driver->own_counter)
            recorder_counter_drop(driver->counter);
        recorder_counter_drop(driver->own_counter);
    }
    recorder_runtime_unlock();
}

VOID WppAutoLogStart(PVOID WppCb, PVOID DrvObj, const void *RegPath)
{
    (void)DrvObj;
    auto_log_start(WppCb, RegPath, false);
}

VOID WppAutoLogStop(PVOID WppCb)
{
    auto_log_stop(WppCb);
}

VOID WppAutoLogStartKm(PVOID WppCb, PVOID DrvObj, const void *RegPath)
{
    (void)DrvObj;
    auto_log_start(WppCb, RegPath, true);
}

VOID WppAutoLogStopKm(PVOID WppCb, PVOID DrvObj)
{
    (void)DrvObj;
    auto_log_stop(WppCb);
}
