// begin_wpp config
// The functions of this driver
// FUNC One(MSG, ...);
// ------------------------
// FUNC Two(MSG, ...);
// end_wpp
