DoTraceMessage(F, "%d %s %p %!BYTE! %x %d", a, b, c, d, e, f);
Group(F, ("%d %s %p %u", a, b, c, d));
