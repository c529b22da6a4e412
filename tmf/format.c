/* A message is looked up once for each GUID and number and kept compiled in a table of its own, unknown ones too,
 * so the common event costs one probe. Then the arguments are located from front to back, because only the ones
 * before say where an argument starts; and the pieces of the text are written in their order. */
#include "format.h"

#include "format_plan.h"

void formatter_init(struct formatter *f, struct arena *a, const struct tmf_catalogue *c, struct text prefix)
{
    *f = (struct formatter){.arena = a, .catalogue = c, .prefix = prefix};
}

static size_t probe(const struct format_slot *slots, size_t cap, struct tmf_guid guid, unsigned number)
{
    uint64_t low, high;
    memcpy(&low, guid.bytes, 8);
    memcpy(&high, guid.bytes + 8, 8);
    uint64_t hash = (low ^ high ^ (uint64_t)number << 20) * UINT64_C(0x9E3779B97F4A7C15);
    size_t at = (size_t)(hash >> 32) & (cap - 1);
    while (slots[at].used && (slots[at].number != number || !tmf_guid_equal(slots[at].guid, guid)))
        at = (at + 1) & (cap - 1);
    return at;
}

static void grow(struct formatter *f)
{
    size_t cap = f->slot_cap ? f->slot_cap * 2 : 256;
    struct format_slot *slots = arena_array(f->arena, cap, sizeof *slots);
    for (size_t i = 0; i < f->slot_cap; i++)
        if (f->slots[i].used)
            slots[probe(slots, cap, f->slots[i].guid, f->slots[i].number)] = f->slots[i];
    f->slots = slots;
    f->slot_cap = cap;
}

static const struct tmf_message *look_up(struct formatter *f, const struct format_event *e)
{
    const struct tmf_message *m = tmf_catalogue_find(f->catalogue, e->guid, e->number);
    if (m || !f->find_more)
        return m;
    struct text key = {(const char *)e->guid.bytes, sizeof e->guid.bytes};
    if (table_get(&f->asked, key))
        return NULL;
    table_put(&f->asked, f->arena, text_copy(f->arena, key), f);
    return f->find_more(f->context, e->guid) ? tmf_catalogue_find(f->catalogue, e->guid, e->number) : NULL;
}

/* Damaged input may bring any number of GUIDs that nobody knows; beyond this many they are not remembered. */
enum { SLOTS_MOST = 1 << 20 };

static const struct format_plan *plan_of(struct formatter *f, const struct format_event *e)
{
    if (2 * f->slot_count >= f->slot_cap && f->slot_cap < SLOTS_MOST)
        grow(f);
    size_t at = probe(f->slots, f->slot_cap, e->guid, e->number);
    struct format_slot *slot = &f->slots[at];
    if (slot->used)
        return slot->plan;
    const struct tmf_message *m = 4 * f->slot_count < 3 * f->slot_cap || f->slot_cap < SLOTS_MOST
        ? look_up(f, e) : tmf_catalogue_find(f->catalogue, e->guid, e->number);
    const struct format_plan *plan = m ? format_compile(f->arena, f->catalogue, f->prefix, m) : NULL;
    if (plan || 4 * f->slot_count < 3 * f->slot_cap) {
        *slot = (struct format_slot){e->guid, e->number, true, plan};
        f->slot_count++;
    }
    if (plan && plan->item_count > f->value_cap) {
        f->value_cap = plan->item_count;
        f->values = arena_array(f->arena, f->value_cap, sizeof *f->values);
    }
    return plan;
}

const struct tmf_message *formatter_find(struct formatter *f, const struct format_event *e)
{
    const struct format_plan *plan = plan_of(f, e);
    return plan ? plan->message : NULL;
}

struct located {
    enum format_result result;
    size_t first_bad;      /* argument that is short or foreign; item_count when none is */
    size_t left;           /* bytes behind the last argument */
};

static struct located locate(struct formatter *f, const struct format_plan *plan, const struct format_event *e)
{
    static const unsigned char nothing[1];
    const unsigned char *at = e->argument_size ? e->arguments : nothing, *end = at + e->argument_size;
    struct located l = {FORMAT_WHOLE, plan->item_count, 0};
    for (size_t i = 0; i < plan->item_count; i++) {
        bool sized = l.result != FORMAT_FOREIGN && format_take(&plan->items[i], e, &at, end, &f->values[i]);
        if (!sized)
            f->values[i] = (struct format_value){0};
        if (l.result != FORMAT_WHOLE || (sized && f->values[i].at && !f->values[i].cut))
            continue;
        l.first_bad = i;
        l.result = sized ? FORMAT_SHORT : FORMAT_FOREIGN;
    }
    l.left = (size_t)(end - at);
    if (l.result == FORMAT_WHOLE && l.left)
        l.result = FORMAT_LONG;
    return l;
}

