/* A running process on Linux: its mappings are listed in /proc/PID/maps, its bytes read from /proc/PID/mem. Logs live
 * in writable mappings only, so the others are not looked at. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "memory.h"

/* Larger ones are address space that sanitizers and runtimes of other languages reserve, terabytes of it. */
#define MAPPING_MOST (UINT64_C(16) << 30)

static const struct diag_kind unreadable = {"unreadable-process", 3407, DIAG_ERROR, false};

static bool fail(struct memory *m)
{
    const char *hint = errno == EACCES || errno == EPERM ? " (one's own processes only, or as root; see ptrace_scope)" : "";
    diag_report(m->diag, &unreadable, span_none(), "%.*s: %s%s", TEXT_ARG(m->path), strerror(errno), hint);
    return false;
}

static void add_mapping(struct memory *m, const char *line)
{
    char *end;
    unsigned long long from = strtoull(line, &end, 16);
    if (*end != '-')
        return;
    unsigned long long to = strtoull(end + 1, &end, 16);
    bool writable = end[0] == ' ' && end[1] == 'r' && end[2] == 'w';
    if (writable && to > from && to - from <= MAPPING_MOST)
        memory_add(m, (struct memory_range){from, 0, to - from});
}

bool memory_attach(struct memory *m)
{
    struct text maps = text_format(m->arena, "/proc/%llu/maps", (unsigned long long)m->process_id);
    struct text mem = text_format(m->arena, "/proc/%llu/mem", (unsigned long long)m->process_id);
    FILE *list = fopen(maps.at, "r");
    if (!list)
        return fail(m);
    char *line = NULL;
    size_t cap = 0;
    while (getline(&line, &cap, list) > 0)
        add_mapping(m, line);
    free(line);
    fclose(list);
    int file = open(mem.at, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return fail(m);
    m->process = file;
    return true;
}

size_t memory_read_process(struct memory *m, uint64_t address, void *to, size_t n)
{
    size_t done = 0;
    while (done < n) {
        ssize_t got = pread((int)m->process, (char *)to + done, n - done, (off_t)(address + done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break; /* unmapped meanwhile */
        done += (size_t)got;
    }
    return done;
}

void memory_detach(struct memory *m)
{
    if (m->process > 0)
        close((int)m->process);
    m->process = 0;
}
