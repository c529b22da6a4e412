`* User mode, in the one source that names WPP_INIT_TRACING: the control blocks and their registration with ETW. *`
#ifdef __cplusplus
extern "C" {
#endif
#ifndef WPPINIT_EXPORT
# define WPPINIT_EXPORT
#endif
#ifndef WPPINIT_STATIC
# define WPPINIT_STATIC static
#endif
#ifndef WppDebug
# define WppDebug(level, args)
#endif

#if ENABLE_WPP_RECORDER
# ifdef WPP_MACRO_USE_KM_VERSION_FOR_UM
WPPINIT_EXPORT VOID __cdecl WppAutoLogStart(WPP_CB_TYPE *WppCb, PDRIVER_OBJECT DrvObj, PCUNICODE_STRING RegPath);
# else
WPPINIT_EXPORT VOID __cdecl WppAutoLogStart(WPP_CB_TYPE *WppCb, PVOID DrvObj, PCUNICODE_STRING RegPath);
# endif
WPPINIT_EXPORT VOID __cdecl WppAutoLogStop(WPP_CB_TYPE *WppCb);
#endif

`INCLUDE tmc.tpl`

LPCGUID WPP_REGISTRATION_GUIDS[WPP_LAST_CTL];
WPP_CB_TYPE WPP_MAIN_CB[WPP_LAST_CTL];

WPP_FORCEINLINE void WPP_INIT_CONTROL_ARRAY(WPP_CB_TYPE *Blocks)
{
    int i;
    for (i = 0; i < WPP_LAST_CTL; i++) {
        PWPP_TRACE_CONTROL_BLOCK Block = &Blocks[i].Control;
        Block->Next = i + 1 < WPP_LAST_CTL ? &Blocks[i + 1].Control : NULL;
        Block->Logger = 0;
        Block->Ptr = NULL;
        Block->FlagsLen = WPP_FLAG_LEN;
        Block->Level = 0;
        Block->Options = 0;
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

WPP_FORCEINLINE void WPP_INIT_GUID_ARRAY(LPCGUID *Guids)
{
#define WPP_DEFINE_CONTROL_GUID(Name, Guid, Bits) *Guids++ = &WPP_XGLUE(WPP_ThisDir_CTLGUID_, Name);
    WPP_CONTROL_GUIDS
#undef WPP_DEFINE_CONTROL_GUID
}

VOID WppInitUm(LPCWSTR AppName);
#ifndef WPP_INIT_TRACING
# define WPP_INIT_TRACING_WITH(start) (WPP_CONTROL_ANNOTATION(), start)
# ifndef WPP_MACRO_USE_KM_VERSION_FOR_UM
#  define WPP_INIT_TRACING(AppName) WPP_INIT_TRACING_WITH(WppInitUm(AppName))
# elif defined(WPP_MACRO_USE_KM_VERSION_FOR_UM_IGNORE_VALIDATION)
#  define WPP_INIT_TRACING(DriverObject, RegistryPath) WPP_INIT_TRACING_WITH(WppInitUmDriver(DriverObject, RegistryPath))
# else
`* Until UMDF 2.15 there was one argument. A call that still passes one becomes an undeclared name that says so. *`
#  define WPP_INIT_TRACING(...) WPP_CALL_WITH(WPP_INIT_TRACING_PICK((__VA_ARGS__, 2, 1, 0)), (__VA_ARGS__))
#  define WPP_INIT_TRACING_PICK(args) WPP_CALL_WITH(WPP_INIT_TRACING_NAME, args)
#  define WPP_INIT_TRACING_NAME(a, b, count, ...) WPP_INIT_TRACING ## count
#  define WPP_INIT_TRACING1(AppName) \
    WPP_INIT_TRACING_FUNCTION_IS_DEPRECATED_PLEASE_REFER_TO_BUILD_LOG_FOR_MORE_INFORMATION( \
        "UMDF 2.15 and later: WPP_INIT_TRACING(DriverObject, RegistryPath) and WPP_CLEANUP(DriverObject)")
#  define WPP_INIT_TRACING2(DriverObject, RegistryPath) WPP_INIT_TRACING_WITH(WppInitUmDriver(DriverObject, RegistryPath))
# endif
#endif
#ifdef WPP_MACRO_USE_KM_VERSION_FOR_UM
VOID WppInitUmDriver(PDRIVER_OBJECT DriverObject, PCUNICODE_STRING RegistryPath);
#endif

`* A component in another module may own the control block: its first pointer is itself until somebody claims it. *`
WPPINIT_EXPORT void WPP_Set_Dll_CB(PWPP_TRACE_CONTROL_BLOCK Control, VOID *DllControlBlock, USHORT Flags)
{
    if (*(PVOID *)DllControlBlock != DllControlBlock) {
        Control->Ptr = DllControlBlock;
    } else if (Flags == WPP_VER_WHISTLER_CB_FORWARD_PTR) {
        memset(Control, 0, sizeof *Control);
        *(PWPP_TRACE_CONTROL_BLOCK *)DllControlBlock = Control;
        Control->Options = WPP_VER_LH_CB_FORWARD_PTR;
    }
}
#define WPP_SET_FORWARD_PTR(FLAG, VERSION, PTR) (WPP_MAIN_CB[WPP_CTRL_NO(WPP_BIT_ ## FLAG)].Control.Options = (VERSION), \
    WPP_Set_Dll_CB(&WPP_MAIN_CB[WPP_CTRL_NO(WPP_BIT_ ## FLAG)].Control, (PTR), (USHORT)(VERSION)))

#define WPP_GUID_FORMAT "%08x-%04x-%04x-%02x%02x-%02x%02x%02x%02x%02x%02x"
#define WPP_GUID_ELEMENTS(p) (p)->Data1, (p)->Data2, (p)->Data3, (p)->Data4[0], (p)->Data4[1], (p)->Data4[2], \
    (p)->Data4[3], (p)->Data4[4], (p)->Data4[5], (p)->Data4[6], (p)->Data4[7]

#ifdef WPP_GLOBALLOGGER
`* The boot-time session: the registry says whether it runs, and for each control GUID with which flags and level. *`
#define WPP_REG_GLOBALLOGGER_KEY L"SYSTEM\\CurrentControlSet\\Control\\Wmi\\GlobalLogger"
#define WPP_TEXTGUID_LEN 38

WPPINIT_STATIC TRACEHANDLE WppQueryLogger(PCWSTR LoggerName)
{
    struct {
        EVENT_TRACE_PROPERTIES Properties;
        WCHAR Names[2][256];
    } Session;
    ULONG Status;
    ZeroMemory(&Session, sizeof Session);
    Session.Properties.Wnode.BufferSize = sizeof Session;
    Session.Properties.Wnode.Flags = WNODE_FLAG_TRACED_GUID;
    Session.Properties.LoggerNameOffset = sizeof Session.Properties;
    Session.Properties.LogFileNameOffset = sizeof Session.Properties + sizeof Session.Names[0];
    Status = ControlTraceW(0, LoggerName ? LoggerName : L"stdout", &Session.Properties, EVENT_TRACE_CONTROL_QUERY);
    if (Status != ERROR_SUCCESS && Status != ERROR_MORE_DATA) {
        return 0;
    }
    return (TRACEHANDLE)Session.Properties.Wnode.HistoricalContext;
}

WPPINIT_STATIC void WppGuidText(WCHAR *Text, LPCGUID Guid)
{
    static const char Digits[] = "0123456789abcdef";
    UCHAR Bytes[16];
    int i;
    for (i = 0; i < 4; i++) {
        Bytes[i] = (UCHAR)(Guid->Data1 >> (24 - 8 * i));
    }
    Bytes[4] = (UCHAR)(Guid->Data2 >> 8);
    Bytes[5] = (UCHAR)Guid->Data2;
    Bytes[6] = (UCHAR)(Guid->Data3 >> 8);
    Bytes[7] = (UCHAR)Guid->Data3;
    for (i = 0; i < 8; i++) {
        Bytes[8 + i] = Guid->Data4[i];
    }
    for (i = 0; i < 16; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10) {
            *Text++ = '-';
        }
        *Text++ = (WCHAR)Digits[Bytes[i] >> 4];
        *Text++ = (WCHAR)Digits[Bytes[i] & 15];
    }
    *Text = 0;
}

`* 0 when the value is missing. *`
WPPINIT_STATIC DWORD WppRegistryNumber(HKEY Key, LPCWSTR Name)
{
    DWORD Value = 0, Size = sizeof Value, Type = 0;
    if (RegQueryValueExW(Key, Name, NULL, &Type, (LPBYTE)&Value, &Size) != ERROR_SUCCESS || Type != REG_DWORD) {
        return 0;
    }
    return Value;
}

WPPINIT_EXPORT void WppInitGlobalLogger(LPCGUID ControlGuid, PTRACEHANDLE LoggerHandle, PULONG Flags, PUCHAR Level)
{
    WCHAR GuidText[WPP_TEXTGUID_LEN];
    HKEY Logger, Control;
    TRACEHANDLE Session;
    if (RegOpenKeyExW(HKEY_LOCAL_MACHINE, WPP_REG_GLOBALLOGGER_KEY, 0, KEY_READ, &Logger) != ERROR_SUCCESS) {
        WppDebug(0, ("GlobalLogger: no such key\n"));
        return;
    }
    WppGuidText(GuidText, ControlGuid);
    if (WppRegistryNumber(Logger, L"Start") == 1
            && RegOpenKeyExW(Logger, GuidText, 0, KEY_READ, &Control) == ERROR_SUCCESS) {
        Session = WppQueryLogger(L"GlobalLogger");
        if (Session) {
            *LoggerHandle = Session;
            *Flags = WppRegistryNumber(Control, L"Flags") & 0x7FFFFFFF;
            *Level = (UCHAR)WppRegistryNumber(Control, L"Level");
            WppDebug(0, ("GlobalLogger: flags 0x%08x level %d\n", *Flags, *Level));
        }
        RegCloseKey(Control);
    }
    RegCloseKey(Logger);
}
#endif

#ifdef WPP_MANAGED_CPP
# pragma managed(push, off)
#endif
`* ETW calls this when a session turns a control GUID on, off, or changes what it wants of it. *`
ULONG __stdcall WppControlCallback(WMIDPREQUESTCODE RequestCode, PVOID Context, ULONG *InOutBufferSize, PVOID Buffer)
{
    PWPP_TRACE_CONTROL_BLOCK Block = (PWPP_TRACE_CONTROL_BLOCK)Context;
    TRACEHANDLE Logger = 0;
    ULONG Flags = 0;
    UCHAR Level = 0;
    int Known = RequestCode == WMI_ENABLE_EVENTS || RequestCode == WMI_DISABLE_EVENTS;
#ifdef WPP_CAPTURE_STATE_CALLBACK
    Known = Known || RequestCode == WMI_CAPTURE_STATE;
#endif
    *InOutBufferSize = 0;
    if (!Known) {
        return ERROR_INVALID_PARAMETER;
    }
    if (RequestCode != WMI_DISABLE_EVENTS) {
        Logger = WPP_GET_TRACE_LOGGER_HANDLE(Buffer);
        Level = WPP_GET_TRACE_ENABLE_LEVEL(Logger);
        Flags = WPP_GET_TRACE_ENABLE_FLAGS(Logger);
    }
    WppDebug(1, ("WppControlCallback: request %d level %d flags 0x%08x\n", RequestCode, Level, Flags));
#ifdef WPP_CAPTURE_STATE_CALLBACK
    if (RequestCode == WMI_CAPTURE_STATE) {
        WPP_CAPTURE_STATE_CALLBACK(Block->ControlGuid, Logger, Flags, Level);
        return ERROR_SUCCESS;
    }
#endif
    if ((Block->Options & WPP_VER_WHISTLER_CB_FORWARD_PTR) && Block->Cb) {
        Block = Block->Cb;
    }
    Block->Logger = Logger;
    Block->Level = Level;
    Block->Flags[0] = Flags;
#ifdef WPP_PRIVATE_ENABLE_CALLBACK
    WPP_PRIVATE_ENABLE_CALLBACK(Block->ControlGuid, Logger, RequestCode != WMI_DISABLE_EVENTS, Flags, Level);
#endif
    return ERROR_SUCCESS;
}
#ifdef WPP_MANAGED_CPP
# pragma managed(pop)
#endif

#ifdef WPP_MOF_RESOURCENAME
`* The module that carries the MOF resource: the named DLL, or the program itself. *`
WPPINIT_STATIC void WppImagePath(LPCWSTR AppName, WCHAR *Path, DWORD Length)
{
    HMODULE Module = NULL;
    Path[0] = 0;
    if (!AppName) {
        return;
    }
# ifdef WPP_DLL
    Module = GetModuleHandleW(AppName);
    if (!Module) {
        WppDebug(1, ("WppInitUm: no module of that name, error %d\n", GetLastError()));
        return;
    }
# endif
    if (!GetModuleFileNameW(Module, Path, Length)) {
        WppDebug(1, ("WppInitUm: no file name for the module, error %d\n", GetLastError()));
    }
    Path[Length - 1] = 0;
}
#endif

`* Code analysis frowns on the registration functions, but no newer ones know of trace messages. *`
#ifdef _MSC_VER
# pragma warning(push)
# pragma warning(disable:28735 4068)
#endif
WPPINIT_EXPORT VOID WppInitUm(LPCWSTR AppName)
{
    PWPP_TRACE_CONTROL_BLOCK Block;
    LPCGUID *Guids = WPP_REGISTRATION_GUIDS;
    TRACE_GUID_REGISTRATION Registration;
    ULONG Status;
#ifdef WPP_MOF_RESOURCENAME
    WCHAR ImagePath[MAX_PATH];
    WppImagePath(AppName, ImagePath, MAX_PATH);
#endif
    (void)AppName;
    if (WPP_CB == WPP_MAIN_CB) {
        WppDebug(1, ("WPP_INIT_TRACING: already called\n"));
        return;
    }
    WPP_INIT_STATIC_DATA;
    WPP_INIT_GUID_ARRAY(WPP_REGISTRATION_GUIDS);
    WPP_CB = WPP_MAIN_CB;
    for (Block = &WPP_CB[0].Control; Block; Block = Block->Next) {
        Block->ControlGuid = *Guids;
        Registration.Guid = *Guids++;
        Registration.RegHandle = 0;
#ifdef WPP_MOF_RESOURCENAME
        Status = RegisterTraceGuidsW(WppControlCallback, Block, Block->ControlGuid, 1, &Registration,
                                     ImagePath, WPP_MOF_RESOURCENAME, &Block->UmRegistrationHandle);
#else
        Status = WPP_REGISTER_TRACE_GUIDS(WppControlCallback, Block, Block->ControlGuid, 1, &Registration,
                                          NULL, NULL, &Block->UmRegistrationHandle);
#endif
        if (Status != ERROR_SUCCESS) {
            WppDebug(1, ("WppInitUm: RegisterTraceGuids failed, error %d\n", Status));
        }
#ifdef WPP_GLOBALLOGGER
        if (!Block->Logger) {
            WppInitGlobalLogger(Block->ControlGuid, &Block->Logger, &Block->Flags[0], &Block->Level);
        }
#endif
    }
#if ENABLE_WPP_RECORDER && !defined(WPP_MACRO_USE_KM_VERSION_FOR_UM)
    {
        UNICODE_STRING Name;
        Name.Buffer = (PWSTR)(ULONG_PTR)AppName;
        Name.Length = (USHORT)(AppName ? WPP_WCSLEN(AppName) * sizeof(WCHAR) : 0);
        Name.MaximumLength = Name.Length;
        WppAutoLogStart(&WPP_CB[0], NULL, AppName ? &Name : NULL);
        WPP_RECORDER_INITIALIZED = WPP_MAIN_CB;
    }
#endif
}

#ifdef WPP_MACRO_USE_KM_VERSION_FOR_UM
WPPINIT_EXPORT VOID WppInitUmDriver(PDRIVER_OBJECT DriverObject, PCUNICODE_STRING RegistryPath)
{
    (void)DriverObject;
    (void)RegistryPath;
    if (WPP_CB == WPP_MAIN_CB) {
        return;
    }
    WppInitUm(NULL);
# if ENABLE_WPP_RECORDER
    WppAutoLogStart(&WPP_CB[0], DriverObject, RegistryPath);
    WPP_RECORDER_INITIALIZED = WPP_MAIN_CB;
# endif
}
#endif

WPPINIT_EXPORT VOID WppCleanupUm(VOID)
{
    PWPP_TRACE_CONTROL_BLOCK Block;
    if (WPP_CB == (WPP_CB_TYPE *)&WPP_CB) {
        return;
    }
    for (Block = &WPP_CB[0].Control; Block; Block = Block->Next) {
        if (Block->UmRegistrationHandle) {
            WPP_UNREGISTER_TRACE_GUIDS(Block->UmRegistrationHandle);
            Block->UmRegistrationHandle = 0;
        }
    }
#if ENABLE_WPP_RECORDER
    WppAutoLogStop(&WPP_CB[0]);
    WPP_RECORDER_INITIALIZED = (WPP_CB_TYPE *)&WPP_RECORDER_INITIALIZED;
#endif
    WPP_CB = (WPP_CB_TYPE *)&WPP_CB;
}
#ifdef _MSC_VER
# pragma warning(pop)
#endif

#ifdef __cplusplus
}
#endif
