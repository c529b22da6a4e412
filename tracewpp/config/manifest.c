/* The commands of manifest mode: providers, their keywords and levels, and where the manifest goes.
 *
 * The hard point is a provider without a GUID. It gets the one that other ETW tools compute from the same
 * name: SHA-1 over a fixed namespace and the name in upper-case UTF-16BE, whose first 16 bytes are taken as
 * they lie in memory, with the nibble of version 5. */
#include "reader.h"

#include "file.h"

enum { MAX_ENTRIES = 4096, LEVELS_BUILT_IN = 16, LEVEL_MAX = 255, KEYWORD_BITS = 64 };

static bool fail_at(struct reader *r, size_t index, const char *why, struct text what)
{
    return reader_fail(r, &CHECK_MANIFEST, reader_arg_span(r, index), "%s '%.*s'", why, TEXT_ARG(what));
}

/* ---- files -------------------------------------------------------------------------------------------- */

bool config_manifest_configuration(struct reader *r)
{
    struct text file = reader_arg_text(r, 0);
    if (!file.len)
        return reader_fail(r, &CHECK_MANIFEST, reader_arg_span(r, 0), "the manifest has no name");
    model_set_manifest(r->config->model, file, reader_arg_text(r, 1), reader_arg_text(r, 2));
    return true;
}

/* A path from the root, or from a variable that the installing machine expands. */
static bool is_from_root(struct text path)
{
    return file_is_absolute(path) || path.at[0] == '%' || path.at[0] == '$';
}

bool config_manifest_resources(struct reader *r)
{
    struct manifest *manifest = &r->config->model->manifest;
    struct text files[2];
    for (size_t i = 0; i < 2; i++) {
        files[i] = reader_arg_text(r, i);
        if (files[i].len && !is_from_root(files[i]))
            return fail_at(r, i, "expected an absolute path, found", files[i]);
    }
    struct text culture = reader_arg_text(r, 2);
    manifest->resource_file = files[0];
    manifest->message_file = files[1].len ? files[1] : files[0];
    if (culture.len)
        manifest->culture = culture;
    return true;
}

/* ---- GUIDs -------------------------------------------------------------------------------------------- */

