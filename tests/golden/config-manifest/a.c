TraceEvents(TRACE_LEVEL_ERROR, INIT, "init %d %s", 1, s);
TraceEvents(CHATTY, IO_FLAG, "io %08x", 2);
TraceEvents(ERROR, OTHER_BIT, "other");
