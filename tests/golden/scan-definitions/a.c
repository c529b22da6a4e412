#define TraceEvents(l, f, m, ...) Print(l, m, __VA_ARGS__)
#define WRAP(x) TraceEvents(L, F, "in a macro %d", x); \
    TraceEvents(L, F, "continued");
  #  define NoMsg(x) \
    NoMsg(x)
#pragma comment(lib, "TraceEvents(L, F, "not this")
void TraceEvents(ULONG Level, ULONG Flags, PCSTR Msg, ...);
void TraceEvents(_In_ ULONG Level, _In_ ULONG Flags, _In_ const char *Msg);
void NoMsg(ULONG Value);
void DoTraceMessage(LEVEL, MSG, ...);
TraceEvents(L, F, "live");
NoMsg(value);
