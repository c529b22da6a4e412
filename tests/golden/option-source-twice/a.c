DoTraceMessage(F, "a");
