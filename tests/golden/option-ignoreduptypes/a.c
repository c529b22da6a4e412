DoTraceMessage(F, "%d %u", 1, 2);
