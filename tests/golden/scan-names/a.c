void (*f)() = TraceEvents;
MyTraceEvents(L, F, "prefix");
TraceEvents2(L, F, "suffix");
traceevents(L, F, "case");
x = sizeof TraceEvents;
"TraceEvents(L, F, \"in a string\")";
'TraceEvents(';
TraceEvents /* comment */ (L, F, "comment between");
TraceEvents // comment
  \
  (L, F, "lines between");
größeTraceEvents(L, F, "letters of other alphabets");
a->TraceEvents(L, F, "member");
N::TraceEvents(L, F, "namespace");
