DoTraceMessage(F, "from the dump %d", 1);
