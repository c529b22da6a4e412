DoTraceMessage(F, variable);
