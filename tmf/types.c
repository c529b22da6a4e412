/* Type records only have a number: their position. Names lead to an LF_ENUM, which leads by number to an
 * LF_FIELDLIST, which may continue in another one with a smaller number. Instead of an index over types that
 * can be hundreds of megabytes, the stream is read again for each step: twice, and once more for every 64 KB
 * of enumerators. */
#include "types.h"

#include <string.h>

enum { FIRST_TYPE = 0x1000, LF_ENUM = 0x1507, LF_FIELDLIST = 0x1203, LF_ENUMERATE = 0x1502, LF_INDEX = 0x1404,
       LF_PAD0 = 0xF0, FORWARD_REFERENCE = 0x80, WINDOW = 1 << 18 };

/* Where records come from: a stream read through a window, or bytes in memory. */
struct records {
    struct input *in;
    struct msf *msf;      /* NULL: memory */
    uint32_t stream, start, size;
    struct bytes memory;
    struct buffer window;
    uint32_t window_at;   /* offset of the window in the records */
    uint32_t next;        /* offset of the next record in the records */
    uint32_t index;       /* its number */
};

struct record { uint16_t kind; uint32_t index; struct bytes body; };

struct wanted {
    struct tmf_enum *e;
    uint32_t list;  /* the LF_FIELDLIST to read next; 0: none */
    bool found;
};

struct search {
    struct arena *arena;
    struct records records;
    ARENA_LIST(struct wanted) wanted;
    struct table names; /* index into wanted, plus 1 */
};

static uint64_t place(const struct records *r, uint32_t off)
{
    return r->msf ? msf_file_offset(r->msf, r->stream, r->start + off) : r->memory.base + off;
}

/* n bytes at `off` of the records, valid until the next call. NULL: reported. */
static const unsigned char *peek(struct records *r, uint32_t off, uint32_t n)
{
    if (off > r->size || n > r->size - off) {
        input_damaged(r->in, place(r, r->next), "a type record reaches behind the last one");
        return NULL;
    }
    if (!r->msf)
        return r->memory.at + off;
    if (off < r->window_at || off + n > r->window_at + r->window.len) {
        uint32_t len = r->size - off < WINDOW ? r->size - off : WINDOW; /* more than any record */
        r->window.len = 0;
        buffer_reserve(&r->window, len);
        if (!msf_read(r->msf, r->stream, r->start + off, r->window.at, len))
            return NULL;
        r->window.len = len;
        r->window_at = off;
    }
    return (const unsigned char *)r->window.at + (off - r->window_at);
}

/* 1: a record, 0: the end, -1: reported. */
static int next_record(struct records *r, struct record *out)
{
    if (r->size - r->next < 4)
        return 0;
    const unsigned char *head = peek(r, r->next, 4);
    if (!head)
        return -1;
    uint32_t length = (uint32_t)(head[0] | head[1] << 8);
    uint16_t kind = (uint16_t)(head[2] | head[3] << 8);
    if (length < 2) {
        input_damaged(r->in, place(r, r->next), "a type record of %u bytes", length);
        return -1;
    }
    const unsigned char *whole = peek(r, r->next, length + 2);
    if (!whole)
        return -1;
    *out = (struct record){kind, r->index, bytes_from(whole + 4, length - 2)};
    out->body.base = (size_t)place(r, r->next) + 4;
    r->next += length + 2;
    r->index++;
    return 1;
}

/* A number of CodeView: itself below 8000h, else a leaf that says how wide it is. */
static bool number(struct bytes *b, uint64_t *value)
{
    uint16_t leaf = bytes_u16(b);
    if (leaf < 0x8000)
        *value = leaf;
    else if (leaf == 0x8000)
        *value = (uint32_t)(int8_t)bytes_u8(b);
    else if (leaf == 0x8001)
        *value = (uint32_t)(int16_t)bytes_u16(b);
    else if (leaf == 0x8002)
        *value = bytes_u16(b);
    else if (leaf == 0x8003 || leaf == 0x8004)
        *value = bytes_u32(b);
    else if (leaf == 0x8009 || leaf == 0x800a)
        *value = bytes_u64(b);
    else
        return false;
    return !b->bad;
}

static void match_enum(struct search *s, const struct record *r)
{
    struct bytes b = r->body;
    bytes_skip(&b, 2);
    uint16_t property = bytes_u16(&b);
    bytes_skip(&b, 4);
    uint32_t list = bytes_u32(&b);
    struct text name = bytes_string(&b);
    if (b.bad || property & FORWARD_REFERENCE || list >= r->index)
        return;
    const size_t *slot = table_get(&s->names, name);
    struct wanted *w = slot ? &s->wanted.items[*slot] : NULL;
    if (w && !w->found) {
        w->found = true;
        w->list = list;
    }
}

static bool bad_list(struct search *s, const struct bytes *b)
{
    return input_damaged(s->records.in, b->base + b->off, "a list of enumerators that cannot be read");
}

