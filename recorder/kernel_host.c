/* The kernel routines that generated kernel-mode headers look up by name, over the sessions of
 * wpp_host.h. */
#include "session.h"

#include <ntddk.h>

#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef VOID(NTAPI *CLASSIC_CALLBACK)(LPCGUID Guid, UCHAR ControlCode, PVOID EnableContext,
                                      PVOID CallbackContext);

/* A registration: the callback gets the logger handle by address, which starts with what it takes
 * apart. */
struct classic_provider {
    CLASSIC_CALLBACK callback; /* NULL: free; atomic */
    PVOID context;
    ULONG64 provider;
};

#define PROVIDERS_MAX 64
static struct classic_provider
    providers[PROVIDERS_MAX]; /* drivers of the process, as in the kernel */

static void enable_classic(void *context, const GUID *guid, ULONG64 handle, bool enable)
{
    const struct classic_provider *provider = context;
    provider->callback(
        guid, enable ? EVENT_CONTROL_CODE_ENABLE_PROVIDER : EVENT_CONTROL_CODE_DISABLE_PROVIDER,
        &handle, provider->context);
}

static NTSTATUS NTAPI register_classic_provider(LPCGUID guid, ULONG type, CLASSIC_CALLBACK callback,
                                                PVOID context, REGHANDLE *handle)
{
    (void)type;
    for (size_t i = 0; i < PROVIDERS_MAX; i++) {
        CLASSIC_CALLBACK none = NULL;
        if (!__atomic_compare_exchange_n(&providers[i].callback, &none, callback, false,
                                         __ATOMIC_ACQ_REL, __ATOMIC_RELAXED))
            continue;
        providers[i].context = context;
        providers[i].provider = recorder_provider_register(guid, enable_classic, &providers[i]);
        if (!providers[i].provider) {
            __atomic_store_n(&providers[i].callback, NULL, __ATOMIC_RELEASE);
            break;
        }
        *handle = i + 1;
        return STATUS_SUCCESS;
    }
    return STATUS_INSUFFICIENT_RESOURCES;
}

static NTSTATUS NTAPI unregister(REGHANDLE handle)
{
    if (handle < 1 || handle > PROVIDERS_MAX
        || !recorder_provider_unregister(providers[handle - 1].provider))
        return STATUS_INVALID_HANDLE;
    providers[handle - 1].provider = 0;
    __atomic_store_n(&providers[handle - 1].callback, NULL, __ATOMIC_RELEASE);
    return STATUS_SUCCESS;
}

#ifdef __clang__
#pragma clang diagnostic ignored "-Wvarargs" /* a USHORT before the dots, as documented */
#endif
static LONG trace_message(ULONG64 handle, ULONG options, LPCGUID guid, USHORT number, ...)
{
    va_list pairs;
    va_start(pairs, number);
    const enum recorder_send sent = recorder_send_va(handle, options, guid, number, pairs);
    va_end(pairs);
    return sent == RECORDER_SENT        ? STATUS_SUCCESS
           : sent == RECORDER_TOO_LARGE ? STATUS_BUFFER_OVERFLOW
                                        : STATUS_INVALID_HANDLE;
}

static LONG query_trace_information(TRACE_INFORMATION_CLASS information, PVOID result, ULONG size,
                                    PULONG needed, PVOID buffer)
{
    (void)information, (void)result, (void)size, (void)needed, (void)buffer;
    return STATUS_NOT_SUPPORTED;
}

static BOOLEAN get_version(PULONG major, PULONG minor, PULONG build, PUNICODE_STRING service_pack)
{
    (void)service_pack;
    if (major)
        *major = 10;
    if (minor)
        *minor = 0;
    if (build)
        *build = 22621;
    return FALSE; /* not a checked build */
}

/* The name may have characters of 2 or 4 bytes, as its caller was compiled. */
static bool has_name(const UNICODE_STRING *text, const char *name)
{
    const size_t length = strlen(name), width = text->Length / (length ? length : 1);
    if (width * length != text->Length || (width != 2 && width != 4))
        return false;
    for (size_t i = 0; i < length; i++) {
        uint32_t character = 0;
        memcpy(&character, (const char *)text->Buffer + i * width, width);
        if (character != (unsigned char)name[i])
            return false;
    }
    return true;
}

PVOID WppHostGetRoutineAddress(PUNICODE_STRING SystemRoutineName)
{
    if (has_name(SystemRoutineName, "WmiTraceMessage"))
        return (PVOID)(ULONG_PTR)trace_message;
    if (has_name(SystemRoutineName, "WmiQueryTraceInformation"))
        return (PVOID)(ULONG_PTR)query_trace_information;
    if (has_name(SystemRoutineName, "EtwRegisterClassicProvider"))
        return (PVOID)(ULONG_PTR)register_classic_provider;
    if (has_name(SystemRoutineName, "EtwUnregister"))
        return (PVOID)(ULONG_PTR)unregister;
    if (has_name(SystemRoutineName, "PsGetVersion"))
        return (PVOID)(ULONG_PTR)get_version;
    return NULL;
}

NTSTATUS WppHostWmiRegistrationControl(PDEVICE_OBJECT DeviceObject, ULONG Action)
{
    (void)DeviceObject, (void)Action;
    return STATUS_NOT_SUPPORTED;
}

BOOLEAN WppHostValidSid(PSID Sid)
{
    return IsValidSid(Sid) != FALSE;
}

ULONG WppHostLengthSid(PSID Sid)
{
    return GetLengthSid(Sid);
}

ULONG DbgPrint(PCSTR Format, ...)
{
    va_list arguments;
    va_start(arguments, Format);
    vfprintf(stderr, Format, arguments);
    va_end(arguments);
    return STATUS_SUCCESS;
}
