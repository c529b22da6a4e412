#include "stub_trace.h"
