/* A session that writes lines of text, one write per message, so that lines of several threads do
 * not mix. */
#include "session.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#ifdef _WIN32
#include <io.h>
#define OPEN_FLAGS (O_WRONLY | O_CREAT | O_APPEND | O_BINARY)
#else
#include <unistd.h>
#define OPEN_FLAGS (O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC)
#endif

#define LINE_BYTES 2048 /* longer argument bytes are cut, marked by '+' */

static char *put_hex(char *at, uint64_t value, int digits)
{
    while (digits-- > 0)
        *at++ = "0123456789abcdef"[value >> (4 * digits) & 15];
    return at;
}

static char *put_decimal(char *at, uint64_t value)
{
    char digits[20];
    int count = 0;
    do
        digits[count++] = (char)('0' + value % 10);
    while ((value /= 10) != 0);
    while (count)
        *at++ = digits[--count];
    return at;
}

static char *put_guid(char *at, const GUID *guid)
{
    at = put_hex(at, guid->Data1, 8);
    *at++ = '-';
    at = put_hex(at, guid->Data2, 4);
    *at++ = '-';
    at = put_hex(at, guid->Data3, 4);
    for (int i = 0; i < 8; i++) {
        if (i == 0 || i == 2)
            *at++ = '-';
        at = put_hex(at, guid->Data4[i], 2);
    }
    return at;
}

/* No printf here: the message may come from a signal handler. */
static void write_line(void *context, const struct wpp_host_message *message)
{
    char line[LINE_BYTES], *at = put_decimal(line, message->sequence);
    *at++ = ' ';
    at = put_guid(at, message->guid);
    *at++ = ' ';
    at = put_decimal(at, message->number);
    *at++ = ' ';
    for (unsigned i = 0; i < message->part_count; i++) {
        const unsigned char *bytes = message->parts[i].data;
        for (size_t b = 0; b < message->parts[i].size; b++) {
            if (at > line + LINE_BYTES - 8) {
                *at++ = '+';
                goto full;
            }
            at = put_hex(at, bytes[b], 2);
        }
    }
full:
    *at++ = '\n';
    /* A collector that cannot take the line loses it; the traced program goes on. */
    const long long written = write((int)(intptr_t)context, line, (unsigned)(at - line));
    (void)written;
}

WPP_HOST_SESSION WppHostSessionStartFile(const char *path)
{
    const int file = open(path, OPEN_FLAGS, 0600);
    if (file < 0)
        return NULL;
    WPP_HOST_SESSION session = WppHostSessionStart(write_line, (void *)(intptr_t)file);
    if (!session)
        close(file);
    return session;
}
