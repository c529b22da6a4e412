Trace("%d");
