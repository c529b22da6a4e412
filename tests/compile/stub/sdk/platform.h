/* User mode with the headers of MinGW instead of ours, which shows that ours leave nothing out that matters. */
#include <windows.h>
#include <winternl.h>
#include <wmistr.h>
#include <evntrace.h>
#include <sddl.h>
