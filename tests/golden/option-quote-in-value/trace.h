// begin_wpp config
// Mine(MSG, ...);
// end_wpp
