DoTraceMessage(F, "Größe %d", größe);
