DoTraceMessage(F, "%d");
