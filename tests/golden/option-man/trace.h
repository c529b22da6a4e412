// begin_wpp config
// DEFINE_CONTROL_GUID(Provider, {01234567-89ab-cdef-0123-456789abcdef}, PROVIDER);
// DEFINE_BIT(INIT);
// DEFINE_BUILTIN_LEVEL(win:Error, 2, TRACE_LEVEL_ERROR);
// end_wpp
