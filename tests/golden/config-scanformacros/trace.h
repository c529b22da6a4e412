// begin_wpp config
// FUNC One(MSG);
// end_wpp
