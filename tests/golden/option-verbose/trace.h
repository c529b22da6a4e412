// begin_wpp config
// FUNC Never(MSG, ...);
// FUNC Once(MSG, ...);
// end_wpp
