TraceEvents(L, F, "%2!d! only", a, b);
TraceEvents(L, F, "%1!d! %1!.*s!", a, b);
TraceEvents(L, F, "%3!d!", a, b);
TraceEvents(L, F, "%1!d!", a, b);
TraceEvents(L, F, "%1!NOTYPE!", a);
TraceEvents(L, F, "%1!FUNC!", a);
