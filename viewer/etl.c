/* Each processor's buffers are in the order of time, those of different processors are not, so the file is read
 * as that many streams that are merged: of each stream one buffer is in memory and one message is ready. The stream
 * that gave the last message goes on until it passes the next message of another one. */
#include "etl.h"

#include <stdlib.h>

#include "etl_read.h"

/* The next buffer of a stream; false when there is none. */
static bool load(struct etl *e, struct etl_stream *s)
{
    while (s->next < s->end) {
        const struct etl_place *p = &e->places[s->next++];
        if (s->cap < p->used) {
            s->bytes = base_realloc(s->bytes, p->used);
            s->cap = p->used;
        }
        s->len = p->used;
        s->pos = ETL_BUFFER_HEADER;
        if (input_read(&e->input, p->offset, s->bytes, s->len))
            return true;
        e->counts.damaged++; /* reported as unreadable */
    }
    s->len = s->pos = 0;
    return false;
}

/* Finds the next message of a stream. */
static void advance(struct etl *e, struct etl_stream *s)
{
    uint64_t before = s->message.tick;
    s->ready = false;
    while (s->pos < s->len || load(e, s)) {
        size_t size = 0;
        switch (etl_event(&e->header, s->bytes, s->len, s->pos, &s->message, &size)) {
        case ETL_MESSAGE:
            s->pos += size;
            s->ready = true;
            s->message.event.cpu = e->places[s->next - 1].processor;
            if (!(s->message.options & (ETL_TIME | ETL_PERFORMANCE_TIME)))
                s->message.tick = before; /* stays where it is in its stream */
            return;
        case ETL_OTHER:
            e->counts.others++;
            s->pos += size;
            break;
        case ETL_BAD:
            etl_report(e, e->places[s->next - 1].offset + s->pos, false,
                       size ? "a message shorter than its own header; it is passed over"
                            : "no event starts here; the rest of its buffer is passed over");
            s->pos = size ? s->pos + size : s->len;
            break;
        case ETL_END:
            s->pos = s->len;
            break;
        }
    }
}

static void choose(struct etl *e)
{
    e->current = SIZE_MAX;
    e->limit = UINT64_MAX;
    for (size_t i = 0; i < e->stream_count; i++) {
        const struct etl_stream *s = &e->streams[i];
        if (!s->ready)
            continue;
        if (e->current == SIZE_MAX || s->message.tick < e->streams[e->current].message.tick) {
            if (e->current != SIZE_MAX)
                e->limit = e->streams[e->current].message.tick;
            e->current = i;
        } else if (s->message.tick < e->limit) {
            e->limit = s->message.tick;
        }
    }
}

static bool start(struct etl *e)
{
    e->current = SIZE_MAX;
    if (!etl_index(e)) {
        etl_close(e);
        return false;
    }
    for (size_t i = 0; i < e->stream_count; i++)
        advance(e, &e->streams[i]);
    choose(e);
    return true;
}

bool etl_open(struct etl *e, struct text path, struct diag *d)
{
    *e = (struct etl){0};
    return input_open(&e->input, path, d) && start(e);
}

bool etl_open_bytes(struct etl *e, struct text name, struct text bytes, struct diag *d)
{
    *e = (struct etl){.input = input_from(name, bytes, d)};
    return start(e);
}

bool etl_next(struct etl *e, struct etl_message *message)
{
    if (e->given) { /* the one given last is now done with */
        advance(e, &e->streams[e->current]);
        if (!e->streams[e->current].ready || e->streams[e->current].message.tick > e->limit)
            choose(e);
    }
    e->given = e->current != SIZE_MAX;
    if (!e->given)
        return false;
    *message = e->streams[e->current].message;
    e->counts.messages++;
    return true;
}

double etl_progress(const struct etl *e)
{
    size_t done = 0;
    for (size_t i = 0; i < e->stream_count; i++)
        done += e->streams[i].end - e->streams[i].next;
    return e->place_count ? 1 - (double)done / (double)e->place_count : 1;
}

void etl_close(struct etl *e)
{
    for (size_t i = 0; i < e->stream_count; i++)
        free(e->streams[i].bytes);
    free(e->streams);
    free(e->places);
    e->streams = NULL;
    e->places = NULL;
    e->stream_count = e->place_count = e->place_cap = 0;
    e->current = SIZE_MAX;
    input_close(&e->input);
}
