// begin_wpp config
// FUNC Two(MSG);
// end_wpp
