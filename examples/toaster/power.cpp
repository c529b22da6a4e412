// The heater, in C++: the same headers and macros serve both languages.
#include "toaster.h"

#include "trace.h"

#include "power.tmh"

namespace
{

heat HeatAfter(ULONG seconds)
{
    return seconds < 20 ? HeatCold : seconds < 60 ? HeatWarm : seconds < 120 ? HeatHot : HeatBurnt;
}

} // namespace

extern "C" NTSTATUS ToasterToast(TOASTER_DATA *Toaster, ULONG Seconds)
{
    for (ULONG second = 0; second <= Seconds; second += 30) {
        Toaster->Heat = HeatAfter(second);
        ToasterVerbose(Toaster->Log, "after %u seconds: %!heat!", second, Toaster->Heat);
        ToasterLog(ToasterBusLog, TRACE_LEVEL_INFORMATION, TRACE_FLAG_POWER, "device %u is %!heat!",
                   Toaster->Serial, Toaster->Heat);
    }
    ToasterTrace(TRACE_LEVEL_INFORMATION, TRACE_FLAG_POWER, "device %u took %.1f minutes",
                 Toaster->Serial, Seconds / 60.0);
    return Toaster->Heat == HeatBurnt ? STATUS_IO_TIMEOUT : STATUS_SUCCESS;
}