static bool read_list(struct search *s, struct wanted *w, const struct record *r)
{
    struct bytes b = r->body;
    w->list = 0;
    while (bytes_left(&b) >= 2) {
        uint64_t value;
        if (b.at[b.off] >= LF_PAD0) {
            size_t pad = b.at[b.off] & 15;
            if (!bytes_skip(&b, pad ? pad : 1))
                break;
            continue;
        }
        uint16_t leaf = bytes_u16(&b);
        bytes_skip(&b, 2); /* attributes, or padding of LF_INDEX */
        if (leaf == LF_INDEX) {
            w->list = bytes_u32(&b);
            if (b.bad || w->list >= r->index)
                return bad_list(s, &b);
            return true;
        }
        if (leaf != LF_ENUMERATE || !number(&b, &value))
            return bad_list(s, &b);
        struct tmf_enum_value *v = ARENA_PUSH(s->arena, w->e->values);
        v->name = text_copy(s->arena, bytes_string(&b));
        v->value = text_format(s->arena, "0x%llx", (unsigned long long)value);
        if (b.bad)
            return bad_list(s, &b);
    }
    return true;
}

static bool match_list(struct search *s, const struct record *r)
{
    for (size_t i = 0; i < s->wanted.count; i++)
        if (s->wanted.items[i].list == r->index && !read_list(s, &s->wanted.items[i], r))
            return false;
    return true;
}

/* One run over all records, looking for one kind. */
static bool run(struct search *s, uint16_t kind)
{
    struct record r;
    int more;
    s->records.next = 0;
    s->records.index = FIRST_TYPE;
    while ((more = next_record(&s->records, &r)) > 0) {
        if (r.kind != kind)
            continue;
        if (kind == LF_ENUM)
            match_enum(s, &r);
        else if (!match_list(s, &r))
            return false;
    }
    return more == 0;
}

static bool lists_open(const struct search *s)
{
    for (size_t i = 0; i < s->wanted.count; i++)
        if (s->wanted.items[i].list)
            return true;
    return false;
}

static void want(struct search *s, const struct tmf_catalogue *c, struct text name)
{
    if (name.len == 0 || tmf_catalogue_enum(c, name) || table_get(&s->names, name))
        return;
    size_t *slot = ARENA_NEW(s->arena, size_t);
    *slot = s->wanted.count;
    struct wanted *w = ARENA_PUSH(s->arena, s->wanted);
    w->e = ARENA_NEW(s->arena, struct tmf_enum);
    w->e->name = name;
    table_put(&s->names, s->arena, name, slot);
}

static void want_all(struct search *s, const struct tmf_catalogue *c)
{
    for (size_t i = 0; i < c->sources.count; i++)
        for (size_t k = 0; k < c->sources.items[i]->messages.count; k++) {
            const struct tmf_message *m = c->sources.items[i]->messages.items[k];
            for (size_t n = 0; n < m->arguments.count; n++)
                if (m->arguments.items[n].type == TMF_ITEM_ENUM || m->arguments.items[n].type == TMF_ITEM_FLAGSENUM)
                    want(s, c, m->arguments.items[n].list);
        }
}

static bool search(struct search *s, struct tmf_catalogue *c)
{
    bool ok = run(s, LF_ENUM);
    while (ok && lists_open(s)) { /* ends: a list only continues in one before it */
        uint32_t before = 0, after = 0;
        for (size_t i = 0; i < s->wanted.count; i++)
            before = s->wanted.items[i].list > before ? s->wanted.items[i].list : before;
        ok = run(s, LF_FIELDLIST);
        for (size_t i = 0; i < s->wanted.count; i++)
            after = s->wanted.items[i].list > after ? s->wanted.items[i].list : after;
        if (ok && after >= before)
            break; /* the number is not that of a list: nothing more to read */
    }
    for (size_t i = 0; ok && i < s->wanted.count; i++)
        if (s->wanted.items[i].e->values.count)
            tmf_catalogue_add_enum(c, s->wanted.items[i].e);
    return ok;
}

bool types_from_pdb(struct pdb *p, struct tmf_catalogue *c)
{
    struct search s = {.arena = c->arena, .records = {.in = p->msf.input, .msf = &p->msf, .stream = PDB_STREAM_TYPES}};
    want_all(&s, c);
    if (s.wanted.count == 0 || p->msf.streams[PDB_STREAM_TYPES].size == 0)
        return true;
    char head[20];
    if (!msf_read(&p->msf, PDB_STREAM_TYPES, 0, head, sizeof head))
        return false;
    struct bytes b = bytes_from(head, sizeof head);
    bytes_skip(&b, 4);
    s.records.start = bytes_u32(&b);
    uint32_t first = bytes_u32(&b), size = p->msf.streams[PDB_STREAM_TYPES].size;
    bytes_skip(&b, 4);
    s.records.size = bytes_u32(&b);
    if (s.records.start > size || s.records.size > size - s.records.start || first != FIRST_TYPE)
        return input_damaged(p->msf.input, msf_file_offset(&p->msf, PDB_STREAM_TYPES, 0), "a wrong header of the types");
    bool ok = search(&s, c);
    buffer_free(&s.records.window);
    return ok;
}

bool types_from_coff(const struct coff *object, struct tmf_catalogue *c)
{
    for (uint32_t i = 0; i < object->section_count; i++) {
        struct search s = {.arena = c->arena, .records = {.in = object->input}};
        struct bytes b;
        if (!text_equal(object->sections[i].name, TEXT(".debug$T")))
            continue;
        if (!coff_section_bytes(object, &object->sections[i], &b))
            return false;
        want_all(&s, c);
        if (s.wanted.count == 0 || bytes_u32(&b) != 4)
            continue;
        s.records.memory = bytes_sub(&b, 4, b.len - 4);
        s.records.size = (uint32_t)s.records.memory.len;
        if (!search(&s, c))
            return false;
    }
    return true;
}
