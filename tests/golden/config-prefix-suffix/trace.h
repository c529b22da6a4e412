// begin_wpp config
// FUNC Plain(MSG, ...);
// FUNC Pre(LEVEL, MSG, ...);
// USEPREFIX (Pre, "%!STDPREFIX! [%!FUNC!] ");
// FUNC Both(LEVEL, MSG, ...);
// USEPREFIX(Both, "%!STDPREFIX!%p:%!SPACE!", this);
// USESUFFIX(Both, "  <%s %d>  ", #LEVEL, WPP_VAR(__LINE__));
// FUNC None(MSG, ...);
// NOPREFIX(None);
// FUNC OwnLeavesItOut(MSG, ...);
// USEPREFIX(OwnLeavesItOut, "own: ");
// FUNC If{LEVEL=ERR}(EXP);
// USESUFFIX(If, "Function Return=%!STATUS!", EXP);
// FUNC Group(LEVEL, (MSG, ...));
// USEPREFIX(Group, "%!STDPREFIX!%d ", one);
// USESUFFIX(Group, " at \"%s\" %%", __FILE__);
// end_wpp