static void write_fact(struct formatter *f, const struct format_event *e, const struct format_piece *p,
                       struct buffer *out)
{
    size_t start = out->len;
    uint64_t value = 0;
    switch (p->index) {
    case 3: value = e->thread; break;
    case 4:
        if (e->time)
            formatter_time(f, e->time, out);
        format_pad(&p->spec, start, out);
        return;
    case 5: value = e->kernel_time; break;
    case 6: value = e->user_time; break;
    case 7: value = e->sequence; break;
    case 8: value = e->process; break;
    case 9: value = e->cpu; break;
    }
    format_integer(&p->spec, value, 8, out);
}

static void write_argument(struct formatter *f, const struct format_plan *plan, const struct format_event *e,
                           const struct format_piece *p, struct buffer *out)
{
    struct format_value v = f->values[p->index];
    if (v.at)
        format_item_write(&plan->items[p->index], &p->spec, e, v, out);
    else
        buffer_text(out, TEXT("<missing>"));
}

static void write_pieces(struct formatter *f, const struct format_plan *plan, const format_pieces *pieces,
                         const struct format_event *e, bool prefix, struct buffer *out)
{
    for (size_t i = 0; i < pieces->count; i++) {
        const struct format_piece *p = &pieces->items[i];
        switch (p->kind) {
        case FORMAT_LITERAL:
            buffer_text(out, p->literal);
            break;
        case FORMAT_PREFIX_MARK:
            if (prefix && pieces != &plan->prefix) /* a %0 in the prefix itself means nothing */
                write_pieces(f, plan, &plan->prefix, e, true, out);
            break;
        case FORMAT_ARGUMENT:
            write_argument(f, plan, e, p, out);
            break;
        case FORMAT_FACT:
            write_fact(f, e, p, out);
            break;
        }
    }
}

static void write_unknown(const struct format_event *e, struct buffer *out)
{
    char room[37], *at = room;
    static const unsigned char order[16] = {3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};
    for (size_t i = 0; i < 16; i++) {
        unsigned char byte = e->guid.bytes[order[i]];
        if (i == 4 || i == 6 || i == 8 || i == 10)
            *at++ = '-';
        *at++ = "0123456789abcdef"[byte >> 4];
        *at++ = "0123456789abcdef"[byte & 15];
    }
    buffer_format(out, "Unknown(%3u): GUID=%.36s (No Format Information found).", e->number, room);
}

static void write_remark(const struct format_plan *plan, struct located l, struct buffer *out)
{
    const struct tmf_message *m = plan->message;
    if (l.result == FORMAT_WHOLE)
        return;
    buffer_format(out, " *****FormatMessage %.*s(%u) of %.*s, ", TEXT_ARG(m->name), m->id,
                  TEXT_ARG(m->source->module));
    if (l.result == FORMAT_LONG)
        buffer_format(out, "%zu byte%s left over", l.left, l.left == 1 ? "" : "s");
    else
        buffer_format(out, "parameter %u raised an exception", m->arguments.items[l.first_bad].number);
    if (l.result == FORMAT_FOREIGN)
        buffer_format(out, ": %.*s is not known", TEXT_ARG(m->arguments.items[l.first_bad].item));
    buffer_text(out, TEXT("*****"));
}

static enum format_result write_event(struct formatter *f, const struct format_event *e, bool prefix,
                                      struct buffer *out)
{
    const struct format_plan *plan = plan_of(f, e);
    if (!plan) {
        write_unknown(e, out);
        return FORMAT_UNKNOWN;
    }
    struct located l = locate(f, plan, e);
    write_pieces(f, plan, &plan->text, e, prefix, out);
    write_remark(plan, l, out);
    return l.result;
}

enum format_result formatter_line(struct formatter *f, const struct format_event *e, struct buffer *out)
{
    return write_event(f, e, true, out);
}

enum format_result formatter_text(struct formatter *f, const struct format_event *e, struct buffer *out)
{
    return write_event(f, e, false, out);
}

bool formatter_argument(struct formatter *f, const struct format_event *e, size_t index, struct buffer *out)
{
    const struct format_plan *plan = plan_of(f, e);
    if (!plan || index >= plan->item_count)
        return false;
    locate(f, plan, e);
    if (!f->values[index].at)
        return false;
    struct format_spec spec = format_spec_parse(TEXT(""));
    for (size_t i = 0; i < plan->text.count; i++)
        if (plan->text.items[i].kind == FORMAT_ARGUMENT && plan->text.items[i].index == index)
            spec = plan->text.items[i].spec;
    format_item_write(&plan->items[index], &spec, e, f->values[index], out);
    return true;
}
