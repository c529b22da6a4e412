`* Kernel mode, in the one source that names WPP_INIT_TRACING: the control blocks, their registration, the recorder. *`
#ifdef _MSC_VER
# pragma warning(disable:4201)
#endif
#include <ntddk.h>
#ifdef __cplusplus
extern "C" {
#endif
#ifndef WPPINIT_EXPORT
# define WPPINIT_EXPORT
#endif
#ifndef WppDebug
# define WppDebug(level, args)
#endif

WPPINIT_EXPORT VOID WppInitKm(PDRIVER_OBJECT DriverObject, PCUNICODE_STRING RegPath);
WPPINIT_EXPORT VOID WppInitGlobalLogger(LPCGUID ControlGuid, PTRACEHANDLE LoggerHandle, PULONG Flags, PUCHAR Level);
#if ENABLE_WPP_RECORDER
WPPINIT_EXPORT VOID WppAutoLogStart(WPP_CB_TYPE *WppCb, PDRIVER_OBJECT DrvObj, PCUNICODE_STRING RegPath);
VOID WppAutoLogStop(WPP_CB_TYPE *WppCb, PDRIVER_OBJECT DrvObj);
VOID imp_WppRecorderReplay(PVOID WppCb, TRACEHANDLE WppTraceHandle, ULONG EnableFlags, UCHAR EnableLevel);
# ifndef ENABLE_WPP_RECORDER_REPLAY
#  define ENABLE_WPP_RECORDER_REPLAY 1
# endif
`* The recorder's own system dll has the replay since Windows 10 1607. *`
# if ENABLE_WPP_RECORDER_REPLAY && defined(NTDDI_WIN10_RS1) && NTDDI_VERSION >= NTDDI_WIN10_RS1
#  define WPP_REPLAY(block, flags, level) imp_WppRecorderReplay(&WPP_CB[0], (block)->Logger, flags, level)
# endif
#endif

#ifdef ALLOC_PRAGMA
# pragma alloc_text(PAGE, WppLoadTracingSupport)
# pragma alloc_text(PAGE, WppTraceCallback)
# pragma alloc_text(PAGE, WppInitKm)
# pragma alloc_text(PAGE, WppCleanupKm)
# ifdef WPP_GLOBALLOGGER
#  pragma alloc_text(PAGE, WppInitGlobalLogger)
# endif
#endif

`INCLUDE tmc.tpl`

WPP_CB_TYPE WPP_MAIN_CB[WPP_LAST_CTL];

WPP_FORCEINLINE void WPP_INIT_CONTROL_ARRAY(WPP_CB_TYPE *Blocks)
{
#define WPP_DEFINE_CONTROL_GUID(Name, Guid, Bits) &WPP_XGLUE(WPP_ThisDir_CTLGUID_, Name),
    static LPCGUID const Guids[] = {WPP_CONTROL_GUIDS};
#undef WPP_DEFINE_CONTROL_GUID
    int i;
    for (i = 0; i < WPP_LAST_CTL; i++) {
        PWPP_TRACE_CONTROL_BLOCK Block = &Blocks[i].Control;
        Block->Callback = NULL;
        Block->ControlGuid = Guids[i];
        Block->Next = i + 1 < WPP_LAST_CTL ? &Blocks[i + 1].Control : NULL;
        Block->RegistryPath = NULL;
        Block->FlagsLen = WPP_FLAG_LEN;
        Block->Level = 0;
        Block->Reserved = 0;
        Block->Flags[0] = 0;
#if ENABLE_WPP_RECORDER
        Block->AutoLogContext = NULL;
        Block->AutoLogVerboseEnabled = 0;
        Block->AutoLogAttachToMiniDump = 0;
#endif
    }
}
#undef WPP_INIT_STATIC_DATA
#define WPP_INIT_STATIC_DATA WPP_INIT_CONTROL_ARRAY(WPP_MAIN_CB)

`* A block of its own: sources exist that call it without a semicolon. Nothing for the Static Driver Verifier. *`
#ifndef WPP_INIT_TRACING
# ifdef _SDV_
#  define WPP_INIT_TRACING(DriverObject, RegPath)
# else
#  define WPP_INIT_TRACING(DriverObject, RegPath) \
    { \
        WppLoadTracingSupport(); \
        WPP_CONTROL_ANNOTATION(); \
        WppInitKm((PDRIVER_OBJECT)DriverObject, RegPath); \
    }
# endif
#endif

`* What a session asks for, as the kernel lays it out in a logger handle. *`
typedef struct _WPP_TRACE_ENABLE_CONTEXT {
    USHORT LoggerId;
    UCHAR Level;
    UCHAR InternalFlag;
    ULONG EnableFlags;
} WPP_TRACE_ENABLE_CONTEXT, *PWPP_TRACE_ENABLE_CONTEXT;

`* WmiTraceMessage exists everywhere; EtwRegisterClassicProvider since Vista SP1, and without it WMI registers. *`
VOID WppLoadTracingSupport(VOID)
{
    UNICODE_STRING Name;
    PAGED_CODE();
    RtlInitUnicodeString(&Name, L"WmiTraceMessage");
    pfnWppTraceMessage = (PFN_WPPTRACEMESSAGE)(ULONG_PTR)MmGetSystemRoutineAddress(&Name);
    RtlInitUnicodeString(&Name, L"WmiQueryTraceInformation");
    pfnWppQueryTraceInformation = (PFN_WPPQUERYTRACEINFORMATION)(ULONG_PTR)MmGetSystemRoutineAddress(&Name);
    RtlInitUnicodeString(&Name, L"EtwRegisterClassicProvider");
    pfnEtwRegisterClassicProvider = (PFN_ETWREGISTERCLASSICPROVIDER)(ULONG_PTR)MmGetSystemRoutineAddress(&Name);
    RtlInitUnicodeString(&Name, L"EtwUnregister");
    pfnEtwUnregister = (PFN_ETWUNREGISTER)(ULONG_PTR)MmGetSystemRoutineAddress(&Name);
    WPPTraceSuite = pfnEtwRegisterClassicProvider && pfnEtwUnregister ? WppTraceServer08 : WppTraceWinXP;
}

#ifdef WPP_GLOBALLOGGER
`* The boot-time session: the registry says whether it runs, and for each control GUID with which flags and level. *`
#define WPP_GLOBAL_LOGGER_KEY L"WMI\\GlobalLogger\\"

WPP_FORCEINLINE ULONG WppRegistryNumber(PCWSTR Path, PCWSTR Name)
{
    RTL_QUERY_REGISTRY_TABLE Query[2];
    ULONG Value = 0, Zero = 0;
    RtlZeroMemory(Query, sizeof Query);
    Query[0].Flags = RTL_QUERY_REGISTRY_DIRECT;
    Query[0].Name = (PWSTR)(ULONG_PTR)Name;
    Query[0].EntryContext = &Value;
    Query[0].DefaultType = REG_DWORD;
    Query[0].DefaultData = &Zero;
    Query[0].DefaultLength = sizeof Zero;
    if (!NT_SUCCESS(RtlQueryRegistryValues(RTL_REGISTRY_CONTROL | RTL_REGISTRY_OPTIONAL, Path, Query, NULL, NULL))) {
        return 0;
    }
    return Value;
}

WPPINIT_EXPORT VOID WppInitGlobalLogger(LPCGUID ControlGuid, PTRACEHANDLE LoggerHandle, PULONG Flags, PUCHAR Level)
{
    WCHAR Path[sizeof WPP_GLOBAL_LOGGER_KEY / sizeof(WCHAR) + 36] = WPP_GLOBAL_LOGGER_KEY;
    const ULONG KeyChars = sizeof WPP_GLOBAL_LOGGER_KEY / sizeof(WCHAR) - 1;
    UNICODE_STRING Text;
    NTSTATUS Status;
    PAGED_CODE();
#ifdef __cplusplus
    Status = RtlStringFromGUID(*ControlGuid, &Text);
#else
    Status = RtlStringFromGUID(ControlGuid, &Text);
#endif
    if (!NT_SUCCESS(Status)) {
        return;
    }
    if (Text.Length == 38 * sizeof(WCHAR)) {
        RtlCopyMemory(Path + KeyChars, Text.Buffer + 1, 36 * sizeof(WCHAR));
        Path[KeyChars + 36] = 0;
        if (WppRegistryNumber(WPP_GLOBAL_LOGGER_KEY, L"Start") == 1) {
            *LoggerHandle = WMI_GLOBAL_LOGGER_ID;
            *Flags = WppRegistryNumber(Path, L"Flags") & 0x7FFFFFFF;
            *Level = (UCHAR)WppRegistryNumber(Path, L"Level");
            WppDebug(0, ("GlobalLogger: flags 0x%08x level %d\n", *Flags, *Level));
        }
    }
    RtlFreeUnicodeString(&Text);
}
#endif

WPP_FORCEINLINE NTSTATUS WppReadEnable(PWPP_TRACE_CONTROL_BLOCK Block, PWNODE_HEADER Wnode)
{
    WPP_TRACE_ENABLE_CONTEXT Wanted;
    ULONG Level, Length;
    NTSTATUS Status;
    if (WPPTraceSuite != WppTraceWinXP) {
        RtlCopyMemory(&Wanted, &Block->Logger, sizeof Wanted);
        Block->Flags[0] = Wanted.EnableFlags;
        Block->Level = Wanted.Level;
        return STATUS_SUCCESS;
    }
    Status = pfnWppQueryTraceInformation(TraceEnableLevelClass, &Level, sizeof Level, &Length, Wnode);
    if (Status == STATUS_SUCCESS) {
        Block->Level = (UCHAR)Level;
    }
    return pfnWppQueryTraceInformation(TraceEnableFlagsClass, &Block->Flags[0], sizeof Block->Flags[0], &Length, Wnode);
}
#define WPP_ZERO RtlZeroMemory
#define WPP_COPY RtlCopyMemory
#define WPP_PAGED PAGED_CODE
#define WPP_INIT_GLOBAL_LOGGER WppInitGlobalLogger
`INCLUDE wmi.tpl`

`* The same for a provider registered with ETW itself. Codes other than off and on are for newer kinds of providers. *`
VOID NTAPI WppClassicProviderCallback(LPCGUID Guid, UCHAR ControlCode, PVOID EnableContext, PVOID CallbackContext)
{
    PWPP_TRACE_CONTROL_BLOCK Block = (PWPP_TRACE_CONTROL_BLOCK)CallbackContext;
    PWPP_TRACE_ENABLE_CONTEXT Wanted = (PWPP_TRACE_ENABLE_CONTEXT)EnableContext;
    (void)Guid;
    if (ControlCode == EVENT_CONTROL_CODE_ENABLE_PROVIDER) {
        Block->Flags[0] = Wanted->EnableFlags;
        Block->Level = Wanted->Level;
        RtlCopyMemory(&Block->Logger, EnableContext, sizeof Block->Logger);
#ifdef WPP_REPLAY
        WPP_REPLAY(Block, Wanted->EnableFlags, Wanted->Level);
#endif
    } else if (ControlCode == EVENT_CONTROL_CODE_DISABLE_PROVIDER) {
        Block->Level = 0;
        Block->Flags[0] = 0;
        Block->Logger = 0;
    } else {
        return;
    }
    WppDebug(0, ("WppClassicProviderCallback: %d flags 0x%08x level %d\n", ControlCode, Block->Flags[0], Block->Level));
#ifdef WPP_PRIVATE_ENABLE_CALLBACK
    WPP_PRIVATE_ENABLE_CALLBACK(Block->ControlGuid, Block->Logger, ControlCode, Block->Flags[0], Block->Level);
#endif
}

WPPINIT_EXPORT VOID WppInitKm(PDRIVER_OBJECT DriverObject, PCUNICODE_STRING RegPath)
{
    PWPP_TRACE_CONTROL_BLOCK Block;
    NTSTATUS Status;
    PAGED_CODE();
    (void)DriverObject;
    (void)RegPath;
    if (WPP_CB == WPP_MAIN_CB) {
        WppDebug(0, ("WPP_INIT_TRACING: already called\n"));
        return;
    }
    WPP_INIT_STATIC_DATA;
    WPP_CB = WPP_MAIN_CB;
    if (WPPTraceSuite == WppTraceServer08) {
        for (Block = &WPP_CB[0].Control; Block; Block = Block->Next) {
            Block->RegHandle = 0;
            Status = pfnEtwRegisterClassicProvider(Block->ControlGuid, 0, WppClassicProviderCallback, Block,
                                                   &Block->RegHandle);
            if (!NT_SUCCESS(Status)) {
                WppDebug(0, ("WPP_INIT_TRACING: EtwRegisterClassicProvider failed, status 0x%08x\n", Status));
            }
        }
    } else if (WPPTraceSuite == WppTraceWinXP) {
        Block = &WPP_CB[0].Control;
        Block->Callback = WppTraceCallback;
        Status = IoWMIRegistrationControl((PDEVICE_OBJECT)Block,
                                          WMIREG_ACTION_REGISTER | WMIREG_FLAG_CALLBACK | WMIREG_FLAG_TRACE_PROVIDER);
        if (!NT_SUCCESS(Status)) {
            WppDebug(0, ("WPP_INIT_TRACING: IoWMIRegistrationControl failed, status 0x%08x\n", Status));
        }
    }
#if ENABLE_WPP_RECORDER
    WppAutoLogStart(&WPP_CB[0], DriverObject, RegPath);
    WPP_RECORDER_INITIALIZED = WPP_MAIN_CB;
#endif
}

WPPINIT_EXPORT VOID WppCleanupKm(PDRIVER_OBJECT DriverObject)
{
    PWPP_TRACE_CONTROL_BLOCK Block;
    PAGED_CODE();
    (void)DriverObject;
    if (WPP_CB == (WPP_CB_TYPE *)&WPP_CB) {
        WppDebug(0, ("WPP_CLEANUP: already called, or WPP_INIT_TRACING was not\n"));
        return;
    }
    if (WPPTraceSuite == WppTraceServer08) {
        for (Block = &WPP_CB[0].Control; Block; Block = Block->Next) {
            if (Block->RegHandle) {
                pfnEtwUnregister(Block->RegHandle);
                Block->RegHandle = 0;
            }
        }
    } else if (WPPTraceSuite == WppTraceWinXP) {
        IoWMIRegistrationControl((PDEVICE_OBJECT)&WPP_CB[0].Control, WMIREG_ACTION_DEREGISTER | WMIREG_FLAG_CALLBACK);
    }
#if ENABLE_WPP_RECORDER
    WppAutoLogStop(&WPP_CB[0], DriverObject);
    WPP_RECORDER_INITIALIZED = (WPP_CB_TYPE *)&WPP_RECORDER_INITIALIZED;
#endif
    WPP_CB = (WPP_CB_TYPE *)&WPP_CB;
}

#ifdef __cplusplus
}
#endif
