DoTraceMessage(F, "one");
DoTraceMessage(F, "two");
DoTraceMessage(F, "three");
