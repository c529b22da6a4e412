/*
 * The drivers of this process and their logs. The one piece of mutable file-scope state of the
 * recorder, because the entry points that generated headers call carry no context of their own:
 * struct recorder_runtime in runtime.c. A spin lock guards the control path; the logging path reads
 * two atomics at most.
 */
#ifndef RECORDER_RUNTIME_H
#define RECORDER_RUNTIME_H

#include "log.h"

#define RECORDER_DRIVERS_MAX 64

struct recorder_driver {
    void *control_block; /* &WPP_CB[0], names the driver; NULL: the place is free; atomic */
    bool kernel;         /* layout of the control block, and who may create logs */
    uint32_t generation; /* counts the files of custom logs */
    struct recorder_settings settings;
    struct record_driver_context context;
    struct recorder_counter *own_counter;
    struct recorder_counter *counter; /* the own one, or a linked one */
    struct recorder_log *default_log; /* always an object; its state tells whether there is a log */
    struct recorder_log *custom_logs;
};

struct recorder_runtime {
    uint32_t locked;
    struct recorder_log
        *fallback; /* default log of the driver started last: for NULL handles; atomic */
    struct recorder_log *spare_logs;
    struct recorder_log *retired_logs; /* debug builds: deleted handles, kept apart */
    uint64_t starts;
    struct recorder_driver drivers[RECORDER_DRIVERS_MAX];
};

struct recorder_runtime *recorder_runtime(void);
void recorder_runtime_lock(void);
void recorder_runtime_unlock(void);

/* The driver of a control block, NULL when it has not started. */
struct recorder_driver *recorder_driver_find(const void *control_block);

/* A log object in state OFF owned by the driver; NULL without memory. Under the lock. */
struct recorder_log *recorder_log_object(struct recorder_driver *driver);

/* Puts a closed log object back for later use, except in debug builds: there a stale handle must
 * stay recognisable. */
void recorder_log_object_retire(struct recorder_log *log);

/* Takes one user from a counter and frees it with the last. Under the lock. */
void recorder_counter_drop(struct recorder_counter *counter);

/* Opens a driver's default log by its settings. Under the lock. */
bool recorder_driver_open_default(struct recorder_driver *driver, uint32_t options);

/* Path of the next log file of a driver in `path`, NULL when logs live in plain memory or the path
 * is too long. */
const char *recorder_driver_log_path(struct recorder_driver *driver, char *path, size_t size);

/* Stops the program with a message on standard error: a contract was broken and this is a debug
 * build. */
_Noreturn void recorder_stop(const char *message);

/* What WppAutoLogTrace does with a log that is not open: nothing, or in a debug build recorder_stop
 * for a deleted one. */
void recorder_log_refuse(const struct recorder_log *log);

#ifdef NDEBUG
#define RECORDER_DEBUG 0
#else
#define RECORDER_DEBUG 1
#endif

#endif
