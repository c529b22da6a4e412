CheckHr(run([&]() { for (int i = 0; i < 2; i++) { f(i, ")"); } return hr; }()));
TraceEvents(L, F, "lambda %d", [](int a) -> int {
    if (a > 1) { return g(a, 2); }
    TraceEvents(L, F, "inner %d", a);
    return a;
}(3));
TraceEvents(L, F, "after");
