/* Scopes are what makes FUNC=: procedures, blocks and inline sites open and close like parentheses, and an
 * annotation belongs to the outermost procedure around it. cl ends a procedure with S_PROC_ID_END, a PDB and
 * blocks everywhere with S_END. Code split off a function (S_SEPCODE) stands behind its procedure at the top
 * level; its annotations belong to the procedure before it. */
#include "codeview.h"

#include <stdlib.h>

bool codeview_next(struct bytes *b, struct codeview_record *r)
{
    if (b->bad || bytes_left(b) == 0)
        return false;
    size_t start = b->off;
    uint16_t length = bytes_u16(b);
    if (!b->bad && length < 2) {
        b->bad = true;
        b->bad_off = b->base + start;
    }
    const unsigned char *rest = bytes_take(b, length);
    if (!rest)
        return false;
    *r = (struct codeview_record){
        .kind = (uint16_t)(rest[0] | rest[1] << 8),
        .at = b->at + start,
        .size = (size_t)length + 2,
        .off = b->base + start,
        .body = bytes_sub(b, start + 4, (size_t)length - 2),
    };
    return true;
}

bool codeview_is_procedure(uint16_t kind)
{
    return kind == CV_S_GPROC32 || kind == CV_S_LPROC32 || kind == CV_S_GPROC32_ID || kind == CV_S_LPROC32_ID ||
           kind == CV_S_LPROC32_DPC || kind == CV_S_LPROC32_DPC_ID;
}

bool codeview_opens_scope(uint16_t kind)
{
    return codeview_is_procedure(kind) || kind == CV_S_THUNK32 || kind == CV_S_BLOCK32 || kind == CV_S_WITH32 ||
           kind == CV_S_INLINESITE || kind == CV_S_INLINESITE2 || kind == CV_S_SEPCODE || kind == CV_S_GMANPROC ||
           kind == CV_S_LMANPROC;
}

bool codeview_closes_scope(uint16_t kind)
{
    return kind == CV_S_END || kind == CV_S_PROC_ID_END || kind == CV_S_INLINESITE_END;
}

bool codeview_procedure(const struct codeview_record *r, struct codeview_procedure *p)
{
    struct bytes b = r->body;
    bytes_skip(&b, 12); /* parent, end, next: offsets of scopes, only filled in by linkers */
    p->code_size = bytes_u32(&b);
    bytes_skip(&b, 12); /* debug start, debug end, type */
    p->offset = bytes_u32(&b);
    p->segment = bytes_u16(&b);
    bytes_skip(&b, 1);
    p->name = bytes_string(&b);
    return !b.bad;
}

bool codeview_annotation(const struct codeview_record *r, struct codeview_strings *s, uint32_t *offset,
                         uint16_t *segment)
{
    struct bytes b = r->body;
    *offset = bytes_u32(&b);
    *segment = bytes_u16(&b);
    s->count = bytes_u16(&b);
    if (b.bad || s->count > bytes_left(&b)) /* each string has at least its NUL */
        return false;
    if (s->count > s->cap) {
        s->items = base_realloc(s->items, s->count * sizeof *s->items);
        s->cap = s->count;
    }
    for (size_t i = 0; i < s->count; i++)
        s->items[i] = bytes_string(&b);
    return !b.bad;
}

void codeview_strings_free(struct codeview_strings *s)
{
    free(s->items);
    *s = (struct codeview_strings){0};
}

uint64_t codeview_place(const struct codeview_source *from, uint64_t off)
{
    return from->place ? from->place(from->context, off) : off;
}

struct scan {
    const struct codeview_source *from;
    const struct annotation_sink *sink;
    struct codeview_strings strings;
    size_t depth;
    struct text function; /* of the outermost procedure, or of the last one while code split off it follows */
};

static bool bad_record(struct scan *s, const struct codeview_record *r, const char *which)
{
    return input_damaged(s->from->in, codeview_place(s->from, r->off), "%.*s: %s record of kind 0x%04x",
                         TEXT_ARG(s->from->what), which, r->kind);
}

static bool scan_annotation(struct scan *s, const struct codeview_record *r)
{
    struct annotation a = {.object = s->from->what, .at = codeview_place(s->from, r->off)};
    if (!codeview_annotation(r, &s->strings, &a.offset, &a.segment))
        return bad_record(s, r, "the strings do not fit into the");
    a.strings = s->strings.items;
    a.count = s->strings.count;
    a.function = s->depth ? s->function : (struct text){0};
    return s->sink->found(s->sink->context, &a);
}

static bool scan_record(struct scan *s, const struct codeview_record *r)
{
    if (r->kind == CV_S_ANNOTATION)
        return scan_annotation(s, r);
    if (codeview_opens_scope(r->kind)) {
        struct codeview_procedure p;
        if (s->depth++ == 0 && codeview_is_procedure(r->kind)) {
            if (!codeview_procedure(r, &p))
                return bad_record(s, r, "incomplete procedure in the");
            s->function = p.name;
        }
    } else if (codeview_closes_scope(r->kind) && s->depth) { /* a stray end closes a kind of scope unknown here */
        s->depth--;
    }
    return true;
}

bool codeview_scan(const struct codeview_source *from, struct bytes records, const struct annotation_sink *sink)
{
    struct scan s = {.from = from, .sink = sink};
    struct codeview_record r;
    bool ok = true;
    while (ok && codeview_next(&records, &r))
        ok = scan_record(&s, &r);
    if (ok && records.bad)
        ok = input_damaged(from->in, codeview_place(from, records.bad_off), "%.*s: a symbol record does not fit",
                           TEXT_ARG(from->what));
    codeview_strings_free(&s.strings);
    return ok;
}
