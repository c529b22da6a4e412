#if X
void f(void) { WPP_INIT_TRACING(0, 0); MINE(); }
#endif
