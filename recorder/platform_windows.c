/* The system side of the recorder in Windows user mode. */
#include "platform.h"

#include <cpuid.h>
#include <stdlib.h>

bool recorder_cycles_usable(void)
{
    /* CPUID 8000_0007, EDX bit 8: the time-stamp counter is invariant. */
    unsigned int a, b, c, d;
    return __get_cpuid(0x80000007u, &a, &b, &c, &d) != 0 && (d & (1u << 8)) != 0;
}

uint32_t recorder_processor_count(void)
{
    SYSTEM_INFO info;
    GetSystemInfo(&info);
    return info.dwNumberOfProcessors < 1 ? 1 : info.dwNumberOfProcessors;
}

uint64_t recorder_filetime(bool precise)
{
    FILETIME now;
    if (precise)
        GetSystemTimePreciseAsFileTime(&now);
    else
        GetSystemTimeAsFileTime(&now);
    return (uint64_t)now.dwHighDateTime << 32 | now.dwLowDateTime;
}

uint64_t recorder_process_id(void)
{
    return GetCurrentProcessId();
}

bool recorder_memory_take(struct recorder_memory *memory, size_t size, const char *path)
{
    HANDLE file = INVALID_HANDLE_VALUE;
    if (path) {
        file = CreateFileA(path, GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_DELETE,
                           NULL, CREATE_ALWAYS, FILE_ATTRIBUTE_NORMAL, NULL);
        if (file == INVALID_HANDLE_VALUE)
            return false;
    }
    /* INVALID_HANDLE_VALUE stands for the paging file; the view keeps both objects alive. */
    HANDLE mapping = CreateFileMappingA(file, NULL, PAGE_READWRITE, (DWORD)((uint64_t)size >> 32),
                                        (DWORD)size, NULL);
    void *base = mapping ? MapViewOfFile(mapping, FILE_MAP_ALL_ACCESS, 0, 0, size) : NULL;
    if (mapping)
        CloseHandle(mapping);
    if (path) {
        CloseHandle(file);
        if (!base)
            DeleteFileA(path);
    }
    memory->base = base;
    memory->size = size;
    return base != NULL;
}

void recorder_memory_release(struct recorder_memory *memory)
{
    if (memory->base)
        UnmapViewOfFile(memory->base);
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
    SwitchToThread();
}
