// begin_wpp config
// SCANFORMACROS(cycle.h);
// end_wpp
