/* The objects behind include/kernel/wdf.h: a list, newest first, that Unload takes down. */
#include <wdf.h>

#include <stdlib.h>

struct WDFOBJECT__ {
    struct WDFOBJECT__ *next;
    PFN_WDF_OBJECT_CONTEXT_CLEANUP cleanup;
    PDRIVER_OBJECT driver_object;
    void *context;
};

struct WDFDEVICE_INIT {
    int unused;
};

/* The framework's global state: the one driver of the process. */
static struct {
    DRIVER_OBJECT driver_object;
    WDF_DRIVER_CONFIG config;
    WDFDRIVER driver;
    WDFOBJECT devices;
} framework;

static NTSTATUS make_object(PWDF_OBJECT_ATTRIBUTES attributes, WDFOBJECT *object)
{
    const size_t context = attributes ? attributes->ContextSize : 0;
    WDFOBJECT made = calloc(1, sizeof *made + context);
    if (!made)
        return STATUS_INSUFFICIENT_RESOURCES;
    made->cleanup = attributes ? attributes->EvtCleanupCallback : NULL;
    made->driver_object = &framework.driver_object;
    made->context = made + 1;
    *object = made;
    return STATUS_SUCCESS;
}

NTSTATUS WdfDriverCreate(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath,
                         PWDF_OBJECT_ATTRIBUTES Attributes, PWDF_DRIVER_CONFIG Config,
                         WDFDRIVER *Driver)
{
    (void)RegistryPath;
    if (DriverObject != &framework.driver_object || framework.driver || !Config)
        return STATUS_INVALID_PARAMETER;
    framework.config = *Config;
    const NTSTATUS status = make_object(Attributes, &framework.driver);
    if (NT_SUCCESS(status) && Driver)
        *Driver = framework.driver;
    return status;
}

PDRIVER_OBJECT WdfDriverWdmGetDriverObject(WDFDRIVER Driver)
{
    return Driver->driver_object;
}

NTSTATUS WdfDeviceCreate(PWDFDEVICE_INIT *DeviceInit, PWDF_OBJECT_ATTRIBUTES Attributes,
                         WDFDEVICE *Device)
{
    const NTSTATUS status = make_object(Attributes, Device);
    if (!NT_SUCCESS(status))
        return status;
    (*Device)->next = framework.devices;
    framework.devices = *Device;
    *DeviceInit = NULL; /* the framework owns it now, as documented */
    return STATUS_SUCCESS;
}

PVOID WdfHostGetContext(WDFOBJECT Object)
{
    return Object->context;
}

NTSTATUS WdfHostLoad(DRIVER_INITIALIZE *DriverEntry, PCWSTR RegistryPath)
{
    UNICODE_STRING path;
    RtlInitUnicodeString(&path, RegistryPath);
    return DriverEntry(&framework.driver_object, &path);
}

NTSTATUS WdfHostAddDevice(VOID)
{
    struct WDFDEVICE_INIT init = {0};
    if (!framework.driver || !framework.config.EvtDriverDeviceAdd)
        return STATUS_DEVICE_NOT_READY;
    return framework.config.EvtDriverDeviceAdd(framework.driver, &init);
}

static void take_down(WDFOBJECT object)
{
    if (object->cleanup)
        object->cleanup(object);
    free(object);
}

VOID WdfHostUnload(VOID)
{
    WDFOBJECT device;
    while ((device = framework.devices) != NULL) {
        framework.devices = device->next;
        take_down(device);
    }
    if (framework.driver) {
        if (framework.config.EvtDriverUnload)
            framework.config.EvtDriverUnload(framework.driver);
        take_down(framework.driver);
        framework.driver = NULL;
    }
}
