TraceEvents(L, F, "m");
TraceEvents(L, F, "n");
