/* Compiling a message: its text is cut into literals and references once, so that each event only walks a short
 * list. What depends on the message alone (%!FUNC!, %1, a level's name) becomes literal text here. The prefix is
 * compiled again for each message for the same reason. Names in lists are cut up here, too. */
#include "format_plan.h"

struct compile {
    struct arena *arena;
    const struct tmf_message *message;
    format_pieces *pieces;
    struct buffer literal; /* not yet a piece */
};

static void flush(struct compile *c)
{
    if (c->literal.len == 0)
        return;
    struct format_piece *p = ARENA_PUSH(c->arena, *c->pieces);
    *p = (struct format_piece){.kind = FORMAT_LITERAL, .literal = text_copy(c->arena, buffer_slice(&c->literal))};
    c->literal.len = 0;
}

static void reference(struct compile *c, enum format_kind kind, size_t index, struct text spec)
{
    flush(c);
    struct format_piece *p = ARENA_PUSH(c->arena, *c->pieces);
    *p = (struct format_piece){.kind = kind, .index = index, .spec = format_spec_parse(spec)};
}

static void literal(struct compile *c, struct text t, struct text spec)
{
    struct format_spec s = format_spec_parse(spec);
    size_t start = c->literal.len;
    buffer_text(&c->literal, t);
    format_pad(&s, start, &c->literal);
}

static struct text pair(const struct tmf_message *m, struct text key)
{
    for (size_t i = 0; i < m->pairs.count; i++)
        if (text_equal_nocase(m->pairs.items[i].key, key))
            return m->pairs.items[i].value;
    return (struct text){0};
}

/* %!NAME!. False: it names nothing. */
static bool named(struct compile *c, struct text name)
{
    static const struct { struct text name, other; } known[] = {
        {TEXT_INIT("LEVEL"), TEXT_INIT("TRACELEVEL")}, {TEXT_INIT("FLAGS"), TEXT_INIT("FLAG")},
        {TEXT_INIT("COMPNAME"), TEXT_INIT("COMPNAME")}, {TEXT_INIT("SUBCOMP"), TEXT_INIT("SUBCOMPNAME")}};
    struct text value = pair(c->message, name);
    bool found = value.at != NULL;
    if (text_equal_nocase(name, TEXT("FUNC"))) {
        value = c->message->function;
        found = true;
    }
    for (size_t i = 0; !found && i < sizeof known / sizeof *known; i++) {
        if (!text_equal_nocase(name, known[i].name))
            continue;
        value = pair(c->message, known[i].other);
        found = true; /* shown as nothing when the message has none */
    }
    if (found)
        buffer_text(&c->literal, value);
    return found;
}

static bool argument(struct compile *c, uint64_t number, struct text spec)
{
    for (size_t i = 0; i < c->message->arguments.count; i++) {
        if (c->message->arguments.items[i].number == number) {
            reference(c, FORMAT_ARGUMENT, i, spec);
            return true;
        }
    }
    return false;
}

/* %N or %N!spec!; t starts behind the per cent sign. Returns what it took, 0 for nothing. */
static size_t numbered(struct compile *c, struct text t)
{
    size_t n = 0, taken;
    uint64_t number;
    struct text spec = {0};
    if (t.at[0] == '0') {
        reference(c, FORMAT_PREFIX_MARK, 0, spec);
        return 1;
    }
    while (n < t.len && text_is_digit(t.at[n]))
        n++;
    taken = n;
    if (n < t.len && t.at[n] == '!') {
        struct text rest = text_skip(t, n + 1);
        const char *end = text_find(rest, '!');
        if (end) {
            spec = text_slice(rest.at, end);
            taken = n + spec.len + 2;
        }
    }
    if (!text_to_u64((struct text){t.at, n}, &number))
        return 0;
    if (number == 1)
        literal(c, c->message->source->module, spec);
    else if (number == 2)
        literal(c, c->message->name, spec);
    else if (number < 10)
        reference(c, FORMAT_FACT, (size_t)number, spec);
    else if (!argument(c, number, spec))
        return 0;
    return taken;
}

/* One escape; t starts behind the per cent sign and is not empty. */
static size_t escape(struct compile *c, struct text t)
{
    static const struct { char name, value; } plain[] = {{'%', '%'}, {'n', '\n'}, {'t', '\t'}, {'r', '\r'}, {'b', ' '}};
    if (text_is_digit(t.at[0]))
        return numbered(c, t);
    if (t.at[0] == '!') {
        struct text rest = text_skip(t, 1);
        const char *end = text_find(rest, '!');
        struct text name = end ? text_slice(rest.at, end) : (struct text){0};
        return name.len && named(c, name) ? name.len + 2 : 0;
    }
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        if (t.at[0] == plain[i].name) {
            buffer_char(&c->literal, plain[i].value);
            return 1;
        }
    }
    return 0;
}

static void cut(struct compile *c, format_pieces *pieces, struct text t)
{
    c->pieces = pieces;
    while (t.len) {
        const char *mark = text_find(t, '%');
        struct text before = mark ? text_slice(t.at, mark) : t;
        buffer_text(&c->literal, before);
        t = text_skip(t, before.len);
        if (!t.len)
            break;
        t = text_skip(t, 1);
        size_t taken = t.len ? escape(c, t) : 0;
        if (!taken)
            buffer_char(&c->literal, '%');
        t = text_skip(t, taken);
    }
    flush(c);
}

