void f(void) {
    TraceEvents(TRACE_LEVEL_ERROR, Init, "open <%s> failed: %!STATUS!\n", name, status);
    TraceEvents(TRACE_LEVEL_VERBOSE, Io, "state %!state! of %p, %u!", s, p, n);
    TraceEvents(TRACE_LEVEL_VERBOSE, Io | Init, "100%% \"done\"");
    TraceEvents(TRACE_LEVEL_VERBOSE, Other, "for the second provider, flags %!set!", f);
    WPP_INIT_TRACING(0);
}
