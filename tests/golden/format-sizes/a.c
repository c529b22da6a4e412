TraceEvents(L, F, "%c %hc %C %lc %wc", 1, 2, 3, 4, 5);
TraceEvents(L, F, "%d %i %u %x %X %o", 1, 2, 3, 4, 5, 6);
TraceEvents(L, F, "%hd %hx %ld %lu %lx", 1, 2, 3, 4, 5);
TraceEvents(L, F, "%I64d %lld %I64u %llu %I64x %I64X %llx %llX", 1, 2, 3, 4, 5, 6, 7, 8);
TraceEvents(L, F, "%p %Iu %Ix %f", 1, 2, 3, 4);
TraceEvents(L, F, "%s %hs %S %ws %ls %wZ", 1, 2, 3, 4, 5, 6);
TraceEvents(L, F, "%hhd %zu %td %jd %I32x", 1, 2, 3, 4, 5);
TraceEvents(L, F, "%Iu64 %dth %sx %ldl", 1, 2, 3, 4);
