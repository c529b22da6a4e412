// begin_wpp config
// FUNC Normal(LEVEL, FLAGS, MSG, ...);
// FUNC Defaults{FLAG=MY_ALL}(LEVEL, MSG, ...);
// NoFuncWord{FLAG = MY_ALL, SUB = 2}(LEVEL, (MSG, ...));
// FUNC Double((LEVEL, MSG, ...));
// FUNC Grouped(LEVEL, FLAG, (MSG, ...));
// FUNC OnlyText(MSG);
// FUNC NoMsg{LEVEL=ERR}(EXP);
// FUNC NoMsgMore(A, ...);
// FUNC Nothing();
// FUNC NothingMore{LEVEL=ERR}(...);
// FUNC IfrFirst{LEVEL=ERR}(IFRLOG, FLAGS, MSG, ...);
// FUNC IfrLast(LEVEL, FLAGS, IFRLOG, MSG, ...);
// FUNC Skips{LEVEL=Noise}(NULL, MSG, ...);
// FUNC Behind(LEVEL, MSG, EXTRA, ...);
// FUNC:Colon(MSG, ...);
// end_wpp
