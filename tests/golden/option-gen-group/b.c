DoTraceMessage(F, "three");
