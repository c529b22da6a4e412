/* <windows.h> of the Linux build: the types of wpp_windef.h, under the name that generated headers
 * include. */
#ifndef WPP_WINDOWS_H
#define WPP_WINDOWS_H

#include "wpp_windef.h"

#endif
