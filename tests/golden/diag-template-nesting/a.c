TraceEvents(L, F, "m");
