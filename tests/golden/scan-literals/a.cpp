TraceEvents(L, F, "count = %"i64fmt"d\n", n);
TraceEvents(L, F, "built on "__DATE__" at "__TIME__ "\n");
TraceEvents(L, F, __FUNCTION__ " called\n");
TraceEvents(L, F, L"wide %d", 1);
TraceEvents(L, F, _T("tchar %ws"), s);
TraceEvents(L, F, u8"utf8 " TEXT("and ") L"" "mixed");
TraceEvents(L, F, "spliced \
literal %d", 1);
TraceEvents(L, F, R"(raw "text" \ %d)", 1);
TraceEvents(L, F, R"x(raw )" inside
second line)x");
TraceEvents(L, F, "a" // comment "not text"
                  "b" /* "nor this" */ "c");
TraceEvents(L, F, ("parenthesised %d"), 1);
TraceEvents(L, F, "escapes \"q\" \\ \t \x41 \101 it's");
TraceEvents(L, F, "");