static int hex_digit(char c)
{
    char lower = text_lower(c);
    return text_is_digit(c) ? c - '0' : lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* 8-4-4-4-12 digits with dashes or commas between, perhaps in braces or parentheses. */
static bool parse_guid(struct text t, unsigned char bytes[16])
{
    static const unsigned char ends[] = {8, 12, 16, 20, 32};
    size_t digits = 0, part = 0;
    if (t.len && (t.at[0] == '{' || t.at[0] == '('))
        t = text_trim((struct text){t.at + 1, t.len - (t.len > 1 ? 2 : 1)});
    for (size_t i = 0; i < t.len; i++) {
        int digit = hex_digit(t.at[i]);
        if (digit < 0 && text_is_blank(t.at[i]))
            continue;
        if (digit < 0) {
            if ((t.at[i] != '-' && t.at[i] != ',') || part == 4 || digits != ends[part++])
                return false;
        } else if (digits == ends[part]) {
            return false;
        } else {
            bytes[digits / 2] = (unsigned char)(digits % 2 ? bytes[digits / 2] | digit : digit << 4);
            digits++;
        }
    }
    return digits == 32;
}

static struct text guid_text(struct arena *a, const unsigned char bytes[16])
{
    struct digest d;
    memcpy(d.bytes, bytes, sizeof d.bytes);
    const char *n = digest_hex(a, d).at;
    return text_format(a, "%.8s-%.4s-%.4s-%.4s-%.12s", n, n + 8, n + 12, n + 16, n + 20);
}

/* False when the name cannot be converted from its file's encoding. */
static bool name_guid(struct reader *r, struct text name, unsigned char bytes[16])
{
    static const char namespace[] = "\x48\x2C\x2D\xB2\xC3\x90\x47\xC8\x87\xF8\x1A\x15\xBF\xC1\x30\xFB";
    static const unsigned char order[16] = {3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};
    struct buffer wide = {0};
    size_t bad;
    enum encoding from = r->source->encoding == ENCODING_ANSI ? ENCODING_ANSI : ENCODING_UTF8;
    if (!unicode_convert(reader_upper(r->config->model->arena, name), from, ENCODING_UTF16BE, &wide, &bad)) {
        buffer_free(&wide);
        return false;
    }
    struct text parts[] = {{namespace, 16}, buffer_slice(&wide)};
    struct digest d = digest_sha1(parts, 2);
    buffer_free(&wide);
    d.bytes[7] = (unsigned char)((d.bytes[7] & 0x0F) | 0x50);
    for (size_t i = 0; i < 16; i++)
        bytes[i] = d.bytes[order[i]];
    return true;
}

/* ---- providers ---------------------------------------------------------------------------------------- */

static struct control_guid *find_control_guid(const struct manifest *manifest, struct text name)
{
    for (size_t i = 0; name.len && i < manifest->control_guids.count; i++) {
        struct control_guid *g = manifest->control_guids.items[i];
        if (text_equal(g->name, name) || text_equal(g->symbol, name))
            return g;
    }
    return NULL;
}

static bool report_taken(struct reader *r, size_t index, const char *what, struct text name, struct span before)
{
    fail_at(r, index, what, name);
    diag_note(r->config->model->diag, before, "the other one is here");
    return false;
}

static bool full(struct reader *r, size_t count)
{
    return count >= MAX_ENTRIES &&
           !reader_fail(r, &CHECK_MANIFEST, reader_span(r, r->statement.name), "there are more than 4096 of these");
}

bool config_control_guid(struct reader *r)
{
    struct model *m = r->config->model;
    struct control_guid g = {.name = reader_arg_text(r, 0), .symbol = reader_arg_text(r, 2),
                             .where = reader_arg_span(r, 0)};
    struct text guid = reader_arg_text(r, 1);
    if (!g.name.len)
        return reader_fail(r, &CHECK_MANIFEST, g.where, "the control GUID has no name");
    if (guid.len && !parse_guid(guid, g.bytes))
        return reader_fail(r, &CHECK_BAD_VALUE, reader_arg_span(r, 1),
                           "expected a GUID like 01234567-89ab-cdef-0123-456789abcdef, found '%.*s'", TEXT_ARG(guid));
    if (!guid.len && !name_guid(r, g.name, g.bytes))
        return fail_at(r, 0, "cannot make a GUID of the name", g.name);
    g.text = guid_text(m->arena, g.bytes);
    for (size_t i = 0; i < m->manifest.control_guids.count; i++) {
        const struct control_guid *other = m->manifest.control_guids.items[i];
        if (text_equal(other->text, g.text))
            return report_taken(r, guid.len ? 1 : 0, "there is a control GUID with the value", g.text, other->where);
    }
    const struct control_guid *named = find_control_guid(&m->manifest, g.name);
    if (!named)
        named = find_control_guid(&m->manifest, g.symbol);
    if (named)
        return report_taken(r, 0, "there is a control GUID with the name or symbol", g.name, named->where);
    if (full(r, m->manifest.control_guids.count))
        return false;
    struct control_guid *new = ARENA_NEW(m->arena, struct control_guid);
    *new = g;
    *(struct control_guid **)ARENA_PUSH(m->arena, m->manifest.control_guids) = new;
    return true;
}

/* The provider that a DEFINE_KEYWORD or DEFINE_LEVEL names. */
static struct control_guid *named_provider(struct reader *r, size_t index)
{
    struct text name = reader_arg_text(r, index);
    struct control_guid *g = find_control_guid(&r->config->model->manifest, name);
    if (!g)
        fail_at(r, index, "no DEFINE_CONTROL_GUID before has the name or symbol", name);
    return g;
}

/* ---- keywords and levels ------------------------------------------------------------------------------ */

static const struct manifest_value *find_value(struct manifest_value *const *items, size_t count, uint64_t value)
{
    for (size_t i = 0; i < count; i++)
        if (items[i]->value == value)
            return items[i];
    return NULL;
}

static const struct manifest_value *find_name(struct manifest_value *const *items, size_t count, struct text name)
{
    for (size_t i = 0; name.len && i < count; i++)
        if (text_equal(items[i]->name, name) || text_equal(items[i]->symbol, name))
            return items[i];
    return NULL;
}

static bool read_number(struct reader *r, size_t index, uint64_t *value)
{
    struct text t = reader_arg_text(r, index);
    return text_to_u64(t, value) ||
           reader_fail(r, &CHECK_BAD_VALUE, reader_arg_span(r, index),
                       "expected a decimal or hexadecimal number, found '%.*s'", TEXT_ARG(t));
}

static bool is_one_bit(uint64_t mask) { return mask && !(mask & (mask - 1)); }

static bool read_mask(struct reader *r, size_t index, uint64_t *mask)
{
    if (!read_number(r, index, mask))
        return false;
    return is_one_bit(*mask) ||
           fail_at(r, index, "a keyword is one bit, a power of two; found", reader_arg_text(r, index));
}

struct entry {
    struct text name, symbol;
    uint64_t value;
    size_t value_at; /* index of the value that says it; the name's when it is computed */
};

/* Neither value nor name may be taken in one of the lists. `what` is "keyword" or "level". */
static bool is_free(struct reader *r, const struct entry *e, struct manifest_value *const *items, size_t count,
                    const char *what)
{
    struct arena *a = r->config->model->arena;
    const struct manifest_value *other = find_value(items, count, e->value);
    if (other)
        return report_taken(r, e->value_at, text_format(a, "this value is that of the %s", what).at, other->name,
                            other->where);
    other = find_name(items, count, e->name);
    if (!other)
        other = find_name(items, count, e->symbol);
    if (!other)
        return true;
    return report_taken(r, 0, text_format(a, "there is a %s with the name or symbol", what).at, e->name, other->where);
}

static struct manifest_value *new_value(struct reader *r, const struct entry *e, bool builtin)
{
    struct manifest_value *v = ARENA_NEW(r->config->model->arena, struct manifest_value);
    *v = (struct manifest_value){.name = e->name, .symbol = e->symbol, .value = e->value, .builtin = builtin,
                                 .where = reader_arg_span(r, 0)};
    return v;
}

static bool add_keyword(struct reader *r, struct control_guid *g, const struct entry *e)
{
    struct model *m = r->config->model;
    if (!e->name.len)
        return reader_fail(r, &CHECK_MANIFEST, reader_arg_span(r, 0), "the keyword has no name");
    if (!is_free(r, e, g->keywords.items, g->keywords.count, "keyword") ||
        !is_free(r, e, m->manifest.keywords.items, m->manifest.keywords.count, "built-in keyword"))
        return false;
    *(struct manifest_value **)ARENA_PUSH(m->arena, g->keywords) = new_value(r, e, false);
    return true;
}

/* The lowest bit that neither the provider nor a built-in keyword uses; 0 when all are taken. */
static uint64_t unused_bit(const struct manifest *manifest, const struct control_guid *g)
{
    for (unsigned bit = 0; bit < KEYWORD_BITS; bit++) {
        uint64_t mask = (uint64_t)1 << bit;
        if (!find_value(g->keywords.items, g->keywords.count, mask) &&
            !find_value(manifest->keywords.items, manifest->keywords.count, mask))
            return mask;
    }
    return 0;
}

bool config_bit(struct reader *r)
{
    struct manifest *manifest = &r->config->model->manifest;
    struct entry e = {.name = reader_arg_text(r, 0), .symbol = reader_arg_text(r, 2)};
    if (!manifest->control_guids.count)
        return fail_at(r, 0, "there is no DEFINE_CONTROL_GUID before the bit", e.name);
    struct control_guid *g = manifest->control_guids.items[manifest->control_guids.count - 1];
    if (reader_arg_text(r, 1).len) {
        e.value_at = 1;
        if (!read_mask(r, 1, &e.value))
            return false;
    } else if (!(e.value = unused_bit(manifest, g))) {
        return fail_at(r, 0, "all bits are taken, none is left for", e.name);
    }
    return add_keyword(r, g, &e);
}

bool config_keyword(struct reader *r)
{
    struct entry e = {.name = reader_arg_text(r, 0), .symbol = reader_arg_text(r, 3), .value_at = 2};
    struct control_guid *g = named_provider(r, 1);
    return g && read_mask(r, 2, &e.value) && add_keyword(r, g, &e);
}

bool config_level(struct reader *r)
{
    struct model *m = r->config->model;
    struct entry e = {.name = reader_arg_text(r, 0), .symbol = reader_arg_text(r, 3), .value_at = 2};
    struct control_guid *g = named_provider(r, 1);
    if (!g || !read_number(r, 2, &e.value))
        return false;
    if (!e.name.len)
        return reader_fail(r, &CHECK_MANIFEST, reader_arg_span(r, 0), "the level has no name");
    if (e.value < LEVELS_BUILT_IN || e.value > LEVEL_MAX)
        return fail_at(r, 2, "a level of one's own is from 16 to 255, found", reader_arg_text(r, 2));
    if (!is_free(r, &e, g->levels.items, g->levels.count, "level") ||
        !is_free(r, &e, m->manifest.levels.items, m->manifest.levels.count, "built-in level"))
        return false;
    *(struct manifest_value **)ARENA_PUSH(m->arena, g->levels) = new_value(r, &e, false);
    return true;
}

/* ---- built in ----------------------------------------------------------------------------------------- */

/* Where built-in values of one sort are kept. */
struct builtins {
    const char *what;
    struct manifest_value *const *items;
    size_t count;
    void (*push)(struct model *m, struct manifest_value *v);
};

static void push_keyword(struct model *m, struct manifest_value *v)
{
    *(struct manifest_value **)ARENA_PUSH(m->arena, m->manifest.keywords) = v;
}

static void push_level(struct model *m, struct manifest_value *v)
{
    *(struct manifest_value **)ARENA_PUSH(m->arena, m->manifest.levels) = v;
}

/* One record for each symbol; the same definition again, as from an ini that is read twice, is silent. */
static bool add_builtin(struct reader *r, const struct builtins *b, struct entry e)
{
    struct model *m = r->config->model;
    const struct manifest_value *other = find_name(b->items, b->count, e.name);
    if (!e.name.len)
        return reader_fail(r, &CHECK_MANIFEST, reader_arg_span(r, 0), "the %s has no name", b->what);
    if (other && other->value == e.value)
        return true;
    if (!is_free(r, &e, b->items, b->count, b->what) || full(r, b->count + r->statement.count))
        return false;
    const struct config_value *symbol = reader_arg(r, 2);
    do {
        e.symbol = reader_text(r, symbol);
        b->push(m, new_value(r, &e, true));
    } while (symbol && (symbol = symbol->next) != NULL);
    return true;
}

bool config_builtin_keyword(struct reader *r)
{
    struct manifest *manifest = &r->config->model->manifest;
    struct builtins b = {"built-in keyword", manifest->keywords.items, manifest->keywords.count, push_keyword};
    struct entry e = {.name = reader_arg_text(r, 0), .value_at = 1};
    if (!read_number(r, 1, &e.value))
        return false;
    if (e.value && !is_one_bit(e.value))
        return fail_at(r, 1, "a keyword is one bit, a power of two; found", reader_arg_text(r, 1));
    return add_builtin(r, &b, e);
}

bool config_builtin_level(struct reader *r)
{
    struct manifest *manifest = &r->config->model->manifest;
    struct builtins b = {"built-in level", manifest->levels.items, manifest->levels.count, push_level};
    struct entry e = {.name = reader_arg_text(r, 0), .value_at = 1};
    if (!read_number(r, 1, &e.value))
        return false;
    if (e.value > LEVEL_MAX)
        return fail_at(r, 1, "a level is from 0 to 255, found", reader_arg_text(r, 1));
    return add_builtin(r, &b, e);
}
