/* Everything known about messages, each once. One hash table serves all look-ups: keys start with a letter for
 * their kind, and a message's content key holds every field that tells it from another, with lengths, so that
 * no two different messages share a key. */
#include <string.h>

#include "tmf.h"

void tmf_catalogue_init(struct tmf_catalogue *c, struct arena *a)
{
    *c = (struct tmf_catalogue){.arena = a};
}

/* Keys are built in a buffer and only copied to the arena when they stay. */
static void key_field(struct buffer *key, struct text t)
{
    uint32_t len = (uint32_t)t.len;
    buffer_bytes(key, &len, sizeof len);
    buffer_text(key, t);
}

static void *look_up(const struct tmf_catalogue *c, const struct buffer *key)
{
    return table_get(&c->index, buffer_slice(key));
}

static void remember(struct tmf_catalogue *c, const struct buffer *key, void *value)
{
    table_put(&c->index, c->arena, text_copy(c->arena, buffer_slice(key)), value);
}

static void id_key(struct buffer *key, struct tmf_guid guid, unsigned id)
{
    buffer_char(key, 'i');
    buffer_bytes(key, guid.bytes, sizeof guid.bytes);
    buffer_bytes(key, &id, sizeof id);
}

const struct tmf_message *tmf_catalogue_find(const struct tmf_catalogue *c, struct tmf_guid guid, unsigned id)
{
    char room[1 + sizeof guid.bytes + sizeof id];
    struct buffer key = {room, 0, sizeof room}; /* exactly the size of the key: never grows */
    id_key(&key, guid, id);
    return look_up(c, &key);
}

static void enum_key(struct buffer *key, struct text name)
{
    buffer_char(key, 'e');
    buffer_text(key, name);
}

const struct tmf_enum *tmf_catalogue_enum(const struct tmf_catalogue *c, struct text name)
{
    struct buffer key = {0};
    enum_key(&key, name);
    const struct tmf_enum *found = look_up(c, &key);
    buffer_free(&key);
    return found;
}

static void source_key(struct buffer *key, const struct tmf_source *s)
{
    buffer_char(key, 's');
    buffer_bytes(key, s->guid.bytes, sizeof s->guid.bytes);
    key_field(key, s->module);
    key_field(key, s->file);
    key_field(key, s->major);
    key_field(key, s->minor);
}

struct tmf_source *tmf_catalogue_source(struct tmf_catalogue *c, const struct tmf_source *like)
{
    struct buffer key = {0};
    source_key(&key, like);
    struct tmf_source *s = look_up(c, &key);
    if (!s) {
        s = ARENA_NEW(c->arena, struct tmf_source);
        *s = (struct tmf_source){
            .guid = like->guid,
            .glued = like->glued,
            .spelling = text_copy(c->arena, like->spelling),
            .module = text_copy(c->arena, like->module),
            .file = text_copy(c->arena, like->file),
            .major = text_copy(c->arena, like->major),
            .minor = text_copy(c->arena, like->minor),
        };
        *(struct tmf_source **)ARENA_PUSH(c->arena, c->sources) = s;
        remember(c, &key, s);
    }
    buffer_free(&key);
    return s;
}

static void message_key(struct buffer *key, const struct tmf_source *s, const struct tmf_message *m)
{
    buffer_char(key, 'm');
    source_key(key, s);
    buffer_bytes(key, &m->id, sizeof m->id);
    key_field(key, m->name);
    key_field(key, m->text);
    key_field(key, m->trailer);
    for (size_t i = 0; i < m->arguments.count; i++) {
        const struct tmf_argument *arg = &m->arguments.items[i];
        key_field(key, arg->expression);
        key_field(key, arg->item);
        key_field(key, arg->list);
        buffer_bytes(key, &arg->number, sizeof arg->number);
    }
}

struct tmf_message *tmf_catalogue_message(struct tmf_catalogue *c, const struct tmf_message *m)
{
    struct buffer key = {0};
    struct tmf_source *s = tmf_catalogue_source(c, m->source);
    message_key(&key, s, m);
    struct tmf_message *known = look_up(c, &key), *copy = NULL;
    if (known) {
        known->is_public |= m->is_public;
        c->repeats++;
    } else {
        copy = ARENA_NEW(c->arena, struct tmf_message);
        *copy = *m;
        copy->source = s;
        *(struct tmf_message **)ARENA_PUSH(c->arena, s->messages) = copy;
        remember(c, &key, copy);
        key.len = 0;
        id_key(&key, s->guid, m->id);
        if (!look_up(c, &key))
            remember(c, &key, copy);
    }
    buffer_free(&key);
    return copy;
}

bool tmf_catalogue_add_enum(struct tmf_catalogue *c, struct tmf_enum *e)
{
    struct buffer key = {0};
    enum_key(&key, e->name);
    bool new = !look_up(c, &key);
    if (new) {
        *(struct tmf_enum **)ARENA_PUSH(c->arena, c->enums) = e;
        remember(c, &key, e);
    }
    buffer_free(&key);
    return new;
}

bool tmf_catalogue_add_control(struct tmf_catalogue *c, struct tmf_control *control)
{
    struct buffer key = {0};
    buffer_char(&key, 'c');
    buffer_bytes(&key, control->guid.bytes, sizeof control->guid.bytes);
    buffer_text(&key, control->name);
    struct tmf_control *known = look_up(c, &key);
    if (known) {
        known->is_public |= control->is_public;
    } else {
        *(struct tmf_control **)ARENA_PUSH(c->arena, c->controls) = control;
        remember(c, &key, control);
    }
    buffer_free(&key);
    return !known;
}

void tmf_catalogue_add_file(struct tmf_catalogue *c, const struct tmf_file *file)
{
    for (size_t i = 0; i < file->entries.count; i++) {
        const struct tmf_entry *e = &file->entries.items[i];
        switch (e->kind) {
        case TMF_ENTRY_LINE:
            break;
        case TMF_ENTRY_SOURCE:
            tmf_catalogue_source(c, e->source);
            break;
        case TMF_ENTRY_MESSAGE:
            tmf_catalogue_message(c, e->message);
            break;
        case TMF_ENTRY_ENUM:
            tmf_catalogue_add_enum(c, e->enumeration);
            break;
        }
    }
}
