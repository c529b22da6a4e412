// Prüfung 'ß
TraceEvents(L, F, "Größe %d", größe);
