#include "platform.h"
#include "runtime.h"
#include "trace.h"

static char shown[256], logged[256];
static int debug(const char *format, ...)
{
    va_list list;
    va_start(list, format);
    vsnprintf(shown, sizeof shown, format, list);
    va_end(list);
    return 0;
}
static int log_always(int level, const char *format, ...)
{
    va_list list;
    int n = snprintf(logged, sizeof logged, "%d:", level);
    va_start(list, format);
    vsnprintf(logged + n, sizeof logged - (size_t)n, format, list);
    va_end(list);
    return 0;
}
#define WPP_DEBUG(args) debug args
#define WPP_LOG_ALWAYS(ex, ...) log_always(ex, __VA_ARGS__),
#define WPP_EX_LEVEL_FLAGS(lvl, flags) (lvl)
#define WPP_EX_LEVEL_FLAG(lvl, flag) (lvl)
#define WPP_EX_FLAG_LEVEL(flag, lvl) (lvl)
#include "main.tmh"

int main(void)
{
    WPP_INIT_TRACING(L"x");
    TraceEvents(TRACE_LEVEL_VERBOSE, INIT, "off %d", 1);
    CHECK(!strcmp(logged, "5:off 1") && !shown[0]);
    runtime_enable(0, 3, 4);
    TraceEvents(TRACE_LEVEL_ERROR, INIT, "on %d %s", 2, "x");
    CHECK(!strcmp(logged, "2:on 2 x") && !strcmp(shown, "on 2 x"));
    Dbg(TRACE_LEVEL_WARNING, IO, ("paired %d", 3));
    CHECK(!strcmp(logged, "3:paired 3") && !strcmp(shown, "paired 3"));
    Print((TRACE_LEVEL_ERROR, IO, "plain"));
    CHECK(!strcmp(logged, "2:plain") && !strcmp(shown, "plain"));
    WPP_CLEANUP();
    return runtime_failures != 0;
}
