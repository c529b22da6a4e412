/* This text explains that a begin_wpp config block may follow. */
//begin_wpp config
//FUNC A(MSG, ...);
//
//  FUNC B(MSG, // a comment in a comment
//         ...);
//// FUNC Hidden(MSG);
//end_wpp
#define X 1
/*
begin_wpp config
FUNC C(MSG, ...);
end_wpp
*/
/*
 * begin_wpp config
 * FUNC D(MSG,
 *        ...);
 * end_wpp
 */
begin_wpp config
FUNC E(MSG, ...);
# FUNC Hidden(MSG);
end_wpp
    /* begin_wpp config */
    //   F(MSG, ...)
    //   G(MSG, ...)
    /* end_wpp */
