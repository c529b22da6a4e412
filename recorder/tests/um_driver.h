/* WPP configuration of um_driver.c. */
#ifndef UM_DRIVER_H
#define UM_DRIVER_H

#define WPP_CONTROL_GUIDS                                                                          \
    WPP_DEFINE_CONTROL_GUID(UmControl, (6e0b9d52, 7a5e, 4d35, 8c0a, 115322c0774f),                 \
                            WPP_DEFINE_BIT(UM_FLAG_ONE) WPP_DEFINE_BIT(UM_FLAG_TWO))

/*
begin_wpp config
FUNC UmTrace(LEVEL, FLAGS, MSG, ...);
FUNC UmLog(IFRLOG, LEVEL, FLAGS, MSG, ...);
end_wpp
*/

#endif
