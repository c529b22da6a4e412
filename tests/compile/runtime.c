/* Stands in for ETW, the kernel, the storage port driver and the recorder library: keeps what generated headers
 * hand over. The control blocks are declared here once more, from the published layouts and not from a header,
 * because the real counterparts know them only by layout, too. */
#include "platform.h"
#include "runtime.h"

struct event runtime_events[256];
int runtime_count, runtime_failures;
char runtime_default_log, runtime_custom_log;
int runtime_started, runtime_stopped, runtime_replayed, runtime_registered;

static struct event *record(enum receiver to, LPCGUID guid, USHORT id, va_list pairs)
{
    struct event *e = &runtime_events[runtime_count++ % 256];
    const void *at;
    memset(e, 0, sizeof *e);
    e->to = to;
    e->guid = *guid;
    e->id = id;
    while ((at = va_arg(pairs, const void *)) != NULL) {
        size_t size = va_arg(pairs, SIZE_T);
        if (size > sizeof e->bytes - e->size)
            abort();
        memcpy(e->bytes + e->size, at, size);
        e->size += size;
        e->pairs++;
    }
    return e;
}

#define TRACE_FUNCTION(name, result)                                                       \
    result name(ULONG64 Logger, ULONG Options, LPCGUID Guid, USHORT Number, ...)           \
    {                                                                                      \
        va_list pairs;                                                                     \
        va_start(pairs, Number);                                                           \
        record(SESSION, Guid, Number, pairs)->logger = Logger;                             \
        va_end(pairs);                                                                     \
        CHECK(Options == (1 | 2 | 8 | 32));                                                \
        return 0;                                                                          \
    }

NTSTATUS WppAutoLogTrace(PVOID Log, UCHAR Level, ULONG Flags, LPGUID Guid, USHORT Number, ...);
NTSTATUS WppAutoLogTrace(PVOID Log, UCHAR Level, ULONG Flags, LPGUID Guid, USHORT Number, ...)
{
    struct event *e;
    va_list pairs;
    va_start(pairs, Number);
    e = record(RECORDER, Guid, Number, pairs);
    va_end(pairs);
    e->log = Log;
    e->level = Level;
    e->flags = Flags;
    return 0;
}

#if defined(MODE_UM) || defined(MODE_SIMPLE)

struct block {
    struct block *next;
    ULONG64 registration;
    union {
        ULONG64 logger;
        void *pointer;
    } u;
    UCHAR flags_len, level;
    USHORT options;
    ULONG flags[1];
    LPCGUID control;
    PVOID log;
    USHORT verbose, minidump;
};
static struct {
    WMIDPREQUEST callback;
    PVOID context;
} registered[8];
static struct { /* what GetTraceLoggerHandle and its like take from the request */
    ULONG64 logger;
    UCHAR level;
    ULONG flags;
} wanted;

ULONG RegisterTraceGuidsW(WMIDPREQUEST Callback, PVOID Context, LPCGUID Control, ULONG Count,
                          TRACE_GUID_REGISTRATION *Guids, LPCWSTR Image, LPCWSTR Resource, TRACEHANDLE *Handle)
{
    (void)Image, (void)Resource;
    CHECK(Count == 1 && Guids->Guid == Control && ((struct block *)Context)->control == Control);
    registered[runtime_registered].callback = Callback;
    registered[runtime_registered].context = Context;
    *Handle = (TRACEHANDLE)++runtime_registered;
    return ERROR_SUCCESS;
}
ULONG UnregisterTraceGuids(TRACEHANDLE Handle)
{
    CHECK(Handle);
    runtime_registered--;
    return ERROR_SUCCESS;
}
TRACEHANDLE GetTraceLoggerHandle(PVOID Buffer) { CHECK(Buffer == &wanted); return wanted.logger; }
UCHAR GetTraceEnableLevel(TRACEHANDLE Logger) { CHECK(Logger == wanted.logger); return wanted.level; }
ULONG GetTraceEnableFlags(TRACEHANDLE Logger) { CHECK(Logger == wanted.logger); return wanted.flags; }
ULONG ControlTraceW(TRACEHANDLE Session, LPCWSTR Name, EVENT_TRACE_PROPERTIES *Properties, ULONG Control)
{
    (void)Session, (void)Control;
    CHECK(Name != NULL);
    Properties->Wnode.HistoricalContext = 0x7777;
    return ERROR_SUCCESS;
}
TRACE_FUNCTION(TraceMessage, ULONG)

