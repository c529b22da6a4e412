TraceEvents(L, F, "Größe → 日本 %d", größe);
