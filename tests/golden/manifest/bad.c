void f(void) { TraceEvents(NO_LEVEL, Io | Nowhere, "x"); }
