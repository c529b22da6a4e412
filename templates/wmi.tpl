`* WppTraceCallback: how WMI asks a driver for its control GUIDs and switches them. Expects WPP_ZERO, WPP_COPY, *`
`* WPP_PAGED, WPP_INIT_GLOBAL_LOGGER, and WppReadEnable, which takes level and flags from a request. *`
#define WMIREG_FLAG_CALLBACK 0x80000000
#ifndef WMIREG_FLAG_TRACE_PROVIDER
# define WMIREG_FLAG_TRACE_PROVIDER 0x00010000
#endif
#define WPP_MAX_COUNT_REGISTRATION_GUID 63

WPP_FORCEINLINE int WppIsEqualGuid(const GUID *a, const GUID *b)
{
    int Equal = a->Data1 == b->Data1 && a->Data2 == b->Data2 && a->Data3 == b->Data3, i;
    for (i = 0; i < 8; i++) {
        Equal = Equal && a->Data4[i] == b->Data4[i];
    }
    return Equal;
}

`* Answers with all control GUIDs and, behind them, the registry path as 16 bits of length and its characters. When *`
`* the buffer is too small the answer is the size it should have. *`
WPP_FORCEINLINE NTSTATUS WppDescribeGuids(PWPP_TRACE_CONTROL_BLOCK First, ULONG BufferLength, PVOID Buffer, PULONG Size)
{
    PWMIREGINFOW Info = (PWMIREGINFOW)Buffer;
    PUNICODE_STRING Path = First->RegistryPath;
    PWPP_TRACE_CONTROL_BLOCK Block;
    ULONG Count = 0, Fixed, Needed;
    for (Block = First; Block; Block = Block->Next) {
        Count++;
    }
    if (Count > WPP_MAX_COUNT_REGISTRATION_GUID) {
        return STATUS_INVALID_PARAMETER;
    }
    Fixed = (ULONG)(offsetof(WMIREGINFOW, WmiRegGuid) + Count * sizeof(WMIREGGUIDW));
    Needed = Fixed + (Path ? (ULONG)sizeof(USHORT) + Path->Length : 0);
    if (Needed > BufferLength) {
        if (BufferLength >= sizeof(ULONG)) {
            *(PULONG)Buffer = Needed;
            *Size = sizeof(ULONG);
        }
        return STATUS_BUFFER_TOO_SMALL;
    }
    WPP_ZERO(Buffer, BufferLength);
    Info->BufferSize = Needed;
    Info->RegistryPath = Path ? Fixed : 0;
    Info->GuidCount = Count;
    if (Path) {
        WPP_COPY((PUCHAR)Buffer + Fixed, &Path->Length, sizeof(USHORT));
        WPP_COPY((PUCHAR)Buffer + Fixed + sizeof(USHORT), Path->Buffer, Path->Length);
    }
    for (Block = First, Count = 0; Block; Block = Block->Next, Count++) {
        Info->WmiRegGuid[Count].Guid = *Block->ControlGuid;
        Info->WmiRegGuid[Count].Flags = WMIREG_FLAG_TRACE_CONTROL_GUID | WMIREG_FLAG_TRACED_GUID;
        Block->Level = 0;
        Block->Flags[0] = 0;
    }
    *Size = Needed;
#ifdef WPP_GLOBALLOGGER
    for (Block = First; Block; Block = Block->Next) {
        WPP_INIT_GLOBAL_LOGGER(Block->ControlGuid, (PTRACEHANDLE)&Block->Logger, &Block->Flags[0], &Block->Level);
    }
#endif
    return STATUS_SUCCESS;
}

WPP_FORCEINLINE NTSTATUS WppSwitchGuid(PWPP_TRACE_CONTROL_BLOCK Block, BOOLEAN Enable, ULONG BufferLength, PVOID Buffer)
{
    PWNODE_HEADER Wnode = (PWNODE_HEADER)Buffer;
    NTSTATUS Status = STATUS_SUCCESS;
    if (!Block) {
        return STATUS_WMI_GUID_NOT_FOUND;
    }
    if (BufferLength < sizeof(WNODE_HEADER)) {
        return STATUS_INVALID_PARAMETER;
    }
    while (Block && !WppIsEqualGuid(Block->ControlGuid, &Wnode->Guid)) {
        Block = Block->Next;
    }
    if (!Block) {
        return STATUS_WMI_GUID_NOT_FOUND;
    }
    if (Enable) {
        Block->Logger = (__int64)Wnode->HistoricalContext;
        Status = WppReadEnable(Block, Wnode);
    } else {
        Block->Level = 0;
        Block->Flags[0] = 0;
        Block->Logger = 0;
    }
    WppDebug(0, ("WppTraceCallback: enable %d flags 0x%08x level %d\n", Enable, Block->Flags[0], Block->Level));
#ifdef WPP_PRIVATE_ENABLE_CALLBACK
    WPP_PRIVATE_ENABLE_CALLBACK(Block->ControlGuid, Block->Logger, Enable, Block->Flags[0], Block->Level);
#endif
    return Status;
}

WPPINIT_EXPORT NTSTATUS WppTraceCallback(UCHAR MinorFunction, PVOID DataPath, ULONG BufferLength, PVOID Buffer,
                                         PVOID Context, PULONG Size)
{
    PWPP_TRACE_CONTROL_BLOCK First = (PWPP_TRACE_CONTROL_BLOCK)Context;
    WPP_PAGED();
    (void)DataPath;
    *Size = 0;
    switch (MinorFunction) {
    case IRP_MN_REGINFO:
        return WppDescribeGuids(First, BufferLength, Buffer, Size);
    case IRP_MN_ENABLE_EVENTS:
    case IRP_MN_DISABLE_EVENTS:
        return WppSwitchGuid(First, MinorFunction == IRP_MN_ENABLE_EVENTS, BufferLength, Buffer);
    case IRP_MN_ENABLE_COLLECTION:
    case IRP_MN_DISABLE_COLLECTION:
        return STATUS_SUCCESS;
    default:
        return STATUS_INVALID_DEVICE_REQUEST;
    }
}
#define WPP_SYSTEMCONTROL(PDO)
#define WPP_SYSTEMCONTROL2(PDO, offset)
