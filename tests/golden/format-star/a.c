TraceEvents(L, F, "%.*s %d", len, text, 1);
TraceEvents(L, F, "%.*S %.*Z", wlen, wtext, counted);
Group(L, ("%d %.*s", 1, len, text));
