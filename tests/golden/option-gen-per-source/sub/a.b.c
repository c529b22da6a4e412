DoTraceMessage(F, "one %d", 1);
