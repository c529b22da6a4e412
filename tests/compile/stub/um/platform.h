/* What a test source includes: the same name in every mode. */
#include "windows.h"
#include "evntrace.h"
