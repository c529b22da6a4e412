// begin_wpp config
// FUNC H(MSG, ...);
// end_wpp
