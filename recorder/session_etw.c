/* The provider functions of <evntrace.h> on Linux, over the sessions of wpp_host.h. */
#include "session.h"

#include <evntrace.h>

#include <string.h>

/* A user-mode registration: what the WMI-style callback of generated headers is called with. */
struct registration {
    WMIDPREQUEST callback;
    void *context;
    ULONG64 provider;
};

#define REGISTRATIONS_MAX 64
static struct registration
    registrations[REGISTRATIONS_MAX]; /* one per provider, found by their address */

static void enable_user_mode(void *context, const GUID *guid, ULONG64 handle, bool enable)
{
    struct registration *registration = context;
    WNODE_HEADER node;
    ULONG size = sizeof node;
    memset(&node, 0, sizeof node);
    node.BufferSize = sizeof node;
    node.HistoricalContext = handle;
    node.Guid = *guid;
    node.Flags = WNODE_FLAG_TRACED_GUID;
    registration->callback(enable ? WMI_ENABLE_EVENTS : WMI_DISABLE_EVENTS, registration->context,
                           &size, &node);
    /* Kernel headers ask for the replay in their callback; user-mode ones do not, so the system
     * does it. */
    if (enable)
        recorder_replay(registration->context, handle, GetTraceEnableFlags(handle));
}

ULONG RegisterTraceGuidsW(WMIDPREQUEST RequestAddress, PVOID RequestContext, LPCGUID ControlGuid,
                          ULONG GuidCount, PTRACE_GUID_REGISTRATION TraceGuidReg,
                          LPCWSTR MofImagePath, LPCWSTR MofResourceName,
                          TRACEHANDLE *RegistrationHandle)
{
    (void)GuidCount, (void)TraceGuidReg, (void)MofImagePath, (void)MofResourceName;
    if (!RequestAddress || !ControlGuid || !RegistrationHandle)
        return ERROR_INVALID_PARAMETER;
    for (size_t i = 0; i < REGISTRATIONS_MAX; i++) {
        WMIDPREQUEST none = NULL;
        if (!__atomic_compare_exchange_n(&registrations[i].callback, &none, RequestAddress, false,
                                         __ATOMIC_ACQ_REL, __ATOMIC_RELAXED))
            continue;
        registrations[i].context = RequestContext;
        registrations[i].provider =
            recorder_provider_register(ControlGuid, enable_user_mode, &registrations[i]);
        if (!registrations[i].provider) {
            __atomic_store_n(&registrations[i].callback, NULL, __ATOMIC_RELEASE);
            return ERROR_NOT_ENOUGH_MEMORY;
        }
        *RegistrationHandle = i + 1;
        return ERROR_SUCCESS;
    }
    return ERROR_NOT_ENOUGH_MEMORY;
}

ULONG UnregisterTraceGuids(TRACEHANDLE RegistrationHandle)
{
    if (RegistrationHandle < 1 || RegistrationHandle > REGISTRATIONS_MAX
        || !recorder_provider_unregister(registrations[RegistrationHandle - 1].provider))
        return ERROR_INVALID_PARAMETER;
    registrations[RegistrationHandle - 1].provider = 0;
    __atomic_store_n(&registrations[RegistrationHandle - 1].callback, NULL, __ATOMIC_RELEASE);
    return ERROR_SUCCESS;
}

TRACEHANDLE GetTraceLoggerHandle(PVOID Buffer)
{
    return ((const WNODE_HEADER *)Buffer)->HistoricalContext;
}

UCHAR GetTraceEnableLevel(TRACEHANDLE TraceHandle)
{
    return (UCHAR)(TraceHandle >> 16);
}

ULONG GetTraceEnableFlags(TRACEHANDLE TraceHandle)
{
    return (ULONG)(TraceHandle >> 32);
}

ULONG TraceMessageVa(TRACEHANDLE LoggerHandle, ULONG MessageFlags, LPCGUID MessageGuid,
                     USHORT MessageNumber, va_list MessageArgList)
{
    switch (
        recorder_send_va(LoggerHandle, MessageFlags, MessageGuid, MessageNumber, MessageArgList)) {
    case RECORDER_SENT:
        return ERROR_SUCCESS;
    case RECORDER_TOO_LARGE:
        return ERROR_MORE_DATA;
    case RECORDER_NO_SESSION:
        break;
    }
    return ERROR_INVALID_HANDLE;
}

/* The last named parameter is a USHORT, as documented; va_start works with it on all ABIs here. */
#ifdef __clang__
#pragma clang diagnostic ignored "-Wvarargs"
#endif
ULONG TraceMessage(TRACEHANDLE LoggerHandle, ULONG MessageFlags, LPCGUID MessageGuid,
                   USHORT MessageNumber, ...)
{
    va_list pairs;
    va_start(pairs, MessageNumber);
    const ULONG result =
        TraceMessageVa(LoggerHandle, MessageFlags, MessageGuid, MessageNumber, pairs);
    va_end(pairs);
    return result;
}
