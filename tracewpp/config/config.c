/* The ways into the room: an ini file, a scanned file, a value from the command line. A file that asks for
 * itself, over however many others, is an error that shows the way around. */
#include "config.h"

#include "blocks.h"

enum { MAX_NESTED_FILES = 64, MAX_BLOCK_WARNINGS = 20 };

/* ---- files being read --------------------------------------------------------------------------------- */

static bool same_file(const struct source *a, const struct source *b)
{
    return a->file.len || b->file.len ? text_equal(a->file, b->file) : text_equal_nocase(a->path, b->path);
}

/* False: reading s now would go round in a circle, or too deep; reported. */
static bool enter(struct config *c, const struct source *s, struct span from)
{
    struct diag *d = c->model->diag;
    size_t same = 0;
    while (same < c->open.count && !same_file(c->open.items[same].source, s))
        same++;
    if (same == c->open.count && same < MAX_NESTED_FILES) {
        *(struct config_open *)ARENA_PUSH(c->model->arena, c->open) = (struct config_open){s, from};
        return true;
    }
    if (same == c->open.count) {
        diag_report(d, &CHECK_INCLUDE_CYCLE, from, "files include one another more than %d deep", MAX_NESTED_FILES);
        return false;
    }
    diag_report(d, &CHECK_INCLUDE_CYCLE, from, "'%.*s' includes itself", TEXT_ARG(s->path));
    for (size_t i = c->open.count; i-- > same + 1;)
        diag_note(d, c->open.items[i].from, "'%.*s' is included here", TEXT_ARG(c->open.items[i].source->path));
    return false;
}

static void leave(struct config *c) { c->open.count--; }

static bool read_statements(struct config *c, const struct source *s, struct config_range range, bool block)
{
    struct reader r = reader_new(c, s, range, block);
    return config_read_statements(&r);
}

bool config_read_ini(struct config *c, struct text name, struct span from)
{
    const struct source *s = library_open(c->library, LIBRARY_CONFIG, name, from);
    if (!s || !enter(c, s, from))
        return false;
    bool ok = read_statements(c, s, (struct config_range){0, s->bytes.len}, false);
    leave(c);
    return ok;
}

bool config_declare(struct config *c, const struct source *value)
{
    return read_statements(c, value, (struct config_range){0, value->bytes.len}, false);
}

/* ---- blocks ------------------------------------------------------------------------------------------- */

static bool report_unclosed(struct config *c, const struct source *s, const struct block *b)
{
    struct diag *d = c->model->diag;
    diag_report(d, &CHECK_UNTERMINATED_BLOCK, (struct span){s, b->begin.begin, b->begin.end},
                "no end_wpp follows this 'begin_wpp %.*s'", TEXT_ARG(b->kind));
    if (b->next.end)
        diag_note(d, (struct span){s, b->next.begin, b->next.end}, "the next block begins here");
    return false;
}

static bool read_enums(struct config *c, const struct source *s, const struct block *b)
{
    struct enum_reader r = {.config = c, .source = s, .range = b->inside, .lead = b->lead, .offset = b->inside.begin};
    return config_read_enums(&r);
}

static bool read_block(struct config *c, const struct source *s, const struct block *b, size_t *warnings)
{
    if (!b->closed)
        return report_unclosed(c, s, b);
    if (text_equal(b->kind, TEXT("config")))
        return read_statements(c, s, b->inside, true);
    if (text_equal(b->kind, TEXT("enum")))
        return read_enums(c, s, b);
    if ((*warnings)++ >= MAX_BLOCK_WARNINGS)
        return true;
    return !diag_report(c->model->diag, &CHECK_UNKNOWN_BLOCK, (struct span){s, b->begin.begin, b->begin.end},
                        "unknown kind of block '%.*s', expected config or enum; it is skipped", TEXT_ARG(b->kind));
}

bool config_scan_source(struct config *c, const struct source *s)
{
    struct block block;
    bool ok = true;
    size_t warnings = 0;
    for (size_t offset = 0; !diag_full(c->model->diag) && blocks_next(s, &offset, &block);)
        ok &= read_block(c, s, &block, &warnings);
    model_collect_flags(c->model->arena, s->bytes, &c->model->flags, &c->model->defines_control_guids);
    return ok;
}

bool config_scan(struct config *c, struct text name, struct span from)
{
    const struct source *s = library_open(c->library, LIBRARY_SCAN, name, from);
    if (!s || !enter(c, s, from))
        return false;
    bool ok = config_scan_source(c, s);
    leave(c);
    return ok;
}
