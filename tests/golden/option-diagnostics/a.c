DoTraceMessage(F, "%!TIMESTMP!", 1);
DoTraceMessage(F, variable);
