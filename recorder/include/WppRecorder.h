/*
 * The in-flight recorder's documented interface, source compatible with code written for the WDK
 * header of this name. Facts: the wpprecorder.h pages of
 * learn.microsoft.com/windows-hardware/drivers/ddi (functions, structures and their member order,
 * WDK 22557 and later with the tri-states), "Using the Inflight Trace Recorder" in both published
 * revisions (sizes, partitions, registry values).
 *
 * Each public function is a macro over an imp_* function whose first parameter is the WPP control
 * block, so a file that uses them includes its .tmh, which declares WPP_CB. Call them between
 * WPP_INIT_TRACING and WPP_CLEANUP. The functions of the control path take a short lock;
 * WppAutoLogTrace takes none and allocates nothing.
 *
 * Where the documents contradict each other: Configure, LogDelete and LogSetIdentifier return
 * NTSTATUS here (the 2018 pages; the current ones say VOID), and a failed LogCreate leaves a NULL
 * handle that may be used for tracing, which then goes to the default log (2017 page).
 */
#ifndef WPP_RECORDER_H
#define WPP_RECORDER_H

#if defined(_WIN32) && !defined(_KERNEL_MODE)
#include <windows.h>
#include <winternl.h>
#elif !defined(_WIN32)
#include "wpp_windef.h"
#endif
#include <stddef.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifndef TRACE_LEVEL_VERBOSE
#define TRACE_LEVEL_VERBOSE 5
#endif

#define RECORDER_LOG_DEFAULT_BUFFER_SIZE 1024 /* bytes; documented */
#define RECORDER_LOG_DEFAULT_ERROR_PARTITION                                                       \
    256 /* bytes; the documents name no value, a quarter is ours */
#define RECORDER_LOG_IDENTIFIER_MAX_CHARS                                                          \
    16 /* documented: an identifier has at most 16 characters */

/* Opaque. A RECORDER_LOG is what an IFRLOG argument passes, and of the same kind as AutoLogContext.
 */
typedef struct RECORDER_LOG__ *RECORDER_LOG, **PRECORDER_LOG;
typedef struct WPP_RECORDER_COUNTER__ *WPP_RECORDER_COUNTER;

typedef enum _WPP_RECORDER_TRI_STATE {
    WppRecorderFalse = FALSE,
    WppRecorderTrue = TRUE,
    WppRecorderUseDefault = 2 /* what the registry says */
} WPP_RECORDER_TRI_STATE,
    *PWPP_RECORDER_TRI_STATE;
#define WppRecorderDefault WppRecorderUseDefault /* the name the member pages use */

typedef struct _RECORDER_CONFIGURE_PARAMS {
    ULONG Size; /* of the structure; one that ends before UseTimeStamp is accepted */
    BOOLEAN CreateDefaultLog;
    WPP_RECORDER_TRI_STATE UseTimeStamp;
    WPP_RECORDER_TRI_STATE PreciseTimeStamp; /* only together with UseTimeStamp */
} RECORDER_CONFIGURE_PARAMS, *PRECORDER_CONFIGURE_PARAMS;

typedef struct _RECORDER_LOG_CREATE_PARAMS {
    ULONG Size; /* of the structure; one that ends with LogIdentifier is accepted */
    ULONG LogTag;
    ULONG TotalBufferSize; /* bytes, both partitions; clipped to the registry's limits */
    ULONG
        ErrorPartitionSize; /* bytes of it, at most half; 0 = errors go to the general partition */
    ULONG_PTR LogIdentifierAppendValue;
    BOOLEAN LogIdentifierAppendValueSet;
    ULONG LogIdentifierSize; /* characters that count; 0 = up to the NUL */
    CHAR LogIdentifier[RECORDER_LOG_IDENTIFIER_MAX_CHARS];
    WPP_RECORDER_TRI_STATE UseTimeStamp;
    WPP_RECORDER_TRI_STATE PreciseTimeStamp;
} RECORDER_LOG_CREATE_PARAMS, *PRECORDER_LOG_CREATE_PARAMS;

