DoTraceMessage(F, "one");
