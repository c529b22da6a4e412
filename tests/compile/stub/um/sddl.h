/* Nothing of it is used; user mode headers include it. */
#include "stub_types.h"
