// begin_wpp func
// FUNC C(MSG);
// end_wpp
// begin_wpp conifg
// end_wpp
