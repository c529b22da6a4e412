/* <wdm.h>: the same as <ntddk.h> here. */
#include "ntddk.h"
