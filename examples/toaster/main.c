/*
 * Runs the toaster driver in a process: `toaster stop` unloads it and writes the logs before,
 * `toaster crash` makes it fall over, and the handler of the crash writes the logs. The second
 * argument is the file.
 */
#include "toaster.h"

#include "wpp_host.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *snapshot_path; /* for the handler, which gets no argument */

static void on_crash(int number)
{
    const bool written = WppHostWriteLogsInHandler(snapshot_path);
    signal(number, SIG_DFL);
    _Exit(written ? 3 : 4);
}

/* Messages a live session got, by number alone. */
static void count_message(void *context, const struct wpp_host_message *message)
{
    (void)message;
    ++*(unsigned *)context;
}

/* A session that comes late, asks for the replay, and for one flag. */
static void show_live_session(void)
{
    static const GUID control = {
        0x5c3d5ee0, 0x4c1c, 0x4f7e, {0x9a, 0x55, 0x0b, 0x6d, 0x0d, 0x2f, 0x8a, 0x11}};
    unsigned replayed = 0, live = 0;
    WPP_HOST_SESSION session = WppHostSessionStart(count_message, &replayed);
    if (session && WppHostEnable(session, &control, WPP_HOST_REPLAY, 5))
        printf("replay on enable: %u messages\n", replayed);
    if (session)
        WppHostSessionStop(session);
    session = WppHostSessionStart(count_message, &live);
    if (session && WppHostEnable(session, &control, 4, 5)) { /* the third flag, TRACE_FLAG_POWER */
        WdfHostAddDevice();
        printf("live session: flags 0x%x, %u messages\n", (unsigned)ToasterTraceFlags, live);
    }
    if (session)
        WppHostSessionStop(session);
}

int main(int argc, char **argv)
{
    if (argc != 3 || (strcmp(argv[1], "crash") != 0 && strcmp(argv[1], "stop") != 0)) {
        fprintf(stderr, "usage: toaster crash|stop snapshot-file\n");
        return 2;
    }
    snapshot_path = argv[2];
    signal(SIGSEGV, on_crash);
    const NTSTATUS status = WdfHostLoad(
        DriverEntry, L"\\Registry\\Machine\\System\\CurrentControlSet\\Services\\toaster");
    if (!NT_SUCCESS(status)) {
        fprintf(stderr, "toaster: DriverEntry failed, status 0x%x\n", (unsigned)status);
        return 1;
    }
    WdfHostAddDevice();
    WdfHostAddDevice();
    show_live_session();
    fflush(stdout);
    if (strcmp(argv[1], "crash") == 0)
        raise(SIGSEGV);
    if (!WppHostWriteLogs(snapshot_path))
        return 1;
    WdfHostUnload();
    return 0;
}
