`* Storport, in the one source that names WPP_INIT_TRACING: the control blocks and their registration. *`
#ifdef __cplusplus
extern "C" {
#endif
#ifndef WPPINIT_EXPORT
# define WPPINIT_EXPORT
#endif
#ifndef WppDebug
# define WppDebug(level, args)
#endif

WPPINIT_EXPORT NTSTATUS WppTraceCallback(UCHAR MinorFunction, PVOID DataPath, ULONG BufferLength, PVOID Buffer,
                                         PVOID Context, PULONG Size);
WPPINIT_EXPORT VOID WppInitKm(PVOID DriverObject, PVOID InitInfo);
#ifdef ALLOC_PRAGMA
# pragma alloc_text(PAGE, WppTraceCallback)
# pragma alloc_text(PAGE, WppInitKm)
# pragma alloc_text(PAGE, WppCleanupKm)
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
    }
}
#undef WPP_INIT_STATIC_DATA
#define WPP_INIT_STATIC_DATA WPP_INIT_CONTROL_ARRAY(WPP_MAIN_CB)

#ifndef WPP_INIT_TRACING
# ifdef _SDV_
#  define WPP_INIT_TRACING(DriverObject, RegPath, InitInfo)
# else
#  define WPP_INIT_TRACING(DriverObject, RegPath, InitInfo) \
    { \
        WPP_CONTROL_ANNOTATION(); \
        (void)(RegPath); \
        WppInitKm(DriverObject, InitInfo); \
    }
# endif
#endif

WPP_FORCEINLINE NTSTATUS WppReadEnable(PWPP_TRACE_CONTROL_BLOCK Block, PWNODE_HEADER Wnode)
{
    ULONG Level, Length;
    NTSTATUS Status = StorWmiQueryTraceInformation(TraceEnableLevelClass, &Level, sizeof Level, &Length, Wnode);
    if (Status == STATUS_SUCCESS) {
        Block->Level = (UCHAR)Level;
    }
    return StorWmiQueryTraceInformation(TraceEnableFlagsClass, &Block->Flags[0], sizeof Block->Flags[0], &Length, Wnode);
}
#define WPP_ZERO(at, length) StorMemSet(at, 0, length)
#define WPP_COPY(to, from, length) StorMoveMemory(to, from, length)
#define WPP_PAGED()
#define WPP_INIT_GLOBAL_LOGGER StorWppInitGlobalLogger
`INCLUDE wmi.tpl`

`* InitInfo is the miniport's STORAGE_TRACE_INIT_INFO. *`
WPPINIT_EXPORT VOID WppInitKm(PVOID DriverObject, PVOID InitInfo)
{
    NTSTATUS Status;
    (void)DriverObject;
    if (WPP_CB == WPP_MAIN_CB) {
        WppDebug(0, ("WPP_INIT_TRACING: already called\n"));
        return;
    }
    WPP_INIT_STATIC_DATA;
    WPP_CB = WPP_MAIN_CB;
    if (StorInitTracing(InitInfo) == STATUS_SUCCESS) {
        WPP_CB[0].Control.Callback = WppTraceCallback;
        Status = StorIoWMIRegistrationControl(&WPP_CB[0].Control,
                                              WMIREG_ACTION_REGISTER | WMIREG_FLAG_CALLBACK | WMIREG_FLAG_TRACE_PROVIDER);
        if (!NT_SUCCESS(Status)) {
            WppDebug(0, ("WPP_INIT_TRACING: StorIoWMIRegistrationControl failed, status 0x%08x\n", Status));
        }
    }
}

WPPINIT_EXPORT VOID WppCleanupKm(PVOID TraceContext)
{
    StorCleanupTracing(TraceContext);
    if (WPP_CB == (WPP_CB_TYPE *)&WPP_CB) {
        WppDebug(0, ("WPP_CLEANUP: already called, or WPP_INIT_TRACING was not\n"));
        return;
    }
    StorIoWMIRegistrationControl(&WPP_CB[0].Control, WMIREG_ACTION_DEREGISTER | WMIREG_FLAG_CALLBACK);
    WPP_CB = (WPP_CB_TYPE *)&WPP_CB;
}

#ifdef __cplusplus
}
#endif
