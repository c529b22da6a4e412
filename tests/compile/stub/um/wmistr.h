#ifndef STUB_UM_WMISTR_H
#define STUB_UM_WMISTR_H
#include "stub_trace.h"

typedef enum {
    WMI_GET_ALL_DATA = 0,
    WMI_ENABLE_EVENTS = 4,
    WMI_DISABLE_EVENTS = 5,
    WMI_CAPTURE_STATE = 10
} WMIDPREQUESTCODE;

#endif
