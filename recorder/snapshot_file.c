/* Writing the logs of this process to a file, in good times and in a crash handler. */
#include "record_reader.h"
#include "runtime.h"
#include "wpp_host.h"

#include <fcntl.h>
#include <stdbool.h>
#ifdef _WIN32
#include <io.h>
#define OPEN_FLAGS (O_WRONLY | O_CREAT | O_TRUNC | O_BINARY)
#else
#include <unistd.h>
#define OPEN_FLAGS (O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC)
#endif

static bool write_all(int file, const unsigned char *bytes, size_t size)
{
    while (size) {
        const unsigned piece = size > (1u << 30) ? 1u << 30 : (unsigned)size;
        const long long written = write(file, bytes, piece);
        if (written <= 0)
            return false;
        bytes += written;
        size -= (size_t)written;
    }
    return true;
}

static bool write_live(int file, const struct recorder_log *log)
{
    return write_all(file, log->region, (size_t)recorder_log_header(log)->region_size);
}

static bool write_snapshot(int file, const struct recorder_log *log)
{
    const size_t size = (size_t)recorder_log_header(log)->region_size;
    unsigned char *copy = recorder_alloc(size);
    const bool done = copy && record_snapshot(recorder_log_header(log), copy, size)
                      && write_all(file, copy, size);
    recorder_free(copy);
    return done;
}

static bool write_drivers(int file, bool (*write_log)(int file, const struct recorder_log *log))
{
    bool done = true;
    struct recorder_runtime *runtime = recorder_runtime();
    for (size_t i = 0; i < RECORDER_DRIVERS_MAX; i++) {
        const struct recorder_driver *driver = &runtime->drivers[i];
        if (!__atomic_load_n(&driver->control_block, __ATOMIC_ACQUIRE))
            continue;
        if (recorder_log_is_open(driver->default_log))
            done = write_log(file, driver->default_log) && done;
        for (const struct recorder_log *log = driver->custom_logs; log; log = log->next)
            if (recorder_log_is_open(log))
                done = write_log(file, log) && done;
    }
    return done;
}

bool WppHostWriteLogs(const char *path)
{
    const int file = open(path, OPEN_FLAGS, 0600);
    if (file < 0)
        return false;
    recorder_runtime_lock();
    const bool done = write_drivers(file, write_snapshot);
    recorder_runtime_unlock();
    return close(file) == 0 && done;
}

bool WppHostWriteLogsInHandler(const char *path)
{
    /* No lock: the thread that crashed may hold it. */
    const int file = open(path, OPEN_FLAGS, 0600);
    if (file < 0)
        return false;
    const bool done = write_drivers(file, write_live);
    return close(file) == 0 && done;
}
