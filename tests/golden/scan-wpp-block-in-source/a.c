/* see begin_wpp config below: TraceEvents(L, F, "in prose"); */
// begin_wpp config
// FUNC Mine(LEVEL, MSG, ...);
// USEPREFIX(Mine, "%!STDPREFIX! mine ");
// end_wpp
Mine(L, "m");
begin_wpp = 1;
Mine(L, "n");
