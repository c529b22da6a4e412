/* Where each argument lies. TraceMessage puts the arguments one behind the other without padding: numbers as they
 * stand in memory, strings with their NUL, counted strings as a USHORT byte count and the bytes, a SID as its own
 * length says (reference 5.4). Truncated input is the rule here, not the exception: a crash dump, a ring buffer. */
#include "format_plan.h"

static bool counted(const unsigned char **at, const unsigned char *end, struct format_value *v)
{
    size_t left = (size_t)(end - *at);
    if (left < 2) {
        *at = end;
        return true;
    }
    size_t len = (size_t)(*at)[0] | (size_t)(*at)[1] << 8;
    *at += 2;
    left -= 2;
    *v = (struct format_value){*at, len < left ? len : left, len > left};
    *at += v->len;
    return true;
}

static bool terminated(const unsigned char **at, const unsigned char *end, struct format_value *v)
{
    size_t left = (size_t)(end - *at);
    if (left == 0)
        return true;
    const unsigned char *nul = memchr(*at, 0, left);
    *v = (struct format_value){*at, nul ? (size_t)(nul - *at) : left, nul == NULL};
    *at = nul ? nul + 1 : end;
    return true;
}

static bool terminated_wide(const unsigned char **at, const unsigned char *end, unsigned unit, struct format_value *v)
{
    const unsigned char *p = *at;
    static const unsigned char zero[4];
    while ((size_t)(end - p) >= unit && memcmp(p, zero, unit) != 0)
        p += unit;
    bool found = (size_t)(end - p) >= unit;
    if (found || p > *at)
        *v = (struct format_value){*at, (size_t)(p - *at), !found};
    *at = found ? p + unit : end;
    return true;
}

static bool fixed(const unsigned char **at, const unsigned char *end, size_t size, struct format_value *v)
{
    if ((size_t)(end - *at) < size) {
        *at = end;
        return true;
    }
    *v = (struct format_value){*at, size, false};
    *at += size;
    return true;
}

static bool sid(const unsigned char **at, const unsigned char *end, struct format_value *v)
{
    size_t left = (size_t)(end - *at), size = left < 2 ? 8 : 8 + 4 * (size_t)(*at)[1];
    return fixed(at, end, size, v);
}

bool format_take(const struct format_item *item, const struct format_event *e, const unsigned char **at,
                 const unsigned char *end, struct format_value *value)
{
    *value = (struct format_value){0};
    if (item->size)
        return fixed(at, end, item->size, value);
    switch (item->type) {
    case TMF_ITEM_PTR:
        return fixed(at, end, e->pointer_size == 4 ? 4 : 8, value);
    case TMF_ITEM_STRING: case TMF_ITEM_RSTRING:
        return terminated(at, end, value);
    case TMF_ITEM_WSTRING: case TMF_ITEM_RWSTRING:
        return terminated_wide(at, end, e->wchar_size == 4 ? 4 : 2, value);
    case TMF_ITEM_PSTRING: case TMF_ITEM_PWSTRING: case TMF_ITEM_HEXDUMP: case TMF_ITEM_HEXBYTES:
        return counted(at, end, value);
    case TMF_ITEM_SID:
        return sid(at, end, value);
    case TMF_ITEM_UNKNOWN:
        return false;
    case TMF_ITEM_CHAR: case TMF_ITEM_UCHAR: case TMF_ITEM_SHORT: case TMF_ITEM_USHORT: case TMF_ITEM_LONG:
    case TMF_ITEM_ULONG: case TMF_ITEM_INT: case TMF_ITEM_UINT: case TMF_ITEM_LONGLONG: case TMF_ITEM_ULONGLONG:
    case TMF_ITEM_LONGLONGX: case TMF_ITEM_LONGLONGXX: case TMF_ITEM_LONGLONGO: case TMF_ITEM_FLOAT:
    case TMF_ITEM_DOUBLE: case TMF_ITEM_LONGDOUBLE: case TMF_ITEM_GUID: case TMF_ITEM_CLSID: case TMF_ITEM_LIBID:
    case TMF_ITEM_IID: case TMF_ITEM_LISTBYTE: case TMF_ITEM_LISTSHORT: case TMF_ITEM_LISTLONG:
    case TMF_ITEM_SETBYTE: case TMF_ITEM_SETSHORT: case TMF_ITEM_SETLONG: case TMF_ITEM_ENUM:
    case TMF_ITEM_FLAGSENUM: case TMF_ITEM_NTSTATUS: case TMF_ITEM_WINERROR: case TMF_ITEM_HRESULT:
    case TMF_ITEM_NDIS_STATUS: case TMF_ITEM_NDIS_OID: case TMF_ITEM_IPADDR: case TMF_ITEM_PORT:
    case TMF_ITEM_TIMESTAMP: case TMF_ITEM_WAITTIME: case TMF_ITEM_TIMEDELTA: case TMF_ITEM_CHAR4:
        break; /* have a size */
    }
    return false;
}