/* Where an error report finds the driver part of a log: sizes and offsets of the header in
 * record.h, bytes. */
typedef struct _WPP_TRIAGE_INFO {
    ULONG WppAutoLogHeaderSize;
    ULONG WppDriverContextOffset;
    ULONG WppAutoLogHeaderSizeOffset;
    ULONG WppSizeOfAutoLogHeaderSizeField;
    ULONG WppDriverContextSize;
} WPP_TRIAGE_INFO, *PWPP_TRIAGE_INFO;

/* CreateDefaultLog TRUE, time stamps as the registry says. */
FORCEINLINE VOID RECORDER_CONFIGURE_PARAMS_INIT(_Out_ PRECORDER_CONFIGURE_PARAMS Params)
{
    memset(Params, 0, sizeof(*Params));
    Params->Size = sizeof(*Params);
    Params->CreateDefaultLog = TRUE;
    Params->UseTimeStamp = WppRecorderUseDefault;
    Params->PreciseTimeStamp = WppRecorderUseDefault;
}

/* Default sizes and the identifier, cut to RECORDER_LOG_IDENTIFIER_MAX_CHARS; NULL for none. */
FORCEINLINE VOID RECORDER_LOG_CREATE_PARAMS_INIT(_Out_ PRECORDER_LOG_CREATE_PARAMS Params,
                                                 _In_opt_ const CHAR *LogIdentifier)
{
    memset(Params, 0, sizeof(*Params));
    Params->Size = sizeof(*Params);
    Params->TotalBufferSize = RECORDER_LOG_DEFAULT_BUFFER_SIZE;
    Params->ErrorPartitionSize = RECORDER_LOG_DEFAULT_ERROR_PARTITION;
    Params->UseTimeStamp = WppRecorderUseDefault;
    Params->PreciseTimeStamp = WppRecorderUseDefault;
    while (LogIdentifier && Params->LogIdentifierSize < RECORDER_LOG_IDENTIFIER_MAX_CHARS
           && LogIdentifier[Params->LogIdentifierSize] != 0) {
        Params->LogIdentifier[Params->LogIdentifierSize] = LogIdentifier[Params->LogIdentifierSize];
        Params->LogIdentifierSize++;
    }
}

/* The same with a pointer, in hexadecimal, behind the identifier, which is shortened when both do
 * not fit. */
FORCEINLINE VOID RECORDER_LOG_CREATE_PARAMS_INIT_APPEND_POINTER(
    _Out_ PRECORDER_LOG_CREATE_PARAMS Params, _In_opt_ const CHAR *LogIdentifier,
    _In_ PVOID LogIdentifierAppendPointer)
{
    RECORDER_LOG_CREATE_PARAMS_INIT(Params, LogIdentifier);
    Params->LogIdentifierAppendValue = (ULONG_PTR)LogIdentifierAppendPointer;
    Params->LogIdentifierAppendValueSet = TRUE;
}

/* Configures the default log: makes it, takes it away (CreateDefaultLog FALSE: messages without a
 * log then go to live sessions only), sets its time stamps. No other thread may trace to it
 * meanwhile. STATUS_INVALID_PARAMETER: NULL or a wrong Size; STATUS_INSUFFICIENT_RESOURCES: no
 * memory, there is no default log then; STATUS_DEVICE_NOT_READY: not between WPP_INIT_TRACING and
 * WPP_CLEANUP. */
NTSTATUS imp_WppRecorderConfigure(_In_ PVOID WppCb,
                                  _In_ PRECORDER_CONFIGURE_PARAMS ConfigureParams);
#define WppRecorderConfigure(ConfigureParams) imp_WppRecorderConfigure((WPP_CB), (ConfigureParams))

