DoTraceMessage(F, "one");
Other("two");
Third("three");
Fourth("four");
TraceEvents(L, F, "five");