static void request(int control, WMIDPREQUESTCODE code)
{
    ULONG size = 1;
    CHECK(registered[control].callback(code, registered[control].context, &size, &wanted) == ERROR_SUCCESS);
    CHECK(size == 0);
}
void runtime_enable(int control, ULONG flags, UCHAR level)
{
    wanted.logger = 0x1000 + (ULONG64)control;
    wanted.flags = flags;
    wanted.level = level;
    request(control, WMI_ENABLE_EVENTS);
}
void runtime_disable(int control) { request(control, WMI_DISABLE_EVENTS); }
static struct block *first_block(void) { return (struct block *)registered[0].context; }
BOOL IsValidSid(PSID Sid) { return *(UCHAR *)Sid == 1; }
DWORD GetLengthSid(PSID Sid) { return 8 + 4 * (DWORD)((UCHAR *)Sid)[1]; }
DWORD GetLastError(void) { return 0; }
HMODULE GetModuleHandleW(LPCWSTR Name) { (void)Name; return NULL; }
DWORD GetModuleFileNameW(HMODULE Module, LPWSTR Path, DWORD Length) { (void)Module, (void)Length; Path[0] = 0; return 0; }
static int key;
LONG RegOpenKeyExW(HKEY Key, LPCWSTR Name, DWORD Options, DWORD Access, HKEY *Result)
{
    (void)Key, (void)Name, (void)Options, (void)Access;
    *Result = (HKEY)&key;
    return ERROR_SUCCESS;
}
LONG RegQueryValueExW(HKEY Key, LPCWSTR Name, DWORD *Reserved, DWORD *Type, LPBYTE Data, DWORD *Length)
{
    DWORD value = Name[0] == 'S' ? 1 : Name[0] == 'F' ? 0x80000003 : 5;
    (void)Reserved;
    CHECK(Key == (HKEY)&key && *Length == 4);
    *Type = REG_DWORD;
    memcpy(Data, &value, 4);
    return ERROR_SUCCESS;
}
LONG RegCloseKey(HKEY Key) { CHECK(Key == (HKEY)&key); return ERROR_SUCCESS; }
void WppAutoLogStop(void *block);
void WppAutoLogStop(void *block) { CHECK(block != NULL); runtime_stopped++; }

#else /* kernel */

struct block {
    void *callback;
    LPCGUID control;
    struct block *next;
    __int64 logger;
    PUNICODE_STRING path;
    UCHAR flags_len, level;
    USHORT reserved;
    ULONG flags[1];
    ULONG reserved_flags;
    ULONG64 registration; /* from here on not for storport */
    PVOID log;
    USHORT verbose, minidump;
};
static struct block *blocks[8];
static struct { /* what a query about a request answers */
    ULONG flags, level;
} wanted;

static struct block *first_block(void) { return blocks[0]; }
static NTSTATUS query(int Class, PVOID Information, ULONG Length)
{
    CHECK(Length == 4 && (Class == 2 || Class == 3));
    memcpy(Information, Class == 2 ? &wanted.flags : &wanted.level, 4);
    return STATUS_SUCCESS;
}

#if defined(MODE_KM)
typedef VOID(NTAPI *callback_function)(LPCGUID, UCHAR, PVOID, PVOID);
static callback_function callbacks[8];