/* Makes a log; the caller gives it back with WppRecorderLogDelete. On failure *RecorderLog is NULL,
 * which may be used for tracing. STATUS_INVALID_PARAMETER: NULL, wrong Size, ErrorPartitionSize
 * above half of TotalBufferSize; STATUS_NOT_SUPPORTED: a user-mode driver, unless the setting
 * WppRecorder_AllowCustomLogs is 1, or the recorder is switched off; STATUS_INSUFFICIENT_RESOURCES:
 * no memory; STATUS_DEVICE_NOT_READY as above. */
NTSTATUS imp_WppRecorderLogCreate(_In_ PVOID WppCb, _In_ PRECORDER_LOG_CREATE_PARAMS CreateParams,
                                  _Out_ RECORDER_LOG *RecorderLog);
#define WppRecorderLogCreate(CreateParams, RecorderLog)                                            \
    imp_WppRecorderLogCreate((WPP_CB), (CreateParams), (RecorderLog))

/* After this call nobody may trace to the log; a debug build of the library stops the program that
 * does. NULL succeeds. STATUS_INVALID_PARAMETER: the default log, which stays;
 * STATUS_INVALID_HANDLE: deleted before. */
NTSTATUS imp_WppRecorderLogDelete(_In_ PVOID WppCb, _In_ RECORDER_LOG RecorderLog);
#define WppRecorderLogDelete(RecorderLog) imp_WppRecorderLogDelete((WPP_CB), (RecorderLog))

/* The default log, owned by the recorder; NULL when there is none. */
RECORDER_LOG imp_WppRecorderLogGetDefault(_In_ PVOID WppCb);
#define WppRecorderLogGetDefault() imp_WppRecorderLogGetDefault((WPP_CB))

BOOLEAN imp_WppRecorderIsDefaultLogAvailable(_In_ PVOID WppCb);
#define WppRecorderIsDefaultLogAvailable() imp_WppRecorderIsDefaultLogAvailable((WPP_CB))

/* Renames a custom log; more than 16 characters are cut. STATUS_INVALID_PARAMETER: the default log,
 * or NULL. */
NTSTATUS imp_WppRecorderLogSetIdentifier(_In_ PVOID WppCb, _In_ RECORDER_LOG RecorderLog,
                                         _In_ const CHAR *LogIdentifier);
#define WppRecorderLogSetIdentifier(RecorderLog, LogIdentifier)                                    \
    imp_WppRecorderLogSetIdentifier((WPP_CB), (RecorderLog), (LogIdentifier))

/* The live bytes (record.h) of the default log and the first control GUID. They stay the recorder's
 * and change while others trace; record_snapshot of record_reader.h copies them. On failure the
 * results are not set. STATUS_NOT_FOUND: no default log. */
NTSTATUS imp_WppRecorderDumpLiveDriverData(_In_ PVOID WppCb, _Out_ PVOID *OutBuffer,
                                           _Out_ PULONG OutBufferLength, _Out_ LPGUID Guid);
#define WppRecorderDumpLiveDriverData(OutBuffer, OutBufferLength, Guid)                            \
    imp_WppRecorderDumpLiveDriverData((WPP_CB), (OutBuffer), (OutBufferLength), (Guid))

/* The same for one log; Guid is reserved and set to zeros. STATUS_INVALID_PARAMETER: no such log.
 */
NTSTATUS imp_WppRecorderLogDumpLiveData(_In_ PVOID WppCb, _In_ RECORDER_LOG RecorderLog,
                                        _Out_ PVOID *OutBuffer, _Out_ PULONG OutBufferLength,
                                        _Out_ LPGUID Guid);
#define WppRecorderLogDumpLiveData(RecorderLog, OutBuffer, OutBufferLength, Guid)                  \
    imp_WppRecorderLogDumpLiveData((WPP_CB), (RecorderLog), (OutBuffer), (OutBufferLength), (Guid))

NTSTATUS imp_WppRecorderGetTriageInfo(_In_ PVOID WppCb, _Out_ PWPP_TRIAGE_INFO TriageInfo);
#define WppRecorderGetTriageInfo(TriageInfo) imp_WppRecorderGetTriageInfo((WPP_CB), (TriageInfo))

