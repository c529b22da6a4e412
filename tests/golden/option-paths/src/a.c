Trace("%d", 1);
