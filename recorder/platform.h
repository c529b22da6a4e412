/*
 * What the recorder takes from the machine and the system: cycle counter, processor number, clock,
 * memory. The inline functions and recorder_filetime are safe in signal handlers and take no lock.
 */
#ifndef RECORDER_PLATFORM_H
#define RECORDER_PLATFORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef _WIN32
#include <windows.h>
#else
#include <sched.h>
#if defined(__linux__) && defined(__GLIBC__) && (__GLIBC__ > 2 || __GLIBC_MINOR__ >= 35)
#include <sys/rseq.h>
#define RECORDER_HAVE_RSEQ 1
#endif
#endif

#if defined(__x86_64__) || defined(__i386__)
static inline uint64_t recorder_cycles(void)
{
    return __builtin_ia32_rdtsc();
}
#elif defined(__aarch64__)
static inline uint64_t recorder_cycles(void)
{
    uint64_t value;
    __asm__ volatile("mrs %0, cntvct_el0" : "=r"(value));
    return value;
}
#else
#define RECORDER_NO_CYCLES 1
static inline uint64_t recorder_cycles(void)
{
    return 0;
}
#endif

/* Whether recorder_cycles() runs at one rate on all processors and never stops: only then can it
 * order records. */
bool recorder_cycles_usable(void);

/* Where recorder_processor finds its number, so that each call is one load: taken once, kept by the
 * caller. */
static inline ptrdiff_t recorder_processor_place(void)
{
#ifdef RECORDER_HAVE_RSEQ
    return __rseq_offset;
#else
    return 0;
#endif
}

/* Number of the processor that runs this thread, which may change at any time. Only a hint for
 * spreading writers. */
static inline uint32_t recorder_processor(ptrdiff_t place)
{
#if defined(_WIN32)
    (void)place;
    return GetCurrentProcessorNumber();
#elif defined(RECORDER_HAVE_RSEQ)
    /* glibc registers an area for restartable sequences in each thread; the kernel keeps its cpu_id
     * up to date. */
    uint32_t processor;
#if defined(__x86_64__)
    __asm__ volatile("movl %%fs:%c2(%1), %0"
                     : "=r"(processor)
                     : "r"(place), "i"(offsetof(struct rseq, cpu_id)));
#else
    const char *area = (const char *)__builtin_thread_pointer() + place;
    processor = *(const volatile uint32_t *)(const void *)(area + offsetof(struct rseq, cpu_id));
#endif
    return (int32_t)processor < 0 ? 0 : processor; /* negative: not registered */
#else
    (void)place;
    const int processor = sched_getcpu();
    return processor < 0 ? 0 : (uint32_t)processor;
#endif
}

/* Processors the system may use, at least 1. */
uint32_t recorder_processor_count(void);

/* Time in 100 ns since 1601-01-01 UTC; without `precise` at the resolution of the system tick,
 * which is cheaper. */
uint64_t recorder_filetime(bool precise);

uint64_t recorder_process_id(void);

/* A piece of zeroed memory for a log, in plain memory or, with a path, in a new file that the
 * system writes back whatever happens to the process. */
struct recorder_memory {
    void *base; /* aligned to at least RECORD_REGION_ALIGNMENT */
    size_t size;
};

/* NULL path: plain memory. False when the system has no memory or the file cannot be made; nothing
 * is kept then. The caller gives it back with recorder_memory_release. */
bool recorder_memory_take(struct recorder_memory *memory, size_t size, const char *path);
void recorder_memory_release(struct recorder_memory *memory);

/* Zeroed plain memory for the recorder's own objects; NULL when there is none. Given back with
 * recorder_free. */
void *recorder_alloc(size_t size);
void recorder_free(void *object);

/* Lets other threads run while a short lock of the control path is held by somebody else. */
void recorder_yield(void);

#endif
