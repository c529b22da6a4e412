/* Following: the inputs are read again, several times a second, and of each ring the records that were not shown yet
 * are printed. A ring numbers its records from 0 on, so what was pushed out between two looks is known and said. */
#include <stdlib.h>
#include <time.h>
#ifdef _WIN32
#include <windows.h>
#endif

#include "ifrdump.h"

static const struct diag_kind missed = {"missed-records", 3411, DIAG_WARNING, false};
enum { PAUSE_MS = 200 };

/* The rings of one log, as far as they were shown. */
struct seen {
    uint64_t instance, address, created;
    uint64_t next[RECORD_RINGS_MAX];
};

struct follow {
    struct ifrdump *dump;
    ARENA_LIST(struct seen *) seen;
    uint64_t missed;
    bool looked;
};

static void pause_a_little(void)
{
#ifdef _WIN32
    Sleep(PAUSE_MS);
#else
    struct timespec t = {0, PAUSE_MS * 1000000L};
    nanosleep(&t, NULL);
#endif
}

static struct seen *seen_of(struct follow *f, const struct log *log)
{
    const struct record_log_header *h = &log->view.header;
    for (size_t i = 0; i < f->seen.count; i++) {
        struct seen *s = f->seen.items[i];
        if (s->instance == h->driver.instance && s->address == h->address && s->created == h->created)
            return s;
    }
    struct seen *s = ARENA_NEW(&f->dump->arena, struct seen);
    *s = (struct seen){.instance = h->driver.instance, .address = h->address, .created = h->created};
    *(struct seen **)ARENA_PUSH(&f->dump->arena, f->seen) = s;
    struct record_ring_view ring;
    for (unsigned i = 0; i < h->ring_count; i++)
        if (record_ring_open(&log->view, i, &ring))
            s->next[i] = ring.overwritten; /* what was gone before the first look is not missed */
    return s;
}

static void show_new(struct follow *f, struct arena *a, struct log **logs, size_t count)
{
    struct logs_walk w;
    struct log *log = NULL;
    struct record r;
    uint64_t sequence;
    logs_start(&w, a, logs, count);
    while (logs_next(&w, &log, &r, &sequence)) {
        struct seen *s = seen_of(f, log);
        if (r.number < s->next[r.ring])
            continue;
        f->missed += r.number - s->next[r.ring];
        s->next[r.ring] = r.number + 1;
        ifrdump_record(f->dump, log, &r, sequence);
    }
}

/* One look at all inputs. False: they are gone. */
static bool look(struct follow *f)
{
    struct arena arena = {0};
    struct logs logs = {.arena = &arena, .diag = &f->dump->diag};
    struct diag loud = f->dump->diag;
    if (f->looked) { /* what there was to say was said at the first look; later ones find the process gone */
        f->dump->diag.errors = DIAG_MAX_ERRORS;
        f->dump->diag.no_warnings = true;
    }
    bool ok = ifrdump_find(f->dump, &arena, &logs);
    f->dump->diag = loud;
    size_t count = ifrdump_choose(f->dump, &logs);
    for (size_t i = 0; i < count; i++) {
        size_t n = 1;
        while (i + n < count && logs_domain(logs.found.items[i + n]) == logs_domain(logs.found.items[i]))
            n++;
        show_new(f, &arena, logs.found.items + i, n);
        i += n - 1;
    }
    if (f->missed)
        diag_report(&f->dump->diag, &missed, span_none(), "%llu records were overwritten before they could be shown",
                    (unsigned long long)f->missed);
    f->missed = 0;
    ifrdump_flush(f->dump);
    arena_free(&arena);
    return ok && !f->dump->sink.failed;
}

bool ifrdump_follow(struct ifrdump *d)
{
    struct follow f = {.dump = d};
    d->show.logs = true;
    d->show.log_width = RECORD_IDENTIFIER_MAX;
    while (look(&f)) {
        f.looked = true;
        pause_a_little();
    }
    return f.looked; /* a process that ends is no failure */
}
