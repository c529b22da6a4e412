TraceEvents(L, INIT, "m");
TraceEvents(L, OTHER, "m");
TraceEvents(L, INTI, "m");
TraceEvents(L, INTI | OTHER, "m");
TraceEvents(L, flags(1), "m");
WithDefault("m");
