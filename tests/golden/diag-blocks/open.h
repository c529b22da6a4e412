// begin_wpp config
// FUNC A(MSG);
// begin_wpp config
// FUNC B(MSG);
// end_wpp
// begin_wpp enum
enum E { a };
