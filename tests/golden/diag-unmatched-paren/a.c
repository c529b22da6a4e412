void f(void)
{
    TraceEvents(L, F, "never closed %d", (1;
    TraceEvents(L, F, "mismatch %d", a[1);
    TraceEvents(L, F, "fine");
}
void g(void) { TraceEvents(L, F, "to the end of the function" }
TraceEvents(L, F, "%!BAD!", 1);
TraceEvents(L, F,
