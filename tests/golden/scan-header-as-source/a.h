#pragma once
inline void f(void) { TraceEvents(L, F, "in a header"); }
