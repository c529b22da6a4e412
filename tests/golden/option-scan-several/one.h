// begin_wpp config
// FUNC One(MSG, ...);
// end_wpp
#define X One("not a call: a directive")
inline void f(void) { One("from the header"); }
