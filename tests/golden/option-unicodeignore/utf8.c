DoTraceMessage(F, "utf8 %d", 1);