TRACE_FUNCTION(WmiTraceMessage, LONG)
LONG WmiQueryTraceInformation(TRACE_INFORMATION_CLASS Class, PVOID Information, ULONG Length, PULONG Required, PVOID Buffer)
{
    (void)Required, (void)Buffer;
    return query(Class, Information, Length);
}
static NTSTATUS NTAPI register_provider(LPCGUID Guid, ULONG Type, callback_function Callback, PVOID Context, PREGHANDLE Handle)
{
    struct block *b = (struct block *)Context;
    CHECK(Type == 0 && b->control == Guid && Handle == &b->registration);
    blocks[runtime_registered] = b;
    callbacks[runtime_registered] = Callback;
    *Handle = (REGHANDLE)++runtime_registered;
    return STATUS_SUCCESS;
}
static NTSTATUS NTAPI unregister_provider(REGHANDLE Handle)
{
    CHECK(Handle != 0);
    runtime_registered--;
    return STATUS_SUCCESS;
}
void RtlInitUnicodeString(PUNICODE_STRING To, PCWSTR From)
{
    USHORT n = 0;
    while (From[n])
        n++;
    To->Buffer = (PWSTR)(ULONG_PTR)From;
    To->Length = To->MaximumLength = (USHORT)(n * sizeof(WCHAR));
}
static int is(PUNICODE_STRING name, const char *other)
{
    size_t i, n = strlen(other);
    for (i = 0; i < n && i * sizeof(WCHAR) < name->Length && name->Buffer[i] == (WCHAR)other[i]; i++) {
    }
    return i == n && name->Length == n * sizeof(WCHAR);
}
PVOID MmGetSystemRoutineAddress(PUNICODE_STRING Name)
{
    if (is(Name, "WmiTraceMessage"))
        return (PVOID)(ULONG_PTR)WmiTraceMessage;
    if (is(Name, "WmiQueryTraceInformation"))
        return (PVOID)(ULONG_PTR)WmiQueryTraceInformation;
    if (is(Name, "EtwRegisterClassicProvider"))
        return getenv("WPP_TEST_OLD_KERNEL") ? NULL : (PVOID)(ULONG_PTR)register_provider;
    return is(Name, "EtwUnregister") ? (PVOID)(ULONG_PTR)unregister_provider : NULL;
}
NTSTATUS RtlQueryRegistryValues(ULONG Root, PCWSTR Path, RTL_QUERY_REGISTRY_TABLE *Table, PVOID Context, PVOID Environment)
{
    ULONG value = Table->Name[0] == 'S' ? 1 : Table->Name[0] == 'F' ? 0x80000003 : 5;
    (void)Path, (void)Context, (void)Environment;
    CHECK(Root == (RTL_REGISTRY_CONTROL | RTL_REGISTRY_OPTIONAL));
    memcpy(Table->EntryContext, &value, 4);
    return STATUS_SUCCESS;
}
static WCHAR guid_text[] = {'{', '0', '0', '0', '0', '0', '0', '0', '0', '-', '0', '0', '0', '0', '-', '0', '0', '0', '0', '-',
                            '0', '0', '0', '0', '-', '0', '0', '0', '0', '0', '0', '0', '0', '0', '0', '0', '0', '}', 0};
NTSTATUS RtlStringFromGUID(const GUID *Guid, PUNICODE_STRING Text)
{
    (void)Guid;
    RtlInitUnicodeString(Text, guid_text);
    return STATUS_SUCCESS;
}
void RtlFreeUnicodeString(PUNICODE_STRING Text) { CHECK(Text->Buffer == guid_text); }
BOOLEAN RtlValidSid(PSID Sid) { return *(UCHAR *)Sid == 1; }
ULONG RtlLengthSid(PSID Sid) { return 8 + 4 * (ULONG)((UCHAR *)Sid)[1]; }

static void enable_provider(int control, UCHAR code, ULONG flags, UCHAR level)
{
    struct { /* the kernel's logger handle */
        USHORT id;
        UCHAR level, internal;
        ULONG flags;
    } context;
    context.id = (USHORT)(0x1000 + control);
    context.level = level;
    context.internal = 0;
    context.flags = flags;
    callbacks[control](blocks[control]->control, code, &context, blocks[control]);
}
void WppAutoLogStop(void *block, PDRIVER_OBJECT Driver);
void WppAutoLogStop(void *block, PDRIVER_OBJECT Driver) { (void)Driver; CHECK(block != NULL); runtime_stopped++; }
void imp_WppRecorderReplay(PVOID block, ULONG64 Logger, ULONG Flags, UCHAR Level);
void imp_WppRecorderReplay(PVOID block, ULONG64 Logger, ULONG Flags, UCHAR Level)
{
    int i = (int)(Logger & 0xFFFF) - 0x1000; /* the control GUID, see runtime_enable */
    CHECK(block == blocks[0] && Flags == blocks[i]->flags[0] && Level == blocks[i]->level);
    runtime_replayed++;
}
#define REGISTER(block, action) IoWMIRegistrationControl(PDEVICE_OBJECT block, ULONG action)

