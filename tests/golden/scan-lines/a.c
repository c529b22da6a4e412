TraceEvents
    (
    L,
    F,
    "normal"
    );
Group(L,
    ("group %d",
     1)
    );
Double((L,
    "double"
    )
  );
TraceEvents(L, F, "last");
