DoTraceMessage(F, "%d %d", 1, 2);
DoTraceMessage(F, "%d %d %d", 1, 2, 3);
