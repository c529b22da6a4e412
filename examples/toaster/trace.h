/* WPP configuration of the toaster driver: control GUID, trace functions, custom types. */
#ifndef TOASTER_TRACE_H
#define TOASTER_TRACE_H

/* {5c3d5ee0-4c1c-4f7e-9a55-0b6d0d2f8a11} */
#define WPP_CONTROL_GUIDS \
    WPP_DEFINE_CONTROL_GUID(ToasterControl, (5c3d5ee0,4c1c,4f7e,9a55,0b6d0d2f8a11), \
        WPP_DEFINE_BIT(TRACE_FLAG_DRIVER) \
        WPP_DEFINE_BIT(TRACE_FLAG_DEVICE) \
        WPP_DEFINE_BIT(TRACE_FLAG_POWER))

#define WPP_LEVEL_FLAGS_LOGGER(level, flags) WPP_LEVEL_LOGGER(flags)
#define WPP_LEVEL_FLAGS_ENABLED(level, flags) \
    (WPP_LEVEL_ENABLED(flags) && WPP_CONTROL(WPP_BIT_##flags).Level >= level)

/* The enable callback: what a session asked for last. */
#define WPP_PRIVATE_ENABLE_CALLBACK ToasterTraceEnabled

/* A slice of bread as the HEXDUMP type traces it. */
#define WPP_LOGCRUMBS(crumbs) \
    WPP_LOGPAIR(2, &((crumbs).Length)) WPP_LOGPAIR((crumbs).Length, (crumbs).Bytes)

/*
begin_wpp config
CUSTOM_TYPE(heat, ItemListByte(Cold, Warm, Hot, Burnt));
CUSTOM_TYPE(slots, ItemSetByte(Left, Right));
DEFINE_CPLX_TYPE(CRUMBS, WPP_LOGCRUMBS, struct crumbs, ItemHEXDump, "s", _CRUMBS_, 0, 2);

FUNC KdPrint{LEVEL=TRACE_LEVEL_INFORMATION, FLAGS=TRACE_FLAG_DRIVER}((MSG, ...));
FUNC ToasterTrace(LEVEL, FLAGS, MSG, ...);
FUNC ToasterArgs(LEVEL, FLAGS, (MSG, ...));
FUNC ToasterPrint{LEVEL=TRACE_LEVEL_INFORMATION, FLAGS=TRACE_FLAG_DEVICE}(IFRLOG, MSG, ...);
FUNC ToasterError{LEVEL=TRACE_LEVEL_ERROR, FLAGS=TRACE_FLAG_DEVICE}(IFRLOG, MSG, ...);
FUNC ToasterLog(IFRLOG, LEVEL, FLAGS, MSG, ...);
FUNC ToasterVerbose{LEVEL=TRACE_LEVEL_VERBOSE, FLAGS=TRACE_FLAG_DEVICE}(IFRLOG, MSG, ...);
WPP_FLAGS(-public:KdPrint);
end_wpp
*/

#endif
