/* What a test source includes: the same name in every mode. */
#include "ntddk.h"
#include "evntrace.h"
