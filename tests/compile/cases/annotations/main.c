#include "platform.h"
#include "trace.h"
#include "main.tmh"

struct point {
    int x, y;
};
int sum(int a, int b);
int all(struct point *p, const char *text, double d, LPCGUID guid);

int sum(int a, int b)
{
    return a + b;
}

int all(struct point *p, const char *text, double d, LPCGUID guid)
{
    int i = 0;
    Enter();
    TraceEvents(TRACE_LEVEL_ERROR, INIT, "no arguments");
    TraceEvents(TRACE_LEVEL_ERROR, INIT, "");
    TraceEvents(TRACE_LEVEL_ERROR, INIT, "quoted \"%s\", 100%%, tab \t and line end\n", text);
    TraceEvents(TRACE_LEVEL_WARNING, IO, "%d of " "%u" " joined", p->x, (unsigned)p->y);
    TraceEvents(TRACE_LEVEL_WARNING, OTHER, "%x %#x %08X %I64d %p %c %hd %lx %Iu", 1, 2, 3, 4LL, p, 'a', (short)5, 6L,
                (ULONG_PTR)7);
    TraceEvents(TRACE_LEVEL_WARNING, IO, "%!STATUS! %!HRESULT! %!colour! %!state! %!GUID! %!bool!", 0, 1, 2, 3, guid, 1);
    TraceEvents(TRACE_LEVEL_INFORMATION, IO, "%d", sum(1, sum(2, 3)) /* nested, with commas */);
    TraceEvents(TRACE_LEVEL_INFORMATION, IO, "%s", i ? "one, two" : "three");
    TraceEvents((i == 0 ? TRACE_LEVEL_ERROR : TRACE_LEVEL_WARNING), IO, "%f %e", d, d + 1);
    Trace(TRACE_LEVEL_ERROR, "with a prefix, and %d", i++);
    Print((TRACE_LEVEL_ERROR, IO, "in double parentheses %d", sum(i, 1)));
    Plain(TRACE_LEVEL_ERROR, IO, "%!FUNC! without a prefix %%");
    DoTraceMessage(IO, "%d", 'x');
    return i;
}

#if defined(MODE_UM)
void start(void);
void start(void) { WPP_INIT_TRACING(L"x"); }
#elif defined(MODE_KM)
void start(void);
void start(void) { WPP_INIT_TRACING(NULL, NULL); }
#else
void start(void);
void start(void) { WPP_INIT_TRACING(NULL, NULL, NULL); }
#endif
