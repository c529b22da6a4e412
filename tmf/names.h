/* Names of public constants: what a status code, an error or an NDIS object is called. The values and names are
 * those Microsoft documents for ntstatus.h, winerror.h, ndis.h and ntddndis.h. */
#ifndef TMF_NAMES_H
#define TMF_NAMES_H

#include "text.h"

struct names_row { uint32_t value; const char *name; };

/* The name of a value; empty when it has none. */
struct text names_of_ntstatus(uint32_t value);
struct text names_of_win32(uint32_t value);
/* FACILITY_WIN32 gives the Win32 name (0x80070005 is ERROR_ACCESS_DENIED, as tracefmt prints it), an NTSTATUS
 * in an HRESULT that of the status. */
struct text names_of_hresult(uint32_t value);
/* NDIS shares its general values with NTSTATUS. */
struct text names_of_ndis_status(uint32_t value);
struct text names_of_ndis_oid(uint32_t value);

/* The tables, sorted by value, each value once. */
extern const struct names_row names_ntstatus[], names_win32[], names_hresult[], names_ndis_status[], names_ndis_oid[];
extern const size_t names_ntstatus_count, names_win32_count, names_hresult_count, names_ndis_status_count,
    names_ndis_oid_count;

#endif
