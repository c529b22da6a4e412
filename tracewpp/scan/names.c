#include "names.h"

static void add(struct names *n, struct arena *a, enum name_kind kind, struct text text, struct function *f)
{
    if (!text.len || table_get(&n->table, text))
        return;
    struct name *name = ARENA_NEW(a, struct name);
    *name = (struct name){kind, f, text};
    table_put(&n->table, a, text, name);
    n->lengths[(unsigned char)text.at[0]] |= (uint64_t)1 << (text.len < 63 ? text.len : 63);
}

void names_fill(struct names *n, struct model *m)
{
    for (size_t i = 0; i < m->function_list.count; i++)
        add(n, m->arena, NAME_FUNCTION, m->function_list.items[i]->name, m->function_list.items[i]);
    for (size_t i = 0; i < m->look_for.count; i++)
        add(n, m->arena, NAME_LOOK_FOR, m->look_for.items[i], NULL);
    add(n, m->arena, NAME_BLOCK, TEXT("begin_wpp"), NULL);
}
