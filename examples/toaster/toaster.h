/* A toaster with a bus and slots: the driver that shows how a driver sets up and uses the in-flight
 * recorder. */
#ifndef TOASTER_H
#define TOASTER_H

#include <wdf.h>

#ifdef __cplusplus
extern "C" {
#endif

#include <WppRecorder.h>

enum heat { HeatCold, HeatWarm, HeatHot, HeatBurnt };

struct crumbs {
    USHORT Length;
    UCHAR Bytes[16];
};

typedef struct _TOASTER_DATA {
    RECORDER_LOG Log; /* NULL when there is none: messages then go to the default log */
    ULONG Serial;
    enum heat Heat;
    ULONG Slots;
} TOASTER_DATA;

/* Logs of the driver itself; the others belong to devices. */
extern RECORDER_LOG ToasterBusLog;

DRIVER_INITIALIZE DriverEntry;
EVT_WDF_DRIVER_DEVICE_ADD ToasterEvtDeviceAdd;
EVT_WDF_DRIVER_UNLOAD ToasterEvtDriverUnload;

/* power.cpp: heats the toaster until its bread is done; STATUS_IO_TIMEOUT when it burns. */
NTSTATUS ToasterToast(TOASTER_DATA *Toaster, ULONG Seconds);

/* The state of the live trace, told by WPP. */
VOID ToasterTraceEnabled(LPCGUID Guid, __int64 Logger, BOOLEAN Enable, ULONG Flags, UCHAR Level);
extern ULONG ToasterTraceFlags;

#ifdef __cplusplus
}
#endif
#endif