static size_t size_of(enum tmf_item type)
{
    switch (type) {
    case TMF_ITEM_CHAR: case TMF_ITEM_UCHAR: case TMF_ITEM_LISTBYTE: case TMF_ITEM_SETBYTE:
        return 1;
    case TMF_ITEM_SHORT: case TMF_ITEM_USHORT: case TMF_ITEM_LISTSHORT: case TMF_ITEM_SETSHORT: case TMF_ITEM_PORT:
        return 2;
    case TMF_ITEM_LONG: case TMF_ITEM_ULONG: case TMF_ITEM_INT: case TMF_ITEM_UINT: case TMF_ITEM_FLOAT:
    case TMF_ITEM_LISTLONG: case TMF_ITEM_SETLONG: case TMF_ITEM_ENUM: case TMF_ITEM_FLAGSENUM: case TMF_ITEM_NTSTATUS:
    case TMF_ITEM_WINERROR: case TMF_ITEM_HRESULT: case TMF_ITEM_NDIS_STATUS: case TMF_ITEM_NDIS_OID:
    case TMF_ITEM_IPADDR: case TMF_ITEM_CHAR4:
        return 4;
    case TMF_ITEM_LONGLONG: case TMF_ITEM_ULONGLONG: case TMF_ITEM_LONGLONGX: case TMF_ITEM_LONGLONGXX:
    case TMF_ITEM_LONGLONGO: case TMF_ITEM_DOUBLE: case TMF_ITEM_LONGDOUBLE: case TMF_ITEM_TIMESTAMP:
    case TMF_ITEM_WAITTIME: case TMF_ITEM_TIMEDELTA:
        return 8;
    case TMF_ITEM_GUID: case TMF_ITEM_CLSID: case TMF_ITEM_LIBID: case TMF_ITEM_IID:
        return 16;
    case TMF_ITEM_PTR: case TMF_ITEM_STRING: case TMF_ITEM_RSTRING: case TMF_ITEM_WSTRING: case TMF_ITEM_RWSTRING:
    case TMF_ITEM_PSTRING: case TMF_ITEM_PWSTRING: case TMF_ITEM_SID: case TMF_ITEM_HEXDUMP: case TMF_ITEM_HEXBYTES:
    case TMF_ITEM_UNKNOWN:
        return 0;
    }
    return 0;
}

static void choose(struct arena *a, struct format_item *item, uint64_t value, struct text name)
{
    uint64_t mask = item->size && item->size < 8 ? (UINT64_C(1) << (item->size * 8)) - 1 : UINT64_MAX;
    struct format_choice *c = ARENA_PUSH(a, item->choices);
    *c = (struct format_choice){value & mask, name};
}

/* Low,APC,DPC or A,B=5,C: names count from 0, a number given goes on from there. In a set they are bits. */
static void cut_list(struct arena *a, struct format_item *item, bool set, struct text list)
{
    uint64_t next = set ? 1 : 0;
    while (list.at && list.len) {
        const char *comma = text_find(list, ',');
        struct text one = comma ? text_slice(list.at, comma) : list;
        list = text_skip(list, one.len + (comma != NULL));
        const char *equals = text_find(one, '=');
        int64_t value;
        if (equals && text_to_i64(text_trim(text_slice(equals + 1, one.at + one.len)), &value)) {
            next = (uint64_t)value;
            one = text_slice(one.at, equals);
        }
        choose(a, item, next, text_trim(one));
        next = set ? next << 1 : next + 1;
    }
}

static void enumerate(struct arena *a, struct format_item *item, const struct tmf_enum *e)
{
    int64_t value;
    for (size_t i = 0; e && i < e->values.count; i++)
        if (text_to_i64(text_trim(e->values.items[i].value), &value))
            choose(a, item, (uint64_t)value, e->values.items[i].name);
}

static void item_of(struct arena *a, const struct tmf_catalogue *c, const struct tmf_argument *arg,
                    struct format_item *item)
{
    item->type = arg->type;
    item->size = size_of(arg->type);
    if (arg->type == TMF_ITEM_ENUM || arg->type == TMF_ITEM_FLAGSENUM)
        enumerate(a, item, tmf_catalogue_enum(c, text_trim(arg->list)));
    else if (item->size && arg->list.at)
        cut_list(a, item, text_starts_nocase(arg->item, TEXT("ItemSet")), arg->list);
    /* Names that older documents of the NDIS and TCP/IP samples use; no genuine .tmf with them was seen. */
    if (arg->type == TMF_ITEM_UNKNOWN && text_equal_nocase(arg->item, TEXT("ItemMACAddr"))) {
        item->extra = FORMAT_MAC;
        item->size = 6;
    }
    if (arg->type == TMF_ITEM_UNKNOWN && text_equal_nocase(arg->item, TEXT("ItemIPv6Addr"))) {
        item->extra = FORMAT_IPV6;
        item->size = 16;
    }
}

const struct format_plan *format_compile(struct arena *a, const struct tmf_catalogue *catalogue, struct text prefix,
                                         const struct tmf_message *m)
{
    struct format_plan *plan = ARENA_NEW(a, struct format_plan);
    struct compile c = {.arena = a, .message = m};
    plan->message = m;
    plan->item_count = m->arguments.count;
    plan->items = arena_array(a, plan->item_count, sizeof *plan->items);
    for (size_t i = 0; i < plan->item_count; i++)
        item_of(a, catalogue, &m->arguments.items[i], &plan->items[i]);
    cut(&c, &plan->text, m->text);
    cut(&c, &plan->prefix, prefix);
    buffer_free(&c.literal);
    return plan;
}
