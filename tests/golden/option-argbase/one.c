DoTraceMessage(F, "%2!s! before %1!08x! and %2!hs! again", n, text);
