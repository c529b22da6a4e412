DoTraceMessage(F, "c");
