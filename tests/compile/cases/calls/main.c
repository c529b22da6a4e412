#include "platform.h"
#include "runtime.h"
#include "trace.h"
#define DUMMY 77
static int enabled_yes = 1, enabled_no;
#include "main.tmh"

#if ENABLE_WPP_RECORDER
# define IFR 1
#else
# define IFR 0
#endif
#if ENABLE_WPP_RECORDER && !ENABLE_WPP_TRACE_FILTERING_WITH_WPP_RECORDER
# define ONLY_IFR 1 /* the recorder's filter decides for both */
#else
# define ONLY_IFR 0
#endif
static int evaluated;
static int once(int value)
{
    evaluated++;
    return value;
}

/* The events one call left: in a session, in the recorder. */
static struct event *session(void)
{
    int i;
    for (i = 0; i < runtime_count; i++)
        if (runtime_events[i].to == SESSION)
            return &runtime_events[i];
    return NULL;
}
static struct event *recorder(void)
{
    int i;
    for (i = 0; i < runtime_count; i++)
        if (runtime_events[i].to == RECORDER)
            return &runtime_events[i];
    return NULL;
}
#define GOT(literal) (runtime_count == 1 + IFR && BYTES(*session(), literal) && (!IFR || BYTES(*recorder(), literal)))

static int check(int value)
{
    Check(value);
    return 1;
}

static void before_init(void)
{
    CHECK(TraceEvents(TRACE_LEVEL_ERROR, INIT, "too early %d", once(1)) == 0);
    CHECK(runtime_count == 0 && evaluated == 0);
}

static void levels_and_flags(void)
{
    CHECK(TraceEvents(TRACE_LEVEL_ERROR, INIT, "off %d", once(1)) == IFR); /* no session: the recorder alone */
    CHECK(!session() && (recorder() == NULL) == !IFR && evaluated == IFR);
    runtime_enable(0, 2, TRACE_LEVEL_WARNING); /* IO */
    CLEAR(), evaluated = 0;
    CHECK(TraceEvents(TRACE_LEVEL_ERROR, IO, "on %d %s", once(0x1234), "hey") == 1);
    CHECK(evaluated == 1 && GOT("\x34\x12\0\0hey\0"));
    CHECK((session()->logger & 0xFFFF) == 0x1000);
    CHECK(session()->pairs == 2 && session()->id == 13);
    CHECK(!memcmp(&session()->guid, WPP_LOCAL_TraceGuids, sizeof(GUID)));
    if (IFR)
        CHECK(recorder()->log == &runtime_default_log && recorder()->level == TRACE_LEVEL_ERROR && recorder()->flags == 2
              && recorder()->id == 13);
    CLEAR(), evaluated = 0;
    CHECK(TraceEvents(TRACE_LEVEL_VERBOSE, IO, "%d", once(1)) == 0); /* too detailed for both */
    CHECK(TraceEvents(TRACE_LEVEL_INFORMATION, IO, "%d", once(1)) == IFR && !session());
    CHECK(evaluated == IFR);
    CLEAR();
    CHECK(TraceEvents(TRACE_LEVEL_ERROR, OTHER, "%u", 5) == IFR && !session());
    if (IFR)
        CHECK(recorder()->flags == 0x10001);
    runtime_enable(1, 1, 5);
    CLEAR();
    CHECK(TraceEvents(TRACE_LEVEL_ERROR, OTHER, "%u", 5) == 1 && GOT("\5\0\0\0") && (session()->logger & 0xFFFF) == 0x1001);
    runtime_disable(1);
    CLEAR();
    CHECK(TraceEvents(TRACE_LEVEL_ERROR, OTHER, "%u", 5) == IFR && !session());
    runtime_enable(0, 0xFFFFFFFF, 5);
    runtime_enable(1, 0xFFFFFFFF, 5);
    if (IFR) {
        CLEAR();
        CHECK(TraceEvents(TRACE_LEVEL_VERBOSE, IO, "verbose") == !ONLY_IFR); /* a session of its own may see it */
        CHECK(!recorder() && (session() == NULL) == ONLY_IFR);
        runtime_verbose(1);
        CLEAR();
        CHECK(TraceEvents(TRACE_LEVEL_VERBOSE, IO, "verbose") == 1 && GOT(""));
    }
}

