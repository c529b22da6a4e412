/*
 * recdump: prints the records of recorder logs found anywhere in files, without symbols: snapshots,
 * log files, core files, minidumps. Records are raw: message GUID, number and argument bytes; the
 * formats are another tool's.
 */
#include "record_reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned char *load(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    unsigned char *bytes = NULL;
    size_t used = 0, room = 0;
    if (!file)
        return NULL;
    for (;;) {
        if (used == room) {
            unsigned char *larger = realloc(bytes, room = room ? 2 * room : 65536);
            if (!larger)
                break;
            bytes = larger;
        }
        const size_t got = fread(bytes + used, 1, room - used, file);
        used += got;
        if (got == 0)
            break;
    }
    if (ferror(file) || used == room) {
        free(bytes);
        bytes = NULL;
    }
    fclose(file);
    *size = used;
    return bytes;
}

static void print_guid(const unsigned char *bytes)
{
    uint32_t first;
    uint16_t second, third;
    memcpy(&first, bytes, 4);
    memcpy(&second, bytes + 4, 2);
    memcpy(&third, bytes + 6, 2);
    printf("%08x-%04x-%04x-%02x%02x-", first, second, third, bytes[8], bytes[9]);
    for (int i = 10; i < 16; i++)
        printf("%02x", bytes[i]);
}

static void print_header(const struct record_log_view *log)
{
    const struct record_log_header *header = &log->header;
    printf("log \"%.*s\" of %.*s, %s, %u bytes", (int)sizeof header->identifier, header->identifier,
           (int)sizeof header->driver.name, header->driver.name,
           header->kind == RECORD_LOG_DEFAULT ? "default" : "custom", header->total_buffer_size);
    if (header->error_partition_size)
        printf(", %u for errors", header->error_partition_size);
    printf("%s\n", header->state == RECORD_LOG_LIVE ? "" : ", deleted");
}

static void print_record(const struct record *record, uint64_t number)
{
    printf("%6llu: level %u flags 0x%x ", (unsigned long long)number, record->level, record->flags);
    print_guid(record->guid);
    printf(" %u", record->message_number);
    for (size_t i = 0; i < record->argument_size; i++)
        printf("%s%02x", i == 0 ? " " : "", record->arguments[i]);
    if (record->time)
        printf(" time %llu", (unsigned long long)record->time);
    putchar('\n');
}

/* False: no memory. */
static bool print_log(const struct record_log_view *log)
{
    static struct record_merge merge; /* 20 KB; main is the only caller */
    uint64_t written = 0, present = 0, dropped = 0, too_large = 0, whole = 0, number;
    struct record record;
    unsigned char *arguments = malloc(log->size);
    if (!arguments)
        return false;
    for (unsigned i = 0; i < log->header.ring_count; i++) {
        struct record_ring_view ring;
        if (!record_ring_open(log, i, &ring))
            continue;
        written += ring.written;
        present += ring.present;
        dropped += ring.ring.dropped;
        too_large += ring.ring.too_large;
    }
    print_header(log);
    number = written - present; /* the newest record is number `written` */
    record_merge_start(&merge, log, arguments);
    for (; record_merge_next(&merge, &record); whole++)
        print_record(&record, ++number);
    printf("%llu records, %llu overwritten, %llu torn, %llu dropped, %llu too large\n\n",
           (unsigned long long)whole, (unsigned long long)(written - present),
           (unsigned long long)(present - whole), (unsigned long long)dropped,
           (unsigned long long)too_large);
    free(arguments);
    return true;
}

static bool print_file(const char *path)
{
    size_t size, offset = 0;
    struct record_log_view log;
    unsigned found = 0;
    bool done = true;
    unsigned char *bytes = load(path, &size);
    if (!bytes) {
        fprintf(stderr, "recdump: error: cannot read '%s'\n", path);
        return false;
    }
    for (; done && record_log_find(&log, bytes, size, &offset); offset += log.size, found++)
        done = print_log(&log);
    if (found == 0)
        fprintf(stderr, "recdump: error: no recorder log in '%s'\n", path);
    free(bytes);
    return done && found != 0;
}

int main(int argc, char **argv)
{
    int status = 0;
    if (argc < 2) {
        fprintf(stderr, "usage: recdump file...\n");
        return 2;
    }
    for (int i = 1; i < argc; i++)
        if (!print_file(argv[i]))
            status = 1;
    return status;
}
