DoTraceMessage(F, "a");
DoTraceMessage(F, "b");
