/*
 * Kills a writing process 1,000 times, at random points, and reads what is left in the memory that
 * outlives it: every record but those in writing is there, whole, and the newest are not missing.
 */
#define _DEFAULT_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "host_driver.h"
#include "log_reading.h"
#include "platform.h"

#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define KILLS 1000
#define THREADS 2

/* The recorder's memory becomes memory that the children share with this process, which starts the
 * recorder once; each child then writes to the log it has inherited, beginning with a fresh copy.
 */
static void *shared_base;
static size_t shared_size;

bool __wrap_recorder_memory_take(struct recorder_memory *memory, size_t size, const char *path);
bool __wrap_recorder_memory_take(struct recorder_memory *memory, size_t size, const char *path)
{
    (void)path;
    memory->base = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    memory->size = size;
    shared_base = memory->base;
    shared_size = size;
    return memory->base != MAP_FAILED;
}

/* Per thread: the last serial number whose call has returned. Shared too. */
static struct progress {
    uint64_t returned[THREADS];
    uint64_t started;
} * progress;

static void *write_for_ever(void *argument)
{
    const uint32_t thread = (uint32_t)(uintptr_t)argument;
    unsigned char bytes[120];
    for (uint64_t serial = 1;; serial++) {
        const size_t size = 12 + (size_t)(serial * 5 + thread) % (sizeof bytes - 12);
        memcpy(bytes, &serial, 8);
        memcpy(bytes + 8, &thread, 4);
        memset(bytes + 12, (int)(serial + thread), size - 12);
        if (trace_bytes(test_control[0].AutoLogContext, serial % 8 ? 4 : TRACE_LEVEL_ERROR, 1,
                        bytes, size)
            == STATUS_SUCCESS)
            __atomic_store_n(&progress->returned[thread], serial, __ATOMIC_RELEASE);
        __atomic_store_n(&progress->started, 1, __ATOMIC_RELEASE);
    }
    return NULL;
}

static void check_left_over(const struct log_reading *log)
{
    uint64_t newest[THREADS] = {0};
    assert_true(log->torn <= THREADS); /* each thread was in one call at most */
    assert_int_equal(log->count + log->torn + log->overwritten, log->written);
    for (size_t i = 0; i < log->count; i++) {
        uint64_t serial;
        uint32_t thread;
        const struct record *record = &log->records[i];
        assert_true(record->argument_size >= 12);
        memcpy(&serial, record->arguments, 8);
        memcpy(&thread, record->arguments + 8, 4);
        assert_true(thread < THREADS);
        assert_int_equal(record->argument_size, 12 + (serial * 5 + thread) % 108);
        for (size_t b = 12; b < record->argument_size; b++)
            assert_int_equal(record->arguments[b], (unsigned char)(serial + thread));
        if (serial > newest[thread])
            newest[thread] = serial;
    }
    /* With one thread the message whose call returned last must be there; it may have been dropped
     * with more. */
    if (progress->returned[1] == 0)
        assert_true(newest[0] >= progress->returned[0]);
}

static void kill_one(unsigned turn, uint64_t *random, uint64_t *records, uint64_t *torn)
{
    const bool two = turn % 2 != 0;
    memset(progress, 0, sizeof *progress);
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        pthread_t thread;
        if (two)
            pthread_create(&thread, NULL, write_for_ever, (void *)1);
        write_for_ever((void *)0);
    }
    while (!__atomic_load_n(&progress->started, __ATOMIC_ACQUIRE))
        sched_yield();
    *random = *random * 6364136223846793005u + 1442695040888963407u;
    const struct timespec pause = {0, (long)(*random >> 33) % 300000};
    nanosleep(&pause, NULL);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    struct log_reading *log = log_read(shared_base, shared_size);
    assert_non_null(log);
    check_left_over(log);
    *records += log->count;
    *torn += log->torn;
    log_done(log);
}

static void a_killed_writer_leaves_a_readable_log(void **state)
{
    (void)state;
    uint64_t random = 4711, records = 0, torn = 0;
    progress =
        mmap(NULL, sizeof *progress, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    setenv("WPPRECORDER_SETTINGS", "/nonexistent", 1);
    driver_start();
    unsigned char *fresh = malloc(shared_size);
    memcpy(fresh, shared_base, shared_size);
    for (unsigned turn = 0; turn < KILLS; turn++) {
        memcpy(shared_base, fresh,
               shared_size); /* what a torn record blocks is not for the next child */
        kill_one(turn, &random, &records, &torn);
    }
    print_message("%u kills, %llu records read, %llu torn\n", KILLS, (unsigned long long)records,
                  (unsigned long long)torn);
    assert_true(records >= KILLS);
    free(fresh);
    driver_stop();
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_killed_writer_leaves_a_readable_log)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
