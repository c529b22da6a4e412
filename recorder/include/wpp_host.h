/*
 * What the recorder offers besides the documented API: writing logs to a file, and live sessions
 * without ETW.
 *
 * Settings. On Windows these are values (REG_DWORD, REG_SZ) under <registry path of the
 * service>\Parameters. On Linux they stand in an ini file, WPPRECORDER_SETTINGS=<file> or
 * /etc/wpprecorder.ini, in the section of the service or in [*] for all. On both an environment
 * variable, named in capitals, goes first:
 *
 *   LogPages                         WPPRECORDER_LOGPAGES            default log in pages of 4096
 * bytes, 1..16 VerboseOn                        WPPRECORDER_VERBOSEON           1: record
 * TRACE_LEVEL_VERBOSE too WppRecorder_PerBufferMinBytes    WPPRECORDER_PERBUFFERMINBYTES   256:
 * least TotalBufferSize of a custom log WppRecorder_PerBufferMaxBytes WPPRECORDER_PERBUFFERMAXBYTES
 * 8192: greatest WppRecorder_UseTimeStamp         WPPRECORDER_USETIMESTAMP        1: records carry
 * the time WppRecorder_PreciseTimeStamp     WPPRECORDER_PRECISETIMESTAMP    1: from the precise
 * clock (needs the above) and of our own: WppRecorder_Disable              WPPRECORDER_DISABLE 1:
 * global off switch, nothing is recorded WppRecorder_AllowCustomLogs WPPRECORDER_ALLOWCUSTOMLOGS 1:
 * custom logs for user-mode layout, too WppRecorder_SharedSequence       WPPRECORDER_SHAREDSEQUENCE
 * 1: order records by one counter (slower with many processors), not by the cycle counter
 *   WppRecorder_Rings                WPPRECORDER_RINGS               general rings of a log; 0: by
 * processors, each at least 1024 bytes WppRecorder_LogDirectory         WPPRECORDER_LOGDIRECTORY
 * logs are files there and outlive the process
 */
#ifndef WPP_HOST_H
#define WPP_HOST_H

#ifdef _WIN32
#include <windows.h>
#else
#include "wpp_windef.h"
#endif
#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Writes a snapshot of every log of every driver of this process, one behind the other, to a new
 * file. False: the file could not be written, or there was no memory for the copies. */
bool WppHostWriteLogs(const char *path);

/* The same without allocating, for crash handlers: the live bytes as they are. What others write
 * meanwhile may show up as torn. */
bool WppHostWriteLogsInHandler(const char *path);

/* A message on its way to a session. The bytes are the caller's, valid during the call. */
struct wpp_host_part {
    const void *data;
    size_t size;
};
struct wpp_host_message {
    ULONG64 logger; /* logger handle the message was sent to */
    ULONG64 time;   /* FILETIME of sending */
    ULONG sequence; /* of the session, from 1 */
    ULONG options;  /* TRACE_MESSAGE_ bits */
    const GUID *guid;
    USHORT number;
    unsigned part_count;
    const struct wpp_host_part *parts;
};

/* Called on the thread that traces, several at a time, and in a signal handler when one traces. */
typedef void (*WPP_HOST_SINK)(void *context, const struct wpp_host_message *message);

typedef struct wpp_host_session *WPP_HOST_SESSION;

/* Starts a session; NULL when all 8 places are taken. The caller ends it with WppHostSessionStop.
 */
WPP_HOST_SESSION WppHostSessionStart(WPP_HOST_SINK sink, void *context);

/* A session that appends one line of text per message to a file, so that another process can follow
 * it: sequence, message GUID, message number, argument bytes in hexadecimal. NULL: also when the
 * file does not open. */
WPP_HOST_SESSION WppHostSessionStartFile(const char *path);

/* Flags that ask a provider's recorder to send what it has recorded (replay on enable). */
#define WPP_HOST_REPLAY 0x40000000u

/* Enables a control GUID for a session, or changes flags and level: its provider is told at once,
 * or when it registers. A provider has one session at a time, the last one wins, as on Windows.
 * False: no room (32 GUIDs). */
bool WppHostEnable(WPP_HOST_SESSION session, const GUID *control_guid, ULONG flags, UCHAR level);
void WppHostDisable(WPP_HOST_SESSION session, const GUID *control_guid);

/* Disables what the session had enabled and waits until no message is on its way to the sink. Not
 * from a sink. */
void WppHostSessionStop(WPP_HOST_SESSION session);

#ifdef __cplusplus
}
#endif
#endif
