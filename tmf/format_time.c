/* Times. A FILETIME counts 100 ns from 1601 in UTC; the calendar is computed here, because the C library's would
 * cost more than the rest of a line. Only the distance of the local time zone from UTC comes from the system,
 * once for each quarter of an hour that is met: no zone changes within one. */
#include <time.h>

#include "format_plan.h"

#define TICKS_SECOND INT64_C(10000000)
#define TICKS_DAY (86400 * TICKS_SECOND)
#define SECONDS_1601_TO_1970 INT64_C(11644473600)
#define LAST_FILETIME (UINT64_C(2650467743999999999)) /* the end of the year 9999 */

struct calendar { unsigned year, month, day, hour, minute, second, ticks; };

/* Days are counted from 1 March of year 0 in cycles of 400 years, so that a leap day ends a year. */
static struct calendar calendar_of(uint64_t filetime)
{
    uint64_t of_day = filetime % (uint64_t)TICKS_DAY, second = of_day / (uint64_t)TICKS_SECOND;
    uint64_t days = filetime / (uint64_t)TICKS_DAY + 584694; /* 1 January 1601 in that count */
    uint64_t cycle = days / 146097, in_cycle = days % 146097;
    uint64_t year = (in_cycle - in_cycle / 1460 + in_cycle / 36524 - in_cycle / 146096) / 365;
    uint64_t in_year = in_cycle - (365 * year + year / 4 - year / 100);
    uint64_t month = (5 * in_year + 2) / 153; /* 0 is March */
    struct calendar c = {
        .day = (unsigned)(in_year - (153 * month + 2) / 5 + 1), .month = (unsigned)(month < 10 ? month + 3 : month - 9),
        .year = (unsigned)(year + 400 * cycle + (month >= 10)), .hour = (unsigned)(second / 3600),
        .minute = (unsigned)(second / 60 % 60), .second = (unsigned)(second % 60),
        .ticks = (unsigned)(of_day % (uint64_t)TICKS_SECOND)};
    return c;
}

static void clock_time(const struct calendar *c, bool fine, struct buffer *out)
{
    format_decimal(c->hour, 2, out);
    buffer_char(out, ':');
    format_decimal(c->minute, 2, out);
    buffer_char(out, ':');
    format_decimal(c->second, 2, out);
    buffer_char(out, '.');
    format_decimal(fine ? c->ticks : c->ticks / 10000, fine ? 7 : 3, out);
}

static void sortable_date(const struct calendar *c, struct buffer *out)
{
    format_decimal(c->year, 4, out);
    buffer_char(out, '-');
    format_decimal(c->month, 2, out);
    buffer_char(out, '-');
    format_decimal(c->day, 2, out);
}

void format_time_utc(uint64_t filetime, struct buffer *out)
{
    if (filetime > LAST_FILETIME) {
        format_decimal(filetime, 1, out);
        return;
    }
    struct calendar c = calendar_of(filetime);
    sortable_date(&c, out);
    buffer_char(out, ' ');
    clock_time(&c, false, out);
    buffer_char(out, 'Z');
}

void format_delta(int64_t ticks, struct buffer *out)
{
    uint64_t size = ticks < 0 ? 0 - (uint64_t)ticks : (uint64_t)ticks;
    uint64_t second = size / (uint64_t)TICKS_SECOND, day = second / 86400;
    if (ticks < 0)
        buffer_char(out, '-');
    if (second < 60) {
        format_decimal(second, 1, out);
    } else {
        if (day) {
            format_decimal(day, 1, out);
            buffer_char(out, '~');
        }
        format_decimal(second / 3600 % 24, 1, out);
        buffer_char(out, ':');
        format_decimal(second / 60 % 60, 2, out);
        buffer_char(out, ':');
        format_decimal(second % 60, 2, out);
    }
    buffer_char(out, '.');
    format_decimal(size % (uint64_t)TICKS_SECOND / 10000, 3, out);
    if (second < 60)
        buffer_char(out, 's');
}

void format_wait(int64_t ticks, struct buffer *out)
{
    if (ticks >= 0) {
        format_time_utc((uint64_t)ticks, out);
        return;
    }
    uint64_t second = (0 - (uint64_t)ticks) / (uint64_t)TICKS_SECOND;
    format_decimal(second / 86400, 1, out);
    buffer_char(out, '~');
    format_decimal(second / 3600 % 24, 1, out);
    buffer_char(out, ':');
    format_decimal(second / 60 % 60, 2, out);
    buffer_char(out, ':');
    format_decimal(second % 60, 2, out);
}

/* Seconds that local time is ahead of UTC. */
static int32_t local_offset(int64_t unix_seconds)
{
    time_t at = (time_t)unix_seconds;
    struct tm local;
#ifdef _WIN32
    if (localtime_s(&local, &at) != 0)
        return 0;
#else
    if (!localtime_r(&at, &local))
        return 0;
#endif
    int64_t day = local.tm_yday + 365 * (int64_t)(local.tm_year - 70) + (local.tm_year - 69) / 4 -
                  (local.tm_year - 1) / 100 + (local.tm_year + 299) / 400;
    return (int32_t)(day * 86400 + local.tm_hour * 3600 + local.tm_min * 60 + local.tm_sec - unix_seconds);
}

static int32_t offset_at(struct formatter *f, uint64_t filetime)
{
    int64_t quarter = (int64_t)(filetime / (uint64_t)TICKS_SECOND) / 900; /* no zone changes inside one */
    if (!f->zone.known || f->zone.quarter != quarter)
        f->zone = (struct format_zone){quarter, local_offset(quarter * 900 - SECONDS_1601_TO_1970), true};
    return f->zone.offset;
}

static void zone_mark(bool utc, int32_t offset, struct buffer *out)
{
    unsigned size = (unsigned)(offset < 0 ? -offset : offset);
    if (utc) {
        buffer_char(out, 'Z');
        return;
    }
    buffer_char(out, offset < 0 ? '-' : '+');
    format_decimal(size / 3600, 2, out);
    buffer_char(out, ':');
    format_decimal(size / 60 % 60, 2, out);
}

void formatter_time(struct formatter *f, uint64_t filetime, struct buffer *out)
{
    const struct format_clock *clock = &f->clock;
    int32_t offset = 0;
    if (filetime > LAST_FILETIME) {
        format_decimal(filetime, 1, out);
        return;
    }
    if (!clock->utc) {
        offset = offset_at(f, filetime);
        int64_t local = (int64_t)filetime + offset * TICKS_SECOND;
        filetime = local < 0 ? filetime : (uint64_t)local;
    }
    struct calendar c = calendar_of(filetime);
    switch (clock->style) {
    case FORMAT_TIME_US:
        format_decimal(c.month, 2, out);
        buffer_char(out, '/');
        format_decimal(c.day, 2, out);
        buffer_char(out, '/');
        format_decimal(c.year, 4, out);
        break;
    case FORMAT_TIME_SORTABLE:
        sortable_date(&c, out);
        break;
    }
    buffer_char(out, '-');
    clock_time(&c, clock->fine, out);
    if (clock->zone)
        zone_mark(clock->utc, offset, out);
}
