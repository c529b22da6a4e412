/*
 * What the registry values of the documents become. On Windows they are read from the service's
 * Parameters key, on Linux from an ini file; on both an environment variable WPPRECORDER_<NAME>
 * goes first. wpp_host.h lists them.
 */
#ifndef RECORDER_SETTINGS_H
#define RECORDER_SETTINGS_H

#include <stdbool.h>
#include <stdint.h>

#define RECORDER_DIRECTORY_MAX 256

struct recorder_settings {
    uint32_t log_pages;  /* LogPages: pages of 4096 bytes of the default log, 1..16; 0 = not set */
    uint32_t verbose_on; /* VerboseOn */
    uint32_t per_buffer_min_bytes; /* WppRecorder_PerBufferMinBytes: limits of TotalBufferSize */
    uint32_t per_buffer_max_bytes; /* WppRecorder_PerBufferMaxBytes */
    uint32_t use_timestamp;        /* WppRecorder_UseTimeStamp */
    uint32_t precise_timestamp;    /* WppRecorder_PreciseTimeStamp */
    uint32_t disabled;             /* WppRecorder_Disable: the global off switch */
    uint32_t
        allow_custom_logs;    /* WppRecorder_AllowCustomLogs: for kernel code tested in user mode */
    uint32_t shared_sequence; /* WppRecorder_SharedSequence: order by a counter, not by the cycle
                                 counter */
    uint32_t rings; /* WppRecorder_Rings: general rings of a log; 0 = by size and processors */
    char directory[RECORDER_DIRECTORY_MAX]; /* WppRecorder_LogDirectory: logs are files there; "" =
                                               plain memory */
};

/* The settings of one service, defaults where nothing is said. `service` is the last component of
 * the registry path, `registry_path` that path in UTF-8 (only used on Windows); both may be "".
 * Numbers are decimal or 0x hex; one that does not parse is left at its default. Not for signal
 * handlers. */
void recorder_settings_load(struct recorder_settings *settings, const char *service,
                            const char *registry_path);

/* Sets one value from text by its documented name, case ignored. False: no such name or not a
 * number. */
bool recorder_settings_set(struct recorder_settings *settings, const char *name, const char *text);

/* The system's source, called by recorder_settings_load before the environment. */
void recorder_settings_load_system(struct recorder_settings *settings, const char *service,
                                   const char *registry_path);

/* Names of the values, for sources that have to ask for each; NULL after the last. */
const char *recorder_settings_name(unsigned index);

#endif
