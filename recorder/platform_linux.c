/* The system side of the recorder on Linux. */
#include "platform.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>
#if defined(__x86_64__) || defined(__i386__)
#include <cpuid.h>
#endif

#define FILETIME_OF_1970 UINT64_C(116444736000000000)

bool recorder_cycles_usable(void)
{
#if defined(__x86_64__) || defined(__i386__)
    /* CPUID 8000_0007, EDX bit 8: the time-stamp counter is invariant. */
    unsigned int a, b, c, d;
    return __get_cpuid(0x80000007u, &a, &b, &c, &d) != 0 && (d & (1u << 8)) != 0;
#elif defined(RECORDER_NO_CYCLES)
    return false;
#else
    return true; /* the generic timer of ARMv8 is one clock for the whole machine */
#endif
}

uint32_t recorder_processor_count(void)
{
    const long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count < 1 ? 1 : (uint32_t)count;
}

uint64_t recorder_filetime(bool precise)
{
    struct timespec now;
#ifdef CLOCK_REALTIME_COARSE
    clock_gettime(precise ? CLOCK_REALTIME : CLOCK_REALTIME_COARSE, &now);
#else
    (void)precise;
    clock_gettime(CLOCK_REALTIME, &now);
#endif
    return FILETIME_OF_1970 + (uint64_t)now.tv_sec * 10000000u + (uint64_t)now.tv_nsec / 100u;
}

uint64_t recorder_process_id(void)
{
    return (uint64_t)getpid();
}

bool recorder_memory_take(struct recorder_memory *memory, size_t size, const char *path)
{
    int file = -1, flags = MAP_PRIVATE | MAP_ANONYMOUS;
    if (path) {
        file = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
        if (file < 0)
            return false;
        flags = MAP_SHARED;
        if (ftruncate(file, (off_t)size) != 0) {
            close(file);
            unlink(path);
            return false;
        }
    }
    void *base = mmap(NULL, size, PROT_READ | PROT_WRITE, flags, file, 0);
    if (file >= 0)
        close(file);
    if (base == MAP_FAILED) {
        if (path)
            unlink(path);
        return false;
    }
    memory->base = base;
    memory->size = size;
    return true;
}

void recorder_memory_release(struct recorder_memory *memory)
{
    if (memory->base)
        munmap(memory->base, memory->size);
    memory->base = NULL;
}

void *recorder_alloc(size_t size)
{
    return calloc(1, size);
}

void recorder_free(void *object)
{
    free(object);
}

void recorder_yield(void)
{
    sched_yield();
}
