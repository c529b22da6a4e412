`* For simple.tpl: one header for user and kernel mode that needs no control GUIDs and no registration. *`
`INCLUDE file.tpl`
#ifndef WPP_ALREADY_INCLUDED
#ifndef WPP_KERNEL_MODE
# include <windows.h>
# include <wmistr.h>
# include <evntrace.h>
# ifndef WPP_IsValidSid
#  define WPP_IsValidSid IsValidSid
# endif
# ifndef WPP_GetLengthSid
#  define WPP_GetLengthSid GetLengthSid
# endif
# ifndef WPP_TRACE
#  define WPP_TRACE TraceMessage
# endif
#else
# ifndef WPP_IsValidSid
#  define WPP_IsValidSid RtlValidSid
# endif
# ifndef WPP_GetLengthSid
#  define WPP_GetLengthSid RtlLengthSid
# endif
# ifndef WPP_TRACE
#  define WPP_TRACE WmiTraceMessage
# endif
#endif
#if defined(WPP_PRIVATE) && !defined(WPP_INLINE)
# define WPP_INLINE static
#endif
`INCLUDE compiler.tpl`

`* The session of that name, 0 when none runs. *`
WPP_FORCEINLINE TRACEHANDLE WppQueryLogger(PCWSTR LoggerName)
{
#ifdef WPP_KERNEL_MODE
    TRACEHANDLE Session;
    ULONG Length;
    UNICODE_STRING Name;
    RtlInitUnicodeString(&Name, LoggerName ? LoggerName : L"stdout");
    return WmiQueryTraceInformation(TraceHandleByNameClass, &Session, sizeof Session, &Length, &Name) == STATUS_SUCCESS
        ? Session : 0;
#else
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
    return Status == ERROR_SUCCESS || Status == ERROR_MORE_DATA
        ? (TRACEHANDLE)Session.Properties.Wnode.HistoricalContext : 0;
#endif
}
#endif
