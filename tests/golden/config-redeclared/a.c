TraceEvents("now without conditions %d", 1);
DoTraceMessage(L, "as before");
