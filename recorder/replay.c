/*
 * Replay on enable: a session that comes late gets what the logs still hold. Works on snapshots, so
 * that messages traced meanwhile do not run into it; they reach the session by themselves.
 */
#include "nt.h"

#include "control_block.h"
#include "entry.h"
#include "runtime.h"
#include "record_reader.h"
#include "session.h"

#include <evntrace.h>
#include <string.h>

#ifndef TRACE_MESSAGE_SEQUENCE
#define TRACE_MESSAGE_SEQUENCE 1
#endif

/* A log on its way out: its copy, the place in it, and the record that is next. */
struct replay_log {
    struct replay_log *next;
    struct record_log_view view;
    struct record_merge merge;
    struct record record;
    bool ready;
    unsigned char *copy; /* 8-byte aligned; the arguments' buffer follows it */
    unsigned char *arguments;
};

/* False: no memory, or nothing there. */
static bool add_log(struct replay_log **list, const struct recorder_log *log)
{
    if (!recorder_log_is_open(log))
        return false;
    const size_t size = (size_t)recorder_log_header(log)->region_size;
    struct replay_log *replay = recorder_alloc(sizeof *replay + 2 * size);
    if (!replay)
        return false;
    replay->copy = (unsigned char *)(replay + 1);
    replay->arguments = replay->copy + size;
    if (!record_snapshot(recorder_log_header(log), replay->copy, size)
        || !record_log_open(&replay->view, replay->copy, size)) {
        recorder_free(replay);
        return false;
    }
    record_merge_start(&replay->merge, &replay->view, replay->arguments);
    replay->ready = record_merge_next(&replay->merge, &replay->record);
    replay->next = *list;
    *list = replay;
    return true;
}

static struct replay_log *oldest(struct replay_log *list)
{
    struct replay_log *first = NULL;
    for (; list; list = list->next)
        if (list->ready && (!first || list->record.order < first->record.order))
            first = list;
    return first;
}

static void send_record(ULONG64 handle, const struct record *record)
{
    GUID guid;
    const struct wpp_host_part part = {record->arguments, record->argument_size};
    const ULONG options = TRACE_MESSAGE_SEQUENCE | TRACE_MESSAGE_GUID | TRACE_MESSAGE_TIMESTAMP
                          | TRACE_MESSAGE_SYSTEMINFO;
    memcpy(&guid, record->guid, sizeof guid);
#ifdef _WIN32
    /* A real session takes the handle of a user-mode callback; ours answers for the handles that it
     * made. */
    if (recorder_send(handle, options, &guid, record->message_number, &part, 1)
        == RECORDER_NO_SESSION)
        TraceMessage(handle, options, &guid, record->message_number, part.data, part.size, NULL);
#else
    recorder_send(handle, options, &guid, record->message_number, &part, part.size ? 1 : 0);
#endif
}

static void replay_driver(const struct recorder_driver *driver, ULONG64 handle)
{
    struct replay_log *list = NULL, *log;
    recorder_runtime_lock();
    add_log(&list, driver->default_log);
    for (const struct recorder_log *custom = driver->custom_logs; custom; custom = custom->next)
        add_log(&list, custom);
    recorder_runtime_unlock();
    while ((log = oldest(list)) != NULL) {
        send_record(handle, &log->record);
        log->ready = record_merge_next(&log->merge, &log->record);
    }
    while ((log = list) != NULL) {
        list = log->next;
        recorder_free(log);
    }
}

static const struct recorder_driver *driver_of_block(const void *block)
{
    struct recorder_runtime *runtime = recorder_runtime();
    for (size_t i = 0; i < RECORDER_DRIVERS_MAX; i++) {
        const struct recorder_driver *driver = &runtime->drivers[i];
        void *own = __atomic_load_n(&driver->control_block, __ATOMIC_ACQUIRE);
        for (; own; own = recorder_control_view(own, driver->kernel).next)
            if (own == block)
                return driver;
    }
    return NULL;
}

void recorder_replay(void *block, ULONG64 handle, ULONG flags)
{
    const struct recorder_driver *driver = flags & WPP_HOST_REPLAY ? driver_of_block(block) : NULL;
    if (driver)
        replay_driver(driver, handle);
}

VOID imp_WppRecorderReplay(PVOID WppCb, ULONG64 WppTraceHandle, ULONG EnableFlags,
                           UCHAR EnableLevel)
{
    (void)EnableLevel; /* what was recorded passed the recorder's own filter; the flag asks for all
                          of it */
    recorder_replay(WppCb, WppTraceHandle, EnableFlags);
}