static void shapes(void)
{
    int n = 3;
    CLEAR(), evaluated = 0;
    Print((TRACE_LEVEL_ERROR, IO, "%d", once(1)));
    CHECK(GOT("\1\0\0\0") && evaluated == 1);
    CLEAR();
    Print((TRACE_LEVEL_ERROR,
           IO,
           "%d",
           n++)); /* __LINE__ is this one, or four above */
    CHECK(GOT("\3\0\0\0") && n == 4);
    CLEAR(); /* the second call begins on the line that names the first for clang and cl */
    Print((TRACE_LEVEL_ERROR, IO, "%d %d",
           1, 2)); Print((TRACE_LEVEL_ERROR, IO, "%d",
           3));
    CHECK(runtime_count == 2 * (1 + IFR) && EVENT(0).id == EVENT(1 + IFR).id + 1);
    CHECK(EVENT(0).bytes[0] == 3 && EVENT(1 + IFR).size == 8);
    CLEAR();
    KdPrint(("text only"
             ", on two lines"));
    CHECK(GOT(""));
    CLEAR();
    Dbg(TRACE_LEVEL_ERROR, IO, ("%d %d", n, 7));
    Dbg(TRACE_LEVEL_ERROR,
        IO, ("%hd %c",
             (short)n, 'x'));
    CHECK(runtime_count == 2 * (1 + IFR));
    CHECK(EVENT(0).size == 7 && !memcmp(EVENT(0).bytes + 4, "\4\0x", 3));
    CHECK(EVENT(1 + IFR).size == 12 && !memcmp(EVENT(1 + IFR).bytes + 4, "\4\0\0\0\7\0\0\0", 8));
    CLEAR();
    Enter();
    CHECK(GOT(""));
    CLEAR();
    CHECK(FlagFirst(TRACE_LEVEL_ERROR, "%p", &n) == 1 && session()->size == sizeof(void *));
    CLEAR();
    CHECK(check(0) == 1 && runtime_count == 0);
    CHECK(check(-5) == -5 && GOT("value\0\xfb\xff\xff\xff"));
    CLEAR();
    CHECK(Named(no, "%u", once(1)) == 0 && runtime_count == 0 && evaluated == 1);
    CHECK(Named(yes, "%u", 1) == 1 && runtime_count > 0);
    if (!ONLY_IFR)
        CHECK(session()->logger == 0x55);
    if (IFR)
        CHECK(recorder()->log == &runtime_custom_log && recorder()->level == 9);
    CLEAR();
    if (n)
        TraceEvents(TRACE_LEVEL_ERROR, IO, "in an if");
    else
        TraceEvents(TRACE_LEVEL_ERROR, IO, "in an else");
    CHECK(GOT(""));
    CHECK(n == 4 && TraceEvents(TRACE_LEVEL_ERROR, IO, "in an expression"));
    CLEAR();
    Mark(); /* no conditions: on, and to the first logger */
    CHECK(GOT("") && (session()->logger & 0xFFFF) == 0x1000);
    CLEAR();
#if !ENABLE_WPP_RECORDER
    DoTraceMessage(OTHER, "%d", 1);
    CHECK(GOT("\1\0\0\0") && (session()->logger & 0xFFFF) == 0x1001);
#else
    DoTraceMessage(OTHER, "%d", 1);
    CHECK(recorder() && recorder()->level == 0);
#endif
    (void)enabled_no;
}

/* Always's flag is also a macro. The default goes to the project's macros as it is written. */
#undef WPP_LEVEL_FLAGS_ENABLED
#undef WPP_LEVEL_FLAGS_LOGGER
#define WPP_LEVEL_FLAGS_ENABLED(lvl, flags) (WPP_ENABLE_FLAG_BIT(WPP_BIT_ ## flags) && WPP_CONTROL(WPP_BIT_ ## flags).Level >= lvl)
#define WPP_LEVEL_FLAGS_LOGGER(lvl, flags) WPP_CONTROL(WPP_BIT_ ## flags).Logger,
static void flag_that_is_a_macro(void)
{
    CLEAR();
    CHECK(Always("%d", DUMMY) == 1 && GOT("\x4d\0\0\0"));
    if (IFR)
        CHECK(recorder()->flags == 3);
}

static void logs(void)
{
    CLEAR();
    CHECK(Log1(&runtime_custom_log, TRACE_LEVEL_ERROR, INIT, "%d", 1) == 1 && GOT("\1\0\0\0"));
    CHECK(Log1(NULL, TRACE_LEVEL_ERROR, INIT, "no log") == 1);
    CHECK(Log2(&runtime_custom_log, OTHER, "%d", 2) == 1);
    CHECK(Log3(&runtime_custom_log, "%d", 3) == 1);
    CHECK(Log4(IO, "more", TRACE_LEVEL_CRITICAL, &runtime_custom_log, "%d", 4) == 1);
    CHECK(Log5("%d", 5) == 1);
    CHECK(runtime_count == 6 * (1 + IFR));
#if ENABLE_WPP_RECORDER
    {
        static const struct { void *log; int level; ULONG flags; } want[6] = {
            {&runtime_custom_log, 2, 1}, {&runtime_default_log, 2, 1}, {&runtime_custom_log, 2, 0x10001},
            {&runtime_custom_log, 3, 0x10001}, {&runtime_custom_log, 1, 2}, {&runtime_custom_log, 2, 2}};
        int i;
        for (i = 0; i < 6; i++) {
            struct event *e = &runtime_events[2 * i + 1];
            CHECK(e->to == RECORDER && e->log == want[i].log && e->level == want[i].level && e->flags == want[i].flags);
        }
    }
#endif
}

static void start(void)
{
#if defined(MODE_UM)
    WPP_INIT_TRACING(L"calls");
#elif defined(MODE_KM)
    WPP_INIT_TRACING(NULL, NULL)
#else
    WPP_INIT_TRACING(NULL, NULL, NULL)
#endif
}

static void stop(void)
{
#if defined(MODE_UM)
    WPP_CLEANUP();
#elif defined(MODE_KM)
    WPP_CLEANUP(NULL);
#else
    WPP_CLEANUP(NULL, NULL);
#endif
}

int main(void)
{
    before_init();
    start();
    CHECK(runtime_registered == 2 && runtime_started == IFR);
    levels_and_flags();
    shapes();
    flag_that_is_a_macro();
    logs();
    stop();
    CHECK(runtime_registered == 0);
    CLEAR(), evaluated = 0;
    CHECK(TraceEvents(TRACE_LEVEL_ERROR, INIT, "too late %d", once(1)) == 0 && runtime_count == 0 && evaluated == 0);
#if defined(MODE_STOR)
    CHECK(runtime_stopped == 1);
#else
    CHECK(runtime_stopped == IFR);
#endif
    return runtime_failures != 0;
}
