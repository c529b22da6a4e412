TraceEvents(L, F, "%04X %012I64X %#x %#08x %08x", 1, 2, 3, 4, 5);
TraceEvents(L, F, "%-8s|%+d|% d|%.3s|%8.3s|%-8.3d|%.0f|%5.f", 1, 2, 3, 4, 5, 6, 7, 8);
