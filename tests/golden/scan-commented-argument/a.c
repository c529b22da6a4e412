DebugP((0, 0,
    //("-->Entry (Build: %s/%s)\n", __DATE__, __TIME__)
    ("-->Entry\n")
    ));
DebugP((0, 0, /* "a)," */ "text %d" /* ) */ , /* ( */ value /* the value, "v" */));
TraceEvents(L, F, "kept %d", 2 /*DPC*/);
