TraceEvents(a == b ? L1 : L2, FLAG, "dynamic %d", x);
TraceEvents(L, F, "%d %d %d", f(1, 2), a[g(3, 4)], (S{5, 6}).x);
TraceEvents(L, F, "%d %d", a < b, c > d);
TraceEvents(L, F, "%d %d", --n, i++);
TraceEvents(L, F, "%d %s", ',', "),(\"");
TraceEvents(L, F, "%d %d", '\'', '"');
TraceEvents(L, F, "%s", trace::_str(sz, cch));
TraceEvents(L, F, "%s", (p != NULL) ? "a,b" : "");
TraceEvents(L, F, "%d", 1'000'000);
TraceEvents(L, F, "%d", (int)'ABGR');
TraceEvents(L, F, "%s", "back\\slash\n");
TraceEvents(L, F, "%d", a
    + b // the rest
    + c);
TraceEvents(L, F, "%d", x
#if A
    + 1
#else
    + 2
#endif
    );
TraceEvents(*this, &f, "%p", this->operator[](0));
