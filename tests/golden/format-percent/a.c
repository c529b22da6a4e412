TraceEvents(L, F, "100%% of %d%%", 1);
TraceEvents(L, F, "%%d %%%d", 1);
TraceEvents(L, F, "100% ");
TraceEvents(L, F, "at the end %");
TraceEvents(L, F, "before an escape %\n");
