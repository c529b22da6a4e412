// begin_wpp config
// FUNC Other(MSG, ...);
// FUNC Third(MSG, ...);
// FUNC Fourth(MSG, ...);
// WPP_FLAGS(-public:Third);
// PUBLIC_FILTER(Fourth, YOURS);
// end_wpp
