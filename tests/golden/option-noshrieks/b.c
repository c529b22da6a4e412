DoTraceMessage(F, "%STATUS", st);
DoTraceMessage(F, "%hdr %Iu64", h, u);
