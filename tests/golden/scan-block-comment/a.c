/* It's commented out:
   TraceEvents(L, F, "in a comment %d", 1);
   TraceEvents(L, F, "unclosed %d", 
   TraceEvents(L, F, not_a_string);
   TraceEvents(L, F, "wrong count %d");
   // TraceEvents(L, F, "line comment inside");
*/
// TraceEvents(L, F, "line comment");
TraceEvents(L, F, "live"); // TraceEvents(L, F, "behind");
int x; /* TraceEvents(L, F, "one"); */ /* TraceEvents(L, F, "two"); */
/* TraceEvents(L, F, "makes way"); */ TraceEvents(L, F, "for the live one");
// a line comment goes on \
   TraceEvents(L, F, "spliced");
