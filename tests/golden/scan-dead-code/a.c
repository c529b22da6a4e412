#if 0
TraceEvents(L, F, "never closed %d",
TraceEvents(L, F, "dead but whole %d", 1);
TraceEvents(L, F, "dead %d");
# if 1
TraceEvents(L, F, "%!NOTYPE!", 1);
# endif
#else
TraceEvents(L, F, "else");
#endif
#ifdef X
TraceEvents(L, F, "x");
#elif defined(Y)
TraceEvents(L, F, "y");
#endif
TraceEvents(L, F, "end");
