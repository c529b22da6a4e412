/* The tables are sorted, so a name is found by halving. An HRESULT is three things at once: a code of its own,
 * a Win32 error with 0x8007 in front, or an NTSTATUS with bit 28 set (FACILITY_NT_BIT); the last two are
 * looked up in the table of what they wrap. */
#include "names.h"

static struct text find(const struct names_row *rows, size_t count, uint32_t value)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (rows[middle].value == value)
            return text_from(rows[middle].name);
        if (rows[middle].value < value)
            low = middle + 1;
        else
            high = middle;
    }
    return (struct text){0};
}

struct text names_of_ntstatus(uint32_t value)
{
    return find(names_ntstatus, names_ntstatus_count, value);
}

struct text names_of_win32(uint32_t value)
{
    return find(names_win32, names_win32_count, value);
}

struct text names_of_hresult(uint32_t value)
{
    struct text wrapped = {0};
    if (value >> 16 == 0x8007)
        wrapped = names_of_win32(value & 0xFFFF);
    else if (value & 0x10000000)
        wrapped = names_of_ntstatus(value & ~0x10000000u);
    return wrapped.len ? wrapped : find(names_hresult, names_hresult_count, value);
}

struct text names_of_ndis_status(uint32_t value)
{
    struct text own = find(names_ndis_status, names_ndis_status_count, value);
    return own.len ? own : names_of_ntstatus(value);
}

struct text names_of_ndis_oid(uint32_t value)
{
    return find(names_ndis_oid, names_ndis_oid_count, value);
}
