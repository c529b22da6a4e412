// begin_wpp config
// FUNC Trace(MSG, ...);
// end_wpp
