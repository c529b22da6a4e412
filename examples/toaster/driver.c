/*
 * DriverEntry and unload, in the documented order: WPP_INIT_TRACING, then the recorder's functions;
 * the driver's own log is deleted before WPP_CLEANUP.
 */
#include "toaster.h"

#include "trace.h"

#include "driver.tmh"

#include <stdlib.h>

RECORDER_LOG ToasterBusLog;
ULONG ToasterTraceFlags;

/* A driver that only uses logs of its own can do without the default log. */
static NTSTATUS ConfigureRecorder(VOID)
{
    RECORDER_CONFIGURE_PARAMS params;
    RECORDER_CONFIGURE_PARAMS_INIT(&params);
    params.CreateDefaultLog = getenv("TOASTER_NO_DEFAULT_LOG") == NULL;
    return WppRecorderConfigure(&params);
}

static VOID CreateBusLog(VOID)
{
    RECORDER_LOG_CREATE_PARAMS params;
    NTSTATUS status;

    RECORDER_LOG_CREATE_PARAMS_INIT(&params, "Toaster Bus");
    params.TotalBufferSize = 8192;
    params.ErrorPartitionSize = 2048;
    status = WppRecorderLogCreate(&params, &ToasterBusLog);
    if (!NT_SUCCESS(status)) {
        KdPrint(("no log for the bus, status %!STATUS!\n", status));
    }

    /* A log whose error partition is larger than half of it is refused; its handle is NULL, and may
     * be used. */
    RECORDER_LOG refused;
    RECORDER_LOG_CREATE_PARAMS_INIT(&params, "Refused");
    params.ErrorPartitionSize = params.TotalBufferSize;
    status = WppRecorderLogCreate(&params, &refused);
    ToasterError(refused, "the log was refused: %!STATUS!, handle is null: %d", status,
                 refused == NULL);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WDF_DRIVER_CONFIG config;
    NTSTATUS status;

    WPP_INIT_TRACING(DriverObject, RegistryPath);
    status = ConfigureRecorder();
    if (WppRecorderIsDefaultLogAvailable()) {
        ToasterLog(WppRecorderLogGetDefault(), TRACE_LEVEL_INFORMATION, TRACE_FLAG_DRIVER,
                   "the default log is there, configured with %!STATUS!", status);
    }
    CreateBusLog();
    KdPrint(("Toaster driver, registry path %wZ\n", RegistryPath));

    WDF_DRIVER_CONFIG_INIT(&config, ToasterEvtDeviceAdd);
    config.EvtDriverUnload = ToasterEvtDriverUnload;
    status = WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &config,
                             WDF_NO_HANDLE);
    if (!NT_SUCCESS(status)) {
        ToasterTrace(TRACE_LEVEL_ERROR, TRACE_FLAG_DRIVER, "WdfDriverCreate failed: %!STATUS!",
                     status);
        WppRecorderLogDelete(ToasterBusLog);
        WPP_CLEANUP(DriverObject);
    }
    return status;
}

VOID ToasterEvtDriverUnload(WDFDRIVER Driver)
{
    ToasterArgs(TRACE_LEVEL_INFORMATION, TRACE_FLAG_DRIVER, ("unloading, %d", 1));
    WppRecorderLogDelete(ToasterBusLog);
    ToasterBusLog = NULL;
    WPP_CLEANUP(WdfDriverWdmGetDriverObject(Driver));
}

VOID ToasterTraceEnabled(LPCGUID Guid, __int64 Logger, BOOLEAN Enable, ULONG Flags, UCHAR Level)
{
    (void)Guid, (void)Logger, (void)Level;
    ToasterTraceFlags = Enable ? Flags : 0;
}
