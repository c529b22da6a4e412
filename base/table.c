/* Open addressing, linear probing, at most half full. */
#include "table.h"

static struct table_entry *slot_of(struct table_entry *slots, size_t cap, struct text key, uint64_t hash)
{
    for (size_t i = (size_t)hash & (cap - 1);; i = (i + 1) & (cap - 1)) {
        struct table_entry *slot = &slots[i];
        if (!slot->value || (slot->hash == hash && text_equal(slot->key, key)))
            return slot;
    }
}

void *table_get(const struct table *t, struct text key)
{
    return t->cap ? slot_of(t->slots, t->cap, key, text_hash(key))->value : NULL;
}

static void grow(struct table *t, struct arena *a)
{
    size_t cap = t->cap ? t->cap * 2 : 32;
    struct table_entry *slots = arena_array(a, cap, sizeof *slots);
    for (size_t i = 0; i < t->cap; i++)
        if (t->slots[i].value)
            *slot_of(slots, cap, t->slots[i].key, t->slots[i].hash) = t->slots[i];
    t->slots = slots;
    t->cap = cap;
}

void *table_put(struct table *t, struct arena *a, struct text key, void *value)
{
    if (t->count * 2 >= t->cap)
        grow(t, a);
    uint64_t hash = text_hash(key);
    struct table_entry *slot = slot_of(t->slots, t->cap, key, hash);
    void *before = slot->value;
    if (!before)
        t->count++;
    *slot = (struct table_entry){key, hash, value};
    return before;
}
