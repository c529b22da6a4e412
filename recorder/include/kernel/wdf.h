/*
 * A very small <wdf.h>: driver and device objects with contexts and cleanup callbacks, enough for
 * driver-shaped programs that show the documented DriverEntry sequences. wdf_host.c keeps the
 * objects. One driver a process.
 */
#ifndef WPP_WDF_H
#define WPP_WDF_H

#include "ntddk.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct WDFOBJECT__ *WDFOBJECT;
typedef WDFOBJECT WDFDRIVER, WDFDEVICE;
typedef struct WDFDEVICE_INIT *PWDFDEVICE_INIT;

typedef VOID(EVT_WDF_OBJECT_CONTEXT_CLEANUP)(WDFOBJECT Object);
typedef EVT_WDF_OBJECT_CONTEXT_CLEANUP *PFN_WDF_OBJECT_CONTEXT_CLEANUP;
typedef NTSTATUS(EVT_WDF_DRIVER_DEVICE_ADD)(WDFDRIVER Driver, PWDFDEVICE_INIT DeviceInit);
typedef EVT_WDF_DRIVER_DEVICE_ADD *PFN_WDF_DRIVER_DEVICE_ADD;
typedef VOID(EVT_WDF_DRIVER_UNLOAD)(WDFDRIVER Driver);
typedef EVT_WDF_DRIVER_UNLOAD *PFN_WDF_DRIVER_UNLOAD;

typedef struct _WDF_OBJECT_ATTRIBUTES {
    ULONG Size;
    PFN_WDF_OBJECT_CONTEXT_CLEANUP EvtCleanupCallback;
    SIZE_T ContextSize; /* of the object's context, bytes; zeroed when the object is made */
} WDF_OBJECT_ATTRIBUTES, *PWDF_OBJECT_ATTRIBUTES;

typedef struct _WDF_DRIVER_CONFIG {
    ULONG Size;
    PFN_WDF_DRIVER_DEVICE_ADD EvtDriverDeviceAdd;
    PFN_WDF_DRIVER_UNLOAD EvtDriverUnload;
} WDF_DRIVER_CONFIG, *PWDF_DRIVER_CONFIG;

#define WDF_NO_OBJECT_ATTRIBUTES NULL
#define WDF_NO_HANDLE NULL

FORCEINLINE VOID WDF_DRIVER_CONFIG_INIT(PWDF_DRIVER_CONFIG Config,
                                        PFN_WDF_DRIVER_DEVICE_ADD EvtDriverDeviceAdd)
{
    RtlZeroMemory(Config, sizeof(*Config));
    Config->Size = sizeof(*Config);
    Config->EvtDriverDeviceAdd = EvtDriverDeviceAdd;
}

FORCEINLINE VOID WDF_OBJECT_ATTRIBUTES_INIT(PWDF_OBJECT_ATTRIBUTES Attributes)
{
    RtlZeroMemory(Attributes, sizeof(*Attributes));
    Attributes->Size = sizeof(*Attributes);
}

#define WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(Attributes, Type)                                  \
    (WDF_OBJECT_ATTRIBUTES_INIT(Attributes), (void)((Attributes)->ContextSize = sizeof(Type)))
#define WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(Type, Accessor)                                         \
    FORCEINLINE Type *Accessor(WDFOBJECT Object)                                                   \
    {                                                                                              \
        return (Type *)WdfHostGetContext(Object);                                                  \
    }

NTSTATUS WdfDriverCreate(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath,
                         PWDF_OBJECT_ATTRIBUTES Attributes, PWDF_DRIVER_CONFIG Config,
                         WDFDRIVER *Driver);
PDRIVER_OBJECT WdfDriverWdmGetDriverObject(WDFDRIVER Driver);
NTSTATUS WdfDeviceCreate(PWDFDEVICE_INIT *DeviceInit, PWDF_OBJECT_ATTRIBUTES Attributes,
                         WDFDEVICE *Device);
PVOID WdfHostGetContext(WDFOBJECT Object);

/* The host's side. Load calls DriverEntry with a registry path that ends in `service`; AddDevice
 * the driver's callback, the device stays until Unload, which runs the cleanup callbacks, newest
 * device first, and then EvtDriverUnload. */
NTSTATUS WdfHostLoad(DRIVER_INITIALIZE *DriverEntry, PCWSTR RegistryPath);
NTSTATUS WdfHostAddDevice(VOID);
VOID WdfHostUnload(VOID);

#ifdef __cplusplus
}
#endif
#endif
