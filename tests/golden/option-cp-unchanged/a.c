DoTraceMessage(F, "m");
