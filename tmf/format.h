/* From a trace message to a line: the text of its format, the bytes of its arguments.
 *
 *     #typev Queue_c77 12 "%0size %10!d!, %11!s!"      +  2a 00 00 00  22 00 00 c0
 *     size 42, 0xc0000022(STATUS_ACCESS_DENIED)
 *
 * A formatter knows a catalogue of formats (tmf.h) and keeps each message it has met in a compiled form, so
 * that a million messages a second can pass. One formatter serves one thread.
 *
 * What the pieces of a text are (reference sections 5.3 and 5.8, the item types 5.4):
 *   %0              the prefix goes here; without it the message has none
 *   %1 .. %9        facts of the event, as in the prefix (see FORMAT_PREFIX)
 *   %10!d! ..       argument with that number: flags, width, precision, size and conversion of printf
 *   %!FUNC! ..      the function; %!LEVEL!, %!FLAGS!, %!COMPNAME!, ...: the pair of that name in the .tmf
 *   %% %n %t %r %b  as FormatMessage has them: per cent, line end, tab, carriage return, blank
 *
 * How items are written: integers as printf does; pointers in capitals, as wide as a pointer; statuses
 * 0xc0000022(STATUS_ACCESS_DENIED), Win32 errors 2(ERROR_FILE_NOT_FOUND); lists 0x00000001(true), sets [a,b],
 * enums StateIdle, flags FlagRead | FlagExec(0x5); doubles %g; times 2020-01-01 00:00:00.000Z (always UTC),
 * wait times alike, or as day~h:mm:ss when they are relative (negative); deltas 5.000s; hex dumps DEADBEEF.
 * Strings become UTF-8; control characters in them are written as \n, \t, \x1b, so that no argument can end a
 * line or reach a terminal as a command.
 *
 * What does not fit. A message that is not known:
 *     Unknown( 10): GUID=9b93a332-c452-3e71-64f7-55130c7de2e4 (No Format Information found).
 * Arguments that end too early: the text with <missing> for each that is not there, and behind it
 *     *****FormatMessage Queue_c77(12) of driver, parameter 11 raised an exception*****
 * Bytes that no argument takes: the text, and  *****FormatMessage Queue_c77(12) of driver, 4 bytes left over*****
 * The first two are the forms of Microsoft's tracefmt (reference 5.7). */
#ifndef TMF_FORMAT_H
#define TMF_FORMAT_H

#include "tmf.h"

/* The prefix of tracefmt:  [0]0AF4.0C64::07/25/2003-13:55:39.998 [module] */
#define FORMAT_PREFIX "[%9!d!]%8!04X!.%3!04X!::%4!s! [%1!s!]"
/* The prefix of the recorder's viewer (!rcdrlogdump):  6: Controller_RetrievePciData - */
#define FORMAT_PREFIX_RECORDER "%7!u!: %!FUNC! - "

/* One trace message, wherever it was recorded. Times are FILETIMEs: 100 ns since 1601, UTC; 0 is none. */
struct format_event {
    struct tmf_guid guid;      /* trace GUID */
    unsigned number;           /* of the message within it */
    const unsigned char *arguments;
    size_t argument_size;
    unsigned pointer_size;     /* 4 or 8 */
    unsigned wchar_size;       /* 2, or 4 where WCHAR is wchar_t of a Unix */
    uint64_t time;
    uint64_t sequence;
    uint32_t thread, process, cpu;
    uint64_t kernel_time, user_time; /* of the thread, in ticks */
};

enum format_time_style { FORMAT_TIME_US, FORMAT_TIME_SORTABLE }; /* 07/25/2003-13:55:39.998, 2003-07-25-13:... */

struct format_clock {
    enum format_time_style style;
    bool utc;           /* else the time zone of this machine */
    bool fine;          /* seven digits behind the point, not three */
    bool zone;          /* the distance from UTC behind it: Z, +02:00 */
};

enum format_result {
    FORMAT_WHOLE,
    FORMAT_UNKNOWN,   /* no format */
    FORMAT_SHORT,     /* arguments were missing */
    FORMAT_LONG,      /* bytes were left over */
    FORMAT_FOREIGN    /* an item type that nobody documented; arguments from there on could not be read */
};

struct format_plan; /* a compiled message: format_plan.h */

struct formatter {
    struct arena *arena;
    const struct tmf_catalogue *catalogue;
    struct text prefix;            /* put at %0; empty for none */
    struct format_clock clock;
    /* Asked once for each GUID without formats; true when the catalogue now has some. NULL: nobody to ask. */
    bool (*find_more)(void *context, struct tmf_guid guid);
    void *context;
    /* private from here on */
    struct format_slot { struct tmf_guid guid; unsigned number; bool used; const struct format_plan *plan; } *slots;
    size_t slot_count, slot_cap;
    struct table asked;            /* GUIDs that find_more was asked for */
    struct format_value *values;   /* of the message at hand */
    size_t value_cap;
    struct format_zone { int64_t quarter; int32_t offset; bool known; } zone; /* of the quarter of an hour met last */
};

/* The catalogue and the arena live at least as long. The prefix may be changed before the first message. */
void formatter_init(struct formatter *f, struct arena *a, const struct tmf_catalogue *c, struct text prefix);

/* The message of an event; NULL when it is not known. */
const struct tmf_message *formatter_find(struct formatter *f, const struct format_event *e);
/* Appends prefix and text, no line end. */
enum format_result formatter_line(struct formatter *f, const struct format_event *e, struct buffer *out);
/* Appends the text alone, without the prefix at %0. */
enum format_result formatter_text(struct formatter *f, const struct format_event *e, struct buffer *out);
/* Appends argument `index` of the message (its position in tmf_message.arguments) as the text shows it. False:
 * there is none, or its bytes are missing; nothing is appended. */
bool formatter_argument(struct formatter *f, const struct format_event *e, size_t index, struct buffer *out);

/* Appends a FILETIME by the formatter's clock: 07/25/2003-13:55:39.998. */
void formatter_time(struct formatter *f, uint64_t filetime, struct buffer *out);

#endif
