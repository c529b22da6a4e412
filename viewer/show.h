/* One message as a line: text for people, CSV, or JSON with one object a line. */
#ifndef VIEWER_SHOW_H
#define VIEWER_SHOW_H

#include "formats.h"

enum show_form { SHOW_TEXT, SHOW_CSV, SHOW_JSON };

struct show {
    struct formats *formats;
    enum show_form form;
    bool prefix;          /* text: at %0 */
    bool sequence;        /* text: the sequence number in front */
    bool color;           /* text: by level */
    bool quote;           /* CSV: every field */
    bool logs;            /* more than one log, named in each line: text and CSV have a column for it */
    unsigned log_width;   /* text: width of that column */
    uint64_t results[FORMAT_FOREIGN + 1]; /* how many lines of each kind */
    struct buffer scratch;
};

/* What the recorder knows besides the event; NULL from .etl files. */
struct show_record {
    struct text log;      /* identifier */
    unsigned level;       /* 1..5, 0 for none */
    uint32_t flags;
    bool error_partition;
};

/* TRACE_LEVEL_ERROR -> 2: from evntrace.h. 0 when it is not the name of a level. */
unsigned show_level_of(struct text name);
/* The level of a message by its pairs; 0 when these do not say. */
unsigned show_message_level(const struct tmf_message *m);
/* Appends the value of a pair of the message. */
struct text show_pair(const struct tmf_message *m, struct text key, struct text other);

/* Appends the line with its end. */
void show_event(struct show *s, const struct format_event *e, const struct show_record *r, struct buffer *out);
/* The line that names the columns of CSV. */
void show_csv_header(const struct show *s, struct buffer *out);
void show_free(struct show *s);

#endif
