DoTraceMessage(F, "d");
