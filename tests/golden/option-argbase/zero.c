DoTraceMessage(F, "%1!s! before %0!d!", n, text);
