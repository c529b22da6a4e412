DoTraceMessage(F, "in sub");
