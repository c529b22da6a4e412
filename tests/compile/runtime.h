/* What the tests' stand-in for Windows recorded: every event, with its bytes, and who got it. */
#ifndef RUNTIME_H
#define RUNTIME_H

#include "platform.h"
#include <stdio.h>
#include <stdlib.h>

#ifdef __cplusplus
extern "C" {
#endif

enum receiver { SESSION = 'S', RECORDER = 'R' };

struct event {
    enum receiver to;
    ULONG64 logger;          /* SESSION */
    const void *log;         /* RECORDER: the log it was written to */
    UCHAR level;             /* RECORDER */
    ULONG flags;             /* RECORDER */
    GUID guid;
    USHORT id;
    int pairs;
    size_t size;
    unsigned char bytes[512];
};
extern struct event runtime_events[256];
extern int runtime_count;
extern int runtime_failures;
extern char runtime_default_log, runtime_custom_log; /* addresses of logs */
extern int runtime_started, runtime_stopped, runtime_replayed, runtime_registered;

/* Turns a control GUID (0 is the first) on or off, as a trace session does. Logger is 0x1000 + its number. */
void runtime_enable(int control, ULONG flags, UCHAR level);
void runtime_disable(int control);
void runtime_verbose(int on); /* the recorder's AutoLogVerboseEnabled */

#define CHECK(condition) \
    ((condition) ? (void)0 : (void)(runtime_failures++, printf("%s:%d: not so: %s\n", __FILE__, __LINE__, #condition)))
#define EVENT(n) (runtime_events[runtime_count - 1 - (n)]) /* 0: the newest */
#define CLEAR() (runtime_count = 0)
#define BYTES(e, literal) ((e).size == sizeof(literal) - 1 && !memcmp((e).bytes, literal, sizeof(literal) - 1))

#ifdef __cplusplus
}
#endif
#endif
