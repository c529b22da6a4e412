/* Lookup by name. Paths are walked for every message of a run, so each step remembers the field it found and
 * the class it found it in; the search through a class's table, and everything about errors, is the slow way
 * that a template takes once. */
#include "names.h"

#include <stdio.h>
#include <string.h>

static bool same(struct text a, struct text b)
{
    return a.len == b.len && memcmp(a.at, b.at, a.len) == 0;
}

static const struct field *search_class(struct step *step, const struct object_class *class)
{
    for (size_t i = 0; i < class->count; i++)
        if (same(class->fields[i].name, step->name)) {
            step->class = class;
            return step->field = &class->fields[i];
        }
    return NULL;
}

static inline const struct field *find_field(struct step *step, const struct object_class *class)
{
    return step->class == class ? step->field : search_class(step, class);
}

/* ---- names that are near ------------------------------------------------------------------------------ */

struct hint {
    struct text want, nearest;
    unsigned distance;
};

static struct hint hint_for(struct text want)
{
    return (struct hint){.want = want, .distance = want.len < 4 ? 2 : want.len < 8 ? 4 : 6};
}

static void try_hint(struct hint *h, struct text candidate)
{
    unsigned distance = text_distance(h->want, candidate, h->distance);
    if (distance > h->distance || (h->nearest.len && distance == h->distance))
        return;
    h->distance = distance;
    h->nearest = candidate;
}

static void try_class(struct hint *h, const struct object_class *class)
{
    for (size_t i = 0; i < class->count; i++)
        try_hint(h, class->fields[i].name);
}

static bool fail(struct name_error *why, const struct step *step, struct arena *a, struct text sentence,
                 const struct hint *hint)
{
    why->step = step;
    why->sentence = !hint->nearest.len ? sentence
                    : text_format(a, "%.*s; did you mean '%.*s'?", TEXT_ARG(sentence), TEXT_ARG(hint->nearest));
    return false;
}

static bool fail_first(struct names *n, const struct step *step, struct arena *a, struct name_error *why)
{
    struct hint hint = hint_for(step->name);
    for (const struct scope *s = n->scope; s; s = s->outer)
        try_hint(&hint, s->name);
    try_class(&hint, n->root.class);
    try_hint(&hint, TEXT("TemplateFile"));
    return fail(why, step, a, text_format(a, "unknown name '%.*s'", TEXT_ARG(step->name)), &hint);
}

const char *names_kind(enum value_kind kind)
{
    switch (kind) {
    case VALUE_TEXT: case VALUE_CHECKSUM:
        return "text";
    case VALUE_FLAG:
        return "a flag";
    case VALUE_OBJECT:
        return "an object";
    case VALUE_LIST:
        return "a list";
    }
    return "";
}

/* No field for steps[at] in `owner`, which steps before it gave. */
static bool fail_field(const struct path *path, size_t at, const struct value *owner, struct arena *a,
                       struct name_error *why)
{
    const struct step *step = &path->steps[at];
    struct hint hint = hint_for(step->name);
    struct text sentence;
    if (owner->kind == VALUE_OBJECT) {
        try_class(&hint, owner->object.class);
        sentence = text_format(a, "%s has no field '%.*s'", owner->object.class->name, TEXT_ARG(step->name));
    } else if (owner->kind == VALUE_LIST) {
        try_hint(&hint, TEXT("Empty"));
        try_hint(&hint, TEXT("Count"));
        sentence = text_format(a, "a list has Empty and Count, but no field '%.*s'", TEXT_ARG(step->name));
    } else {
        sentence = text_format(a, "no field '%.*s': what it is asked of is %s", TEXT_ARG(step->name),
                               names_kind(owner->kind));
    }
    return fail(why, step, a, sentence, &hint);
}

/* ---- the walk ----------------------------------------------------------------------------------------- */

static bool list_field(struct names *n, const struct value *list, struct text name, struct value *value)
{
    if (same(name, TEXT("Empty"))) {
        *value = value_flag(list->list.count == 0);
        return true;
    }
    if (same(name, TEXT("Count"))) {
        int len = snprintf(n->count, sizeof n->count, "%zu", list->list.count);
        *value = value_text((struct text){n->count, (size_t)len});
        return true;
    }
    return false;
}

bool names_walk(struct names *n, struct value from, struct path *path, size_t first, struct value *value,
                struct arena *a, struct name_error *why)
{
    *value = from;
    for (size_t i = first; i < path->count; i++) {
        struct step *step = &path->steps[i];
        if (value->kind == VALUE_OBJECT) {
            const struct field *field = find_field(step, value->object.class);
            if (!field)
                return fail_field(path, i, value, a, why);
            *value = field->get(value->object.self);
        } else {
            struct value list = *value;
            if (list.kind != VALUE_LIST || !list_field(n, &list, step->name, value))
                return fail_field(path, i, &list, a, why);
        }
    }
    return true;
}

bool names_find(struct names *n, struct path *path, struct value *value, struct arena *a, struct name_error *why)
{
    struct step *first = &path->steps[0];
    struct value from = {.kind = VALUE_OBJECT, .object = n->root};
    for (const struct scope *s = n->scope; s; s = s->outer)
        if (same(s->name, first->name)) {
            from.object = s->object;
            return names_walk(n, from, path, 1, value, a, why);
        }
    if (same(first->name, TEXT("TemplateFile")))
        return names_walk(n, value_text(n->template_name), path, 1, value, a, why);
    if (!find_field(first, n->root.class))
        return fail_first(n, first, a, why);
    return names_walk(n, from, path, 0, value, a, why);
}
