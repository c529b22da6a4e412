/* Trace GUIDs. What the real tool hashes is unknown (semantics: section 11), so this is ours: MD5 over the
 * following bytes, with the version nibble forced to 3 as the real tool does.
 *
 *   "tracewpp guid 1\n"
 *   module name, "\n", source file name, "\n"
 *   for each message, in order of its number:
 *       number, " ", line, " ", text, "\n"
 *       condition pairs, "\n"
 *       for each argument: source text, ",", item type, "\n"
 *
 * The same content gives the same GUID on every machine; moving a call to another line changes it, since the
 * name in the message data changes too. With one GUID for the whole run the units follow one another. */
#include <stdlib.h>

#include "buffer.h"
#include "guid.h"

static void put_line(struct buffer *b, struct text t)
{
    buffer_text(b, t);
    buffer_char(b, '\n');
}

static void put_message(struct buffer *b, const struct message *m)
{
    buffer_text(b, m->number);
    buffer_char(b, ' ');
    buffer_text(b, m->line_text);
    buffer_char(b, ' ');
    put_line(b, m->text);
    put_line(b, m->goo_pairs);
    for (size_t i = 0; i < m->arg_count; i++) {
        buffer_text(b, m->args[i].name);
        buffer_char(b, ',');
        put_line(b, m->args[i].type->mof);
    }
}

static void put_unit(struct buffer *b, const struct unit *u)
{
    put_line(b, u->name);
    for (size_t i = 0; i < u->messages.count; i++)
        put_message(b, u->messages.items[i]);
}

static void spell(struct arena *a, struct trace_guid *g)
{
    const unsigned char *b = g->bytes;
    struct digest d;
    memcpy(d.bytes, b, sizeof d.bytes);
    g->normalized = digest_hex(a, d);
    const char *n = g->normalized.at;
    g->text = text_format(a, "%.8s-%.4s-%.4s-%.4s-%.12s", n, n + 8, n + 12, n + 16, n + 20);
    g->structure = text_format(a, "{0x%.8s,0x%.4s,0x%.4s,{0x%02x,0x%02x,0x%02x,0x%02x,0x%02x,0x%02x,0x%02x,0x%02x}}",
                               n, n + 8, n + 12, b[8], b[9], b[10], b[11], b[12], b[13], b[14], b[15]);
}

static struct text comment_of(const struct model *m, const struct unit *u)
{
    return text_format(m->arena, "%.*s // SRC=%.*s MJ= MN=", TEXT_ARG(m->settings.module), TEXT_ARG(u->name));
}

struct trace_guid *model_make_guid(struct model *m, const struct unit *u, struct unit *const *units, size_t count)
{
    struct trace_guid *g = ARENA_NEW(m->arena, struct trace_guid);
    struct digest d;
    if (m->settings.random_guids) {
        d = digest_random();
        d.bytes[6] = (unsigned char)((d.bytes[6] & 0x0F) | 0x40); /* a random GUID says so: version 4 */
        d.bytes[8] = (unsigned char)((d.bytes[8] & 0x3F) | 0x80);
    } else {
        struct buffer b = {0};
        put_line(&b, TEXT("tracewpp guid 1"));
        put_line(&b, m->settings.module);
        for (size_t i = 0; i < count; i++)
            put_unit(&b, units[i]);
        struct text whole = buffer_slice(&b);
        d = digest_md5(&whole, 1);
        d.bytes[6] = (unsigned char)((d.bytes[6] & 0x0F) | 0x30);
        buffer_free(&b);
    }
    memcpy(g->bytes, d.bytes, sizeof g->bytes);
    g->unit = u;
    g->comment = comment_of(m, u);
    spell(m->arena, g);
    return g;
}

struct trace_guid *model_share_guid(struct model *m, const struct trace_guid *shared, const struct unit *u)
{
    struct trace_guid *g = ARENA_NEW(m->arena, struct trace_guid);
    *g = *shared;
    g->unit = u;
    g->comment = comment_of(m, u);
    return g;
}

void model_mix_guid(struct model *m, struct trace_guid *g, const unsigned char bytes[16])
{
    struct text parts[] = {{(const char *)g->bytes, 16}, {(const char *)bytes, 16}};
    struct digest d = digest_md5(parts, 2);
    memcpy(g->bytes, d.bytes, sizeof g->bytes);
    g->bytes[6] = (unsigned char)((g->bytes[6] & 0x0F) | 0x30);
    spell(m->arena, g);
}
