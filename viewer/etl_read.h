/* The parts of the .etl reader; private to this room. */
#ifndef VIEWER_ETL_READ_H
#define VIEWER_ETL_READ_H

#include "bytes.h"
#include "etl.h"

enum { ETL_BUFFER_HEADER = 72, ETL_BUFFER_MOST = 64 << 20, ETL_PROCESSORS = 2048 };

/* A buffer's header. */
struct etl_buffer {
    uint32_t size, used;      /* bytes in the file, and of these with events, header included */
    uint64_t time;
    unsigned processor, flags, type;
};

enum { ETL_FLAG_PROCESSOR_INDEX = 0x20, ETL_FLAG_COMPRESSED = 0x40 };
enum { ETL_TYPE_GENERIC = 0, ETL_TYPE_RUNDOWN = 1, ETL_TYPE_HEADER = 4, ETL_TYPE_LAST = 8 };

enum etl_found { ETL_MESSAGE, ETL_OTHER, ETL_END, ETL_BAD };

/* etl_index.c: fills places, sorted by processor and time, and streams. */
bool etl_index(struct etl *e);
/* Reports trouble with a buffer, the first few times. */
void etl_report(struct etl *e, uint64_t offset, bool compressed, const char *what);

/* etl_event.c: looks at the event at `pos` of a buffer. ETL_END: no more; ETL_BAD: what is there makes no sense.
 * *size is the event's, up to the next multiple of 8; for ETL_BAD it is 0 when even that is not known. */
enum etl_found etl_event(const struct etl_header *h, const unsigned char *bytes, size_t len, size_t pos,
                         struct etl_message *m, size_t *size);
/* Reads the file header out of the first buffer; h->found says whether it is there. */
void etl_read_header(const unsigned char *bytes, size_t len, struct etl_header *h);

#endif
