/* <sddl.h> of the Linux build: generated headers include it for security identifiers, see
 * wpp_windef.h. */
#ifndef WPP_SDDL_H
#define WPP_SDDL_H

#include "wpp_windef.h"

#endif
