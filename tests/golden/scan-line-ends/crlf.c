// comment
#define X \
   TraceEvents(L, F, "no");
TraceEvents(L, F, "spliced \
text %d", a
  + b);
Group(L,
  ("g"));
