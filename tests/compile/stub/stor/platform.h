/* What a test source includes: the same name in every mode. */
#include "stortrce.h"
#include "wmistr.h"
