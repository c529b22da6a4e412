DoTraceMessage(F, "b");
