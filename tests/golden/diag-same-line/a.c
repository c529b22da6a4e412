TraceEvents(L, F, "one"); TraceEvents(L, F, "two");
if (x) TraceEvents(L, F, "outer %d", TraceEvents(L, F, "inner"));
Group(L, ("ends below"
)); TraceEvents(L, F, "here");
#if A
TraceEvents(L, F, "one of two lines");
#else
TraceEvents(L, F, "the other");
#endif
