TraceEvents(TRACE_LEVEL_ERROR, INIT, "b");
