/*
 * Providers and sessions inside one process: what ETW is for WPP. Sending takes no lock; the
 * control calls share one spin lock, and run the providers' callbacks without holding it.
 */
#ifndef RECORDER_SESSION_H
#define RECORDER_SESSION_H

#include "wpp_host.h"

#include <stdarg.h>

/* Tells a provider that a session enables (flags, level) or disables it. `handle` is 0 when
 * disabled. */
typedef void (*recorder_enable_callback)(void *context, const GUID *guid, ULONG64 handle,
                                         bool enable);

/* 0 when all places are taken. The callback runs before this returns when a session wants the GUID.
 */
ULONG64 recorder_provider_register(const GUID *guid, recorder_enable_callback callback,
                                   void *context);
bool recorder_provider_unregister(ULONG64 registration);

/* Logger handle: id (16 bits), level (8), internal (8), flags (32), as generated kernel headers
 * take it apart. */
static inline ULONG64 recorder_handle_make(USHORT id, ULONG flags, UCHAR level)
{
    return (ULONG64)flags << 32 | (ULONG64)level << 16 | id;
}

enum recorder_send { RECORDER_SENT, RECORDER_NO_SESSION, RECORDER_TOO_LARGE };

/* Sends pairs as TraceMessage takes them. */
enum recorder_send recorder_send_va(ULONG64 handle, ULONG options, const GUID *guid, USHORT number,
                                    va_list pairs);
enum recorder_send recorder_send(ULONG64 handle, ULONG options, const GUID *guid, USHORT number,
                                 const struct wpp_host_part *parts, unsigned part_count);

/* Sends the records of the driver whose control blocks hold `block`, when flags ask for it. */
void recorder_replay(void *block, ULONG64 handle, ULONG flags);

#endif
