#include "platform.h"
#include "runtime.h"
#include "trace.h"
#include <string>
#include <string_view>
#include "main.tmh"

#define IS(literal) CHECK(BYTES(EVENT(0), literal)), CLEAR()

template <class T> T traced(T value)
{
    TraceEvents(TRACE_LEVEL_ERROR, INIT, "%d", static_cast<int>(value));
    return value;
}
inline int from_inline(int value)
{
    TraceEvents(TRACE_LEVEL_ERROR, INIT, "%d", value);
    return value;
}
struct object {
    int value;
    explicit object(int v) : value(v) { TraceEvents(TRACE_LEVEL_ERROR, INIT, "%p %d", this, value); }
    ~object() { TraceEvents(TRACE_LEVEL_ERROR, INIT, "%d", value); }
};

int main()
{
    WPP_INIT_TRACING(L"x");
    runtime_enable(0, 1, 5);
    std::string s = "abc", empty;
    TraceEvents(TRACE_LEVEL_ERROR, INIT, "%!str!%!str!", s, empty);
    IS("\3\0abc\0\0");
    TraceEvents(TRACE_LEVEL_ERROR, INIT, "%!str!", s + "d");
    IS("\4\0abcd");
    TraceEvents(TRACE_LEVEL_ERROR, INIT, "%!wstr!", std::wstring(1, L'w'));
    IS("\2\0w\0");
    TraceEvents(TRACE_LEVEL_ERROR, INIT, "%!sv!%!sv!%d", std::string_view("view", 2), std::string_view(), 1);
    IS("\2\0vi\0\0\1\0\0\0");
    TraceEvents(TRACE_LEVEL_ERROR, INIT, "%d", [&] { int a = 1; a += static_cast<int>(s.size()); return a; }());
    IS("\4\0\0\0");
    auto f = [](int x) { return TraceEvents(TRACE_LEVEL_ERROR, INIT, "%d", x) + x; };
    CHECK(f(6) == 7);
    IS("\6\0\0\0");
    CHECK(traced(3) == 3 && traced(4.5) == 4.5 && from_inline(5) == 5);
    IS("\5\0\0\0");
    { object o(9); }
    IS("\11\0\0\0");
    int ok = s.empty() || TraceEvents(TRACE_LEVEL_ERROR, INIT, "%d", traced(8));
    CHECK(ok == 1);
    WPP_CLEANUP();
    return runtime_failures != 0;
}
