// begin_wpp config
// DEFINE_CONTROL_GUID(Company-Product, 81b20fea-73a8-4b62-95bc-354477c97a6f, Product);
// DEFINE_BIT(INIT);
// DEFINE_BIT(IO);
// FUNC TraceEvents(LEVEL, FLAGS, MSG, ...);
// FUNC Print((LEVEL, FLAGS, MSG, ...));
// FUNC Dbg(LEVEL, FLAGS, (MSG, ...));
// FUNC Check{LEVEL=TRACE_LEVEL_ERROR, FLAGS=IO}(EXP);
// USESUFFIX(Check, "%s is %d", #EXP, code);
// end_wpp
#define WPP_LEVEL_FLAGS_EXP_PRE(LEVEL, FLAGS, EXP) do { int code = (EXP); if (code < 0) {
#define WPP_LEVEL_FLAGS_EXP_POST(LEVEL, FLAGS, EXP) ; } } while (0)
