DoTraceMessage(F, "one");
DoTraceMessage(F, "two");
