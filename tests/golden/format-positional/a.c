TraceEvents(L, F, "%2!s! then %1!d!", a, b);
TraceEvents(L, F, "%1!04x! and %1!d! and %2!08I64X!", a, b);
TraceEvents(L, F, "%1!d! mixed %d", a, b);
TraceEvents(L, F, "%08!x!", a);
Group(L, ("%3!s! %1!d! %2!s!", a, b, c));