/* The driver's sequence counter, for another driver to link with; valid until this driver's
 * WPP_CLEANUP, and after it for those that have linked. NULL before WPP_INIT_TRACING. */
WPP_RECORDER_COUNTER imp_WppRecorderGetCounterHandle(_In_ PVOID WppCb);
#define WppRecorderGetCounterHandle() imp_WppRecorderGetCounterHandle((WPP_CB))

/* This driver's logs, those that exist and those to come, number their records from the owner's
 * counter, so that a viewer can merge both drivers' logs. */
NTSTATUS imp_WppRecorderLinkCounters(_In_ PVOID WppCb, _In_ WPP_RECORDER_COUNTER CounterOwner);
#define WppRecorderLinkCounters(CounterOwner) imp_WppRecorderLinkCounters((WPP_CB), (CounterOwner))

/* What an IFRLOG argument stands for: the log, or the driver's default log for NULL. Generated
 * headers define the same when they come first. */
#ifndef WPP_RECORDER_LOG
FORCEINLINE PVOID WppRecorderLogOrDefault(_In_opt_ const void *Log, _In_opt_ PVOID DefaultLog)
{
    return Log ? (PVOID)(ULONG_PTR)Log : DefaultLog;
}
#define WPP_RECORDER_LOG(IFRLOG, bit)                                                              \
    WppRecorderLogOrDefault(IFRLOG, WPP_CONTROL(bit).AutoLogContext)
#endif

/* Conditions of functions with an IFRLOG argument, in the orders that published drivers use. A
 * generated header or the driver's own trace.h may define them first. */
#ifndef WPP_RECORDER_IFRLOG_LEVEL_FLAGS_ARGS
#define WPP_RECORDER_IFRLOG_LEVEL_FLAGS_ARGS(ifr, lvl, flags)                                      \
    WPP_RECORDER_LOG(ifr, WPP_BIT_##flags), lvl, WPP_BIT_##flags
#endif
#ifndef WPP_RECORDER_IFRLOG_LEVEL_FLAGS_FILTER
#define WPP_RECORDER_IFRLOG_LEVEL_FLAGS_FILTER(ifr, lvl, flags)                                    \
    (lvl < TRACE_LEVEL_VERBOSE || WPP_CONTROL(WPP_BIT_##flags).AutoLogVerboseEnabled)
#endif
#ifndef WPP_RECORDER_LEVEL_FLAGS_IFRLOG_ARGS
#define WPP_RECORDER_LEVEL_FLAGS_IFRLOG_ARGS(lvl, flags, ifr)                                      \
    WPP_RECORDER_LOG(ifr, WPP_BIT_##flags), lvl, WPP_BIT_##flags
#endif
#ifndef WPP_RECORDER_LEVEL_FLAGS_IFRLOG_FILTER
#define WPP_RECORDER_LEVEL_FLAGS_IFRLOG_FILTER(lvl, flags, ifr)                                    \
    (lvl < TRACE_LEVEL_VERBOSE || WPP_CONTROL(WPP_BIT_##flags).AutoLogVerboseEnabled)
#endif
#ifndef WPP_RECORDER_LEVEL_IFRLOG_FLAGS_ARGS
#define WPP_RECORDER_LEVEL_IFRLOG_FLAGS_ARGS(lvl, ifr, flags)                                      \
    WPP_RECORDER_LOG(ifr, WPP_BIT_##flags), lvl, WPP_BIT_##flags
#endif
#ifndef WPP_RECORDER_LEVEL_IFRLOG_FLAGS_FILTER
#define WPP_RECORDER_LEVEL_IFRLOG_FLAGS_FILTER(lvl, ifr, flags)                                    \
    (lvl < TRACE_LEVEL_VERBOSE || WPP_CONTROL(WPP_BIT_##flags).AutoLogVerboseEnabled)
#endif

#ifdef __cplusplus
}
#endif
#endif
