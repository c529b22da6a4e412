/* Which flags exist: the names in WPP_DEFINE_BIT(...) wherever a file defines WPP_CONTROL_GUIDS. A plain
 * search is enough, since the answer only serves a warning and has to err towards silence. */
#include "model.h"

/* The name inside `( Name )` behind the macro, with blanks and line splices around it; empty if none. */
static struct text bit_name(struct text t)
{
    while (t.len && (text_is_blank(t.at[0]) || t.at[0] == '\\'))
        t = text_skip(t, 1);
    if (!t.len || t.at[0] != '(')
        return TEXT("");
    t = text_skip(t, 1);
    while (t.len && (text_is_blank(t.at[0]) || t.at[0] == '\\'))
        t = text_skip(t, 1);
    size_t len = 0;
    while (len < t.len && text_is_word(t.at[len]))
        len++;
    return (struct text){t.at, len};
}

void model_collect_flags(struct arena *a, struct text bytes, struct table *flags, bool *defines_control_guids)
{
    static const struct text define_bit = TEXT_INIT("WPP_DEFINE_BIT"), guids = TEXT_INIT("WPP_CONTROL_GUIDS");
    size_t at = text_search(bytes, guids);
    if (at == SIZE_MAX)
        return;
    for (struct text rest = text_skip(bytes, at); (at = text_search(rest, define_bit)) != SIZE_MAX;) {
        rest = text_skip(rest, at + define_bit.len);
        struct text name = bit_name(rest);
        if (name.len && !table_get(flags, name)) {
            *defines_control_guids = true;
            name = text_copy(a, name);
            table_put(flags, a, name, (void *)(uintptr_t)name.at);
        }
    }
}

bool model_is_flag(const struct model *m, const struct unit *u, struct text name)
{
    return table_get(&m->flags, name) || table_get(&u->flags, name);
}
