TraceEvents(L, F, "outer %d %d",
    Get(L, "inner %d",
        Get(L, "innermost")),
    1);
TraceEvents(L, F, "after");
