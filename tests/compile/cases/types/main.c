#include "platform.h"
#include "runtime.h"
#include "trace.h"
#include "main.tmh"

#define IS(literal) CHECK(BYTES(runtime_events[0], literal)), CHECK(BYTES(EVENT(0), literal)), CLEAR()

static void numbers(void)
{
    double d = 0;
    TraceEvents(TRACE_LEVEL_ERROR, INIT, "%c%hhd%hhu%hd%hu", 'x', 1, 255, -2, 0xFFFE);
    IS("x\x01\xff\xfe\xff\xfe\xff");
    TraceEvents(TRACE_LEVEL_ERROR, INIT, "%d%u%x%ld%lu%I32d", 1, 2u, 3, 4L, 5ul, 6);
    IS("\1\0\0\0\2\0\0\0\3\0\0\0\4\0\0\0\5\0\0\0\6\0\0\0");
    TraceEvents(TRACE_LEVEL_ERROR, INIT, "%I64d%llu%jd", 1LL, 2ull, 3LL);
    IS("\1\0\0\0\0\0\0\0\2\0\0\0\0\0\0\0\3\0\0\0\0\0\0\0");
    TraceEvents(TRACE_LEVEL_ERROR, INIT, "%zu%td%p", (size_t)1, (ptrdiff_t)2, (void *)3);
    CHECK(EVENT(0).size == 3 * sizeof(void *) && EVENT(0).bytes[0] == 1), CLEAR();
    TraceEvents(TRACE_LEVEL_ERROR, INIT, "%f", d);
    IS("\0\0\0\0\0\0\0\0");
    TraceEvents(TRACE_LEVEL_ERROR, INIT, "%!STATUS!%!bool!%!BOOLEAN!%!irql!", 5, 1, 1, 2);
    IS("\5\0\0\0\1\0\0\0\1\2");
}

static void strings(void)
{
    static const WCHAR wide[] = {'h', 'i', 0};
    static char buffer[] = "counted";
    const char *none = NULL;
    const WCHAR *wide_none = NULL;
    TraceEvents(TRACE_LEVEL_ERROR, INIT, "%s|%s", "abc", "");
    IS("abc\0\0");
    TraceEvents(TRACE_LEVEL_ERROR, INIT, "%s %S", none, wide_none);
    IS("NULL\0N\0U\0L\0L\0\0\0");
    TraceEvents(TRACE_LEVEL_ERROR, INIT, "%ws%S", wide, wide);
    IS("h\0i\0\0\0h\0i\0\0\0");
    TraceEvents(TRACE_LEVEL_ERROR, INIT, "%.*s%.*s%.*s", 3, buffer, 99, buffer, -1, "ab");
    IS("\3\0cou\7\0counted\2\0ab");
    TraceEvents(TRACE_LEVEL_ERROR, INIT, "%.*s%.*S%.*ls", 2, none, 1, wide, 3, wide_none);
    IS("\2\0NU\2\0h\0\6\0N\0U\0L\0");
    Print((TRACE_LEVEL_ERROR, INIT, "%.*s %d", 2,
           buffer, 7));
    IS("\2\0co\7\0\0\0");
}

static void counted(void)
{
    static WCHAR wide[] = {'h', 'i'};
    UNICODE_STRING u, *no_u = NULL;
    ANSI_STRING a, *no_a = NULL;
    u.Length = u.MaximumLength = 4;
    u.Buffer = wide;
    a.Length = a.MaximumLength = 2;
    a.Buffer = (char *)(ULONG_PTR) "abc";
    TraceEvents(TRACE_LEVEL_ERROR, INIT, "%wZ%Z%z", &u, &a, &a);
    IS("\4\0h\0i\0\2\0ab\2\0ab");
    TraceEvents(TRACE_LEVEL_ERROR, INIT, "%wZ%Z", no_u, no_a);
    IS("\10\0N\0U\0L\0L\0\4\0NULL");
    u.Length = a.Length = 0;
    u.Buffer = NULL;
    a.Buffer = NULL;
    TraceEvents(TRACE_LEVEL_ERROR, INIT, "%wZ%Z%d", &u, &a, 1);
    IS("\0\0\0\0\1\0\0\0");
    TraceEvents(TRACE_LEVEL_ERROR, INIT, "%!BIN!%d", WppBinary("\1\2\3", 3), 1);
    IS("\3\0\1\2\3\1\0\0\0");
}

static void others(void)
{
    static UCHAR sid[16] = {1, 2}, bad[16];
    static const GUID guid = {0x04030201, 0x0605, 0x0807, {9, 10, 11, 12, 13, 14, 15, 16}};
    PSID none = NULL;
    TraceEvents(TRACE_LEVEL_ERROR, INIT, "%!sid!%!GUID!", (PSID)sid, &guid);
    IS("\1\2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\2\3\4\5\6\7\x8\x9\xa\xb\xc\xd\xe\xf\x10");
    TraceEvents(TRACE_LEVEL_ERROR, INIT, "%!sid!%!sid!", (PSID)bad, none);
    IS("NULL\0NULL\0");
}

int main(void)
{
#if defined(MODE_UM)
    WPP_INIT_TRACING(L"x");
#else
    WPP_INIT_TRACING(NULL, NULL);
#endif
    runtime_enable(0, 1, 5);
    numbers();
    strings();
    counted();
    others();
    return runtime_failures != 0;
}
