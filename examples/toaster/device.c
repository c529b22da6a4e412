/* Devices: each has a log of its own, named by its serial number, and deletes it in its cleanup
 * callback. */
#include "toaster.h"

#include "trace.h"

#include "device.tmh"

#include <stdio.h>

WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(TOASTER_DATA, ToasterGetData)

static EVT_WDF_OBJECT_CONTEXT_CLEANUP ToasterEvtDeviceContextCleanup;

static VOID ToasterEvtDeviceContextCleanup(WDFOBJECT Device)
{
    TOASTER_DATA *toaster = ToasterGetData(Device);
    ToasterPrint(toaster->Log, "device %u goes, it was %!heat!", toaster->Serial, toaster->Heat);
    WppRecorderLogDelete(toaster->Log);
    toaster->Log = NULL;
}

static VOID CreateDeviceLog(TOASTER_DATA *Toaster)
{
    RECORDER_LOG_CREATE_PARAMS params;
    CHAR identifier[32];
    snprintf(identifier, sizeof identifier, "Toaster %u", (unsigned)Toaster->Serial);
    RECORDER_LOG_CREATE_PARAMS_INIT(&params, identifier);
    params.TotalBufferSize = 2048;
    params.ErrorPartitionSize = 512;
    const NTSTATUS status = WppRecorderLogCreate(&params, &Toaster->Log);
    if (!NT_SUCCESS(status))
        KdPrint(("no log for device %u, status %!STATUS!\n", Toaster->Serial, status));
}

NTSTATUS ToasterEvtDeviceAdd(WDFDRIVER Driver, PWDFDEVICE_INIT DeviceInit)
{
    static ULONG serial;
    static const struct crumbs crumbs = {4, {0xDE, 0xAD, 0xBE, 0xEF}};
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFDEVICE device;
    (void)Driver;

    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, TOASTER_DATA);
    attributes.EvtCleanupCallback = ToasterEvtDeviceContextCleanup;
    NTSTATUS status = WdfDeviceCreate(&DeviceInit, &attributes, &device);
    if (!NT_SUCCESS(status)) {
        ToasterTrace(TRACE_LEVEL_ERROR, TRACE_FLAG_DEVICE, "WdfDeviceCreate failed: %!STATUS!",
                     status);
        return status;
    }
    TOASTER_DATA *toaster = ToasterGetData(device);
    toaster->Serial = ++serial;
    toaster->Slots = 3;
    CreateDeviceLog(toaster);
    ToasterPrint(toaster->Log, "device %u has %!slots!, name %s, model %ws", toaster->Serial,
                 toaster->Slots, "Toaster", L"T-1000");
    ToasterLog(ToasterBusLog, TRACE_LEVEL_INFORMATION, TRACE_FLAG_DEVICE, "device %u arrived",
               toaster->Serial);
    ToasterTrace(TRACE_LEVEL_WARNING, TRACE_FLAG_DEVICE, "crumbs in the tray: %!CRUMBS!", crumbs);
    status = ToasterToast(toaster, toaster->Serial * 60);
    if (!NT_SUCCESS(status))
        ToasterError(toaster->Log, "toasting failed after %I64d seconds: %!STATUS!",
                     (LONGLONG)toaster->Serial * 60, status);
    return STATUS_SUCCESS;
}
