TraceEvents(TRACE_LEVEL_ERROR, INIT, "a");
