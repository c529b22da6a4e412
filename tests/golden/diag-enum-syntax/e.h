// begin_wpp enum
enum A { a = UNKNOWN, b, c = 1 / 0, d = MACRO(1), e = 09 };
enum { 1 };
enum B { x };
// end_wpp
