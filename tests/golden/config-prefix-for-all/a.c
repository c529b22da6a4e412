DoTraceMessage(F, "m");
Own("o");
