template <typename T> void g(T t) { TraceEvents(L, F, "in a template %d", static_cast<int>(t)); }
