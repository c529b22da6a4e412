/* GUIDs as text: the first three groups are numbers, stored little-endian, the rest are bytes in order. */
#include <string.h>

#include "tmf.h"

/* Where the pair of digits of each byte stands in "00112233-4455-6677-8899-aabbccddeeff". */
static const unsigned char places[16] = {6, 4, 2, 0, 11, 9, 16, 14, 19, 21, 24, 26, 28, 30, 32, 34};

static int digit_value(char c)
{
    c = text_lower(c);
    return text_is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool tmf_guid_parse(struct text t, struct tmf_guid *guid)
{
    if (t.len != 36 || t.at[8] != '-' || t.at[13] != '-' || t.at[18] != '-' || t.at[23] != '-')
        return false;
    for (size_t i = 0; i < 16; i++) {
        int high = digit_value(t.at[places[i]]), low = digit_value(t.at[places[i] + 1]);
        if (high < 0 || low < 0)
            return false;
        guid->bytes[i] = (unsigned char)(high << 4 | low);
    }
    return true;
}

struct text tmf_guid_text(struct arena *a, struct tmf_guid guid)
{
    static const char digits[] = "0123456789abcdef";
    char *at = arena_copy(a, "00000000-0000-0000-0000-000000000000", 36);
    for (size_t i = 0; i < 16; i++) {
        at[places[i]] = digits[guid.bytes[i] >> 4];
        at[places[i] + 1] = digits[guid.bytes[i] & 15];
    }
    return (struct text){at, 36};
}

bool tmf_guid_equal(struct tmf_guid a, struct tmf_guid b)
{
    return memcmp(a.bytes, b.bytes, sizeof a.bytes) == 0;
}