#else /* storport */
TRACE_FUNCTION(StorWmiTraceMessage, ULONG)
NTSTATUS StorWmiQueryTraceInformation(int Class, PVOID Information, ULONG Length, PULONG Required, PVOID Buffer)
{
    (void)Required, (void)Buffer;
    return query(Class, Information, Length);
}
NTSTATUS StorInitTracing(PVOID InitInfo) { (void)InitInfo; return STATUS_SUCCESS; }
void StorCleanupTracing(PVOID Context) { (void)Context; runtime_stopped++; }
void StorMemSet(PVOID At, UCHAR Value, ULONG Length) { memset(At, Value, Length); }
void StorMoveMemory(PVOID To, const void *From, ULONG Length) { memmove(To, From, Length); }
#define REGISTER(block, action) StorIoWMIRegistrationControl(PVOID block, ULONG action)
#endif

/* WMI asks for the control GUIDs right away, first with too small a buffer. */
typedef LONG (*wmi_function)(UCHAR, PVOID, ULONG, PVOID, PVOID, PULONG);

NTSTATUS REGISTER(Block, Action)
{
    struct block *b = (struct block *)Block;
    union {
        WMIREGINFOW info;
        unsigned char bytes[1024];
    } u;
    ULONG size = 0, needed;
    wmi_function callback = (wmi_function)(ULONG_PTR)b->callback;
    if ((Action & 0xFF) == 2) {
        runtime_registered = 0;
        return STATUS_SUCCESS;
    }
    CHECK((Action & 0xFF) == 1 && (Action & 0x80010000) == 0x80010000);
    CHECK(callback(0x08, NULL, 8, &u, b, &size) == STATUS_BUFFER_TOO_SMALL && size == 4);
    memcpy(&needed, &u, 4);
    CHECK(needed < sizeof u);
    CHECK(callback(0x08, NULL, sizeof u, &u, b, &size) == STATUS_SUCCESS && size == needed);
    for (runtime_registered = 0; b; b = b->next, runtime_registered++) {
        blocks[runtime_registered] = b;
        CHECK(!memcmp(&u.info.WmiRegGuid[runtime_registered].Guid, b->control, sizeof(GUID)));
    }
    CHECK(u.info.GuidCount == (ULONG)runtime_registered);
    return STATUS_SUCCESS;
}

static void wmi_request(int control, UCHAR minor, ULONG flags, UCHAR level)
{
    WNODE_HEADER node;
    ULONG size;
    struct {
        USHORT id;
        UCHAR level, internal;
        ULONG flags;
    } context;
    memset(&node, 0, sizeof node);
    context.id = (USHORT)(0x1000 + control);
    context.level = level;
    context.internal = 0;
    context.flags = flags;
    memcpy(&node.HistoricalContext, &context, 8);
    wanted.flags = flags;
    wanted.level = level;
    node.Guid = *blocks[control]->control;
    CHECK(((wmi_function)(ULONG_PTR)blocks[0]->callback)(minor, NULL, sizeof node, &node, blocks[0], &size) == STATUS_SUCCESS);
}
#if defined(MODE_KM)
void runtime_enable(int control, ULONG flags, UCHAR level)
{
    if (blocks[0]->callback)
        wmi_request(control, 0x04, flags, level);
    else
        enable_provider(control, 1, flags, level);
}
void runtime_disable(int control)
{
    if (blocks[0]->callback)
        wmi_request(control, 0x05, 0, 0);
    else
        enable_provider(control, 0, 0, 0);
}
#else
void runtime_enable(int control, ULONG flags, UCHAR level) { wmi_request(control, 0x04, flags, level); }
void runtime_disable(int control) { wmi_request(control, 0x05, 0, 0); }
#endif
#endif

void WppAutoLogStart(void *block, void *Driver, PCUNICODE_STRING Path);
void WppAutoLogStart(void *block, void *Driver, PCUNICODE_STRING Path)
{
    (void)Driver, (void)Path;
    CHECK(block == first_block());
    for (; block; block = ((struct block *)block)->next)
        ((struct block *)block)->log = &runtime_default_log;
    runtime_started++;
}
void runtime_verbose(int on)
{
    struct block *b;
    for (b = first_block(); b; b = b->next)
        b->verbose = (USHORT)on;
}
