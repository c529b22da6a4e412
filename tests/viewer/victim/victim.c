/* The toaster driver in a process that waits or falls over without writing anything itself, so that its logs have to
 * be found from outside: `victim wait` says "ready" and waits for the end of standard input, tracing once for each
 * line; `victim dump FILE` (Windows) crashes, and the handler of the system's exceptions has a minidump written. */
#include "toaster.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int wait_for_lines(void)
{
    puts("ready");
    fflush(stdout);
    for (int c; (c = getchar()) != EOF;) {
        if (c != '\n')
            continue;
        WdfHostAddDevice();
        puts("traced");
        fflush(stdout);
    }
    return 0;
}

#ifdef _WIN32
#include <dbghelp.h>

static const char *dump_path;

static LONG WINAPI on_exception(EXCEPTION_POINTERS *what)
{
    HANDLE file = CreateFileA(dump_path, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);
    MINIDUMP_EXCEPTION_INFORMATION info = {GetCurrentThreadId(), what, FALSE};
    BOOL done = MiniDumpWriteDump(GetCurrentProcess(), GetCurrentProcessId(), file,
                                  MiniDumpWithDataSegs | MiniDumpWithFullMemory, &info, NULL, NULL);
    CloseHandle(file);
    ExitProcess(done ? 3 : 4);
}

static int crash(const char *path)
{
    dump_path = path;
    SetUnhandledExceptionFilter(on_exception);
    RaiseException(EXCEPTION_ACCESS_VIOLATION, 0, 0, NULL);
    return 0;
}
#endif

int main(int argc, char **argv)
{
    const NTSTATUS status = WdfHostLoad(DriverEntry, L"\\Registry\\Machine\\System\\CurrentControlSet\\Services\\toaster");
    if (!NT_SUCCESS(status))
        return 1;
    WdfHostAddDevice();
    WdfHostAddDevice();
    if (argc == 2 && strcmp(argv[1], "wait") == 0)
        return wait_for_lines();
#ifdef _WIN32
    if (argc == 3 && strcmp(argv[1], "dump") == 0)
        return crash(argv[2]);
#endif
    fputs("usage: victim wait | victim dump FILE\n", stderr);
    return 2;
}
