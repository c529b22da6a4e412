#error don't do "this
TraceEvents(L, F, "one");
asm { mov al, ' }
TraceEvents(L, F, "two");
const char *broken = "no end
TraceEvents(L, F, "three");
