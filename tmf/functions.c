/* Sorted once, then found by halving. Of C++'s mangling (Itanium ABI, which gcc uses on Linux and Windows) only
 * nested plain names are undone: that is what %!FUNC! of a readable log needs, and a full demangler would be
 * larger than the rest of the room. */
#include "functions.h"

#include <stdlib.h>

static int by_place(const void *left, const void *right)
{
    const struct function_place *a = left, *b = right;
    if (a->section != b->section)
        return a->section < b->section ? -1 : 1;
    return (a->start > b->start) - (a->start < b->start);
}

static const struct function_place *find(const struct functions *f, uint64_t section, uint64_t address)
{
    size_t low = 0, high = f->list.count;
    while (low < high) { /* the first one behind the address */
        size_t middle = low + (high - low) / 2;
        const struct function_place *p = &f->list.items[middle];
        if (p->section < section || (p->section == section && p->start <= address))
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0)
        return NULL;
    const struct function_place *p = &f->list.items[low - 1];
    bool inside = p->section == section && (p->size == 0 || address - p->start < p->size);
    return inside ? p : NULL;
}

struct text functions_find(struct functions *f, struct arena *a, uint64_t section, uint64_t address)
{
    if (!f->sorted && f->list.count)
        qsort(f->list.items, f->list.count, sizeof *f->list.items, by_place);
    f->sorted = true;
    const struct function_place *p = find(f, section, address);
    return p ? functions_source_name(a, p->name) : (struct text){0};
}

/* <length><name> at the start of t: moves behind it. */
static bool plain_name(struct text *t, struct text *name)
{
    uint64_t len;
    size_t digits = 0;
    if (text_starts(*t, TEXT("L"))) /* internal linkage */
        *t = text_skip(*t, 1);
    while (digits < t->len && text_is_digit(t->at[digits]))
        digits++;
    if (digits == 0 || !text_to_u64((struct text){t->at, digits}, &len) || len > t->len - digits)
        return false;
    *name = (struct text){t->at + digits, (size_t)len};
    *t = text_skip(*t, digits + (size_t)len);
    if (text_starts(*name, TEXT("_GLOBAL__N_")))
        *name = TEXT("`anonymous namespace'");
    return true;
}

/* C1 or D2 in a nested name: the class's name once more, perhaps with a tilde. */
static bool special_name(struct arena *a, struct text *t, struct text class, struct text *name)
{
    if (t->len < 2 || !(t->at[0] == 'C' || t->at[0] == 'D') || !text_is_digit(t->at[1]) || class.len == 0)
        return false;
    *name = text_join(a, t->at[0] == 'D' ? TEXT("~") : TEXT(""), class);
    *t = text_skip(*t, 2);
    return true;
}

static bool nested_name(struct arena *a, struct text t, struct text *all)
{
    struct text part = {0}, name;
    *all = TEXT("");
    while (t.len && (t.at[0] == 'K' || t.at[0] == 'V'))
        t = text_skip(t, 1);
    while (t.len && t.at[0] != 'E') {
        if (!plain_name(&t, &name) && !special_name(a, &t, part, &name))
            return false;
        *all = all->len ? text_join(a, text_join(a, *all, TEXT("::")), name) : name;
        part = name;
    }
    return t.len && all->len;
}

struct text functions_source_name(struct arena *a, struct text symbol)
{
    const char *dot = text_find(symbol, '.');
    if (dot && dot != symbol.at)
        symbol = text_slice(symbol.at, dot);
    struct text rest = symbol, name;
    if (!text_starts(rest, TEXT("_Z")))
        return text_copy(a, symbol);
    rest = text_skip(rest, 2);
    bool nested = text_starts(rest, TEXT("N"));
    bool known = nested ? nested_name(a, text_skip(rest, 1), &name)
                        : plain_name(&rest, &name) && !text_starts(rest, TEXT("I")); /* I: a template */
    return text_copy(a, known ? name : symbol);
}
