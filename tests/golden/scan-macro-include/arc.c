#define arc_c
#include TMH_STRINGIFY(TMH_FILE)
TraceEvents(L, F, "m");
