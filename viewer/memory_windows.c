/* A running process on Windows: VirtualQueryEx lists its memory, ReadProcessMemory reads it. Logs live in committed
 * pages that can be written. */
#include <windows.h>

#include "memory.h"

static const struct diag_kind unreadable = {"unreadable-process", 3407, DIAG_ERROR, false};

bool memory_attach(struct memory *m)
{
    HANDLE process = OpenProcess(PROCESS_QUERY_INFORMATION | PROCESS_VM_READ, FALSE, (DWORD)m->process_id);
    if (!process) {
        diag_report(m->diag, &unreadable, span_none(), "%.*s: Windows error %lu", TEXT_ARG(m->path), GetLastError());
        return false;
    }
    MEMORY_BASIC_INFORMATION info;
    for (char *at = NULL; VirtualQueryEx(process, at, &info, sizeof info) == sizeof info;
         at = (char *)info.BaseAddress + info.RegionSize) {
        bool writable = info.Protect & (PAGE_READWRITE | PAGE_EXECUTE_READWRITE) && !(info.Protect & PAGE_GUARD);
        if (info.State == MEM_COMMIT && writable)
            memory_add(m, (struct memory_range){(uint64_t)(uintptr_t)info.BaseAddress, 0, info.RegionSize});
    }
    m->process = (intptr_t)process;
    return true;
}

size_t memory_read_process(struct memory *m, uint64_t address, void *to, size_t n)
{
    SIZE_T got = 0;
    ReadProcessMemory((HANDLE)m->process, (const void *)(uintptr_t)address, to, n, &got);
    return got;
}

void memory_detach(struct memory *m)
{
    if (m->process)
        CloseHandle((HANDLE)m->process);
    m->process = 0;
}
