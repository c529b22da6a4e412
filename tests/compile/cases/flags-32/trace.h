#define WPP_CONTROL_GUIDS \
    WPP_DEFINE_CONTROL_GUID(Many, (81b20fea,73a8,4b62,95bc,354477c97a6f), WPP_DEFINE_BIT(INIT) \
        WPP_DEFINE_BIT(F0) \
        WPP_DEFINE_BIT(F1) \
        WPP_DEFINE_BIT(F2) \
        WPP_DEFINE_BIT(F3) \
        WPP_DEFINE_BIT(F4) \
        WPP_DEFINE_BIT(F5) \
        WPP_DEFINE_BIT(F6) \
        WPP_DEFINE_BIT(F7) \
        WPP_DEFINE_BIT(F8) \
        WPP_DEFINE_BIT(F9) \
        WPP_DEFINE_BIT(F10) \
        WPP_DEFINE_BIT(F11) \
        WPP_DEFINE_BIT(F12) \
        WPP_DEFINE_BIT(F13) \
        WPP_DEFINE_BIT(F14) \
        WPP_DEFINE_BIT(F15) \
        WPP_DEFINE_BIT(F16) \
        WPP_DEFINE_BIT(F17) \
        WPP_DEFINE_BIT(F18) \
        WPP_DEFINE_BIT(F19) \
        WPP_DEFINE_BIT(F20) \
        WPP_DEFINE_BIT(F21) \
        WPP_DEFINE_BIT(F22) \
        WPP_DEFINE_BIT(F23) \
        WPP_DEFINE_BIT(F24) \
        WPP_DEFINE_BIT(F25) \
        WPP_DEFINE_BIT(F26) \
        WPP_DEFINE_BIT(F27) \
        WPP_DEFINE_BIT(F28) \
        WPP_DEFINE_BIT(F29) \
        WPP_DEFINE_BIT(F30))
// begin_wpp config
// FUNC TraceEvents(LEVEL, FLAGS, MSG, ...);
// end_wpp
