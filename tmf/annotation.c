/* From strings to the model. What tracepdb writes is not quite what the annotation holds: the message's name
 * is rebuilt from the source file (tmf_message_name) and FUNC= comes from the enclosing procedure unless the
 * compiler already put it there (WPP_EMIT_FUNC_NAME). */
#include "annotation.h"

static const struct diag_kind bad_annotation = {"bad-annotation", 3102, DIAG_WARNING, false};

enum annotation_kind annotation_kind(const struct annotation *a)
{
    if (a->count && text_equal(a->strings[0], TEXT("TMF:")))
        return ANNOTATION_MESSAGE;
    if (a->count && text_equal(a->strings[0], TEXT("TMC:")))
        return ANNOTATION_CONTROL;
    return ANNOTATION_OTHER;
}

static bool is_public_mark(struct text t) { return text_equal(t, TEXT("PUBLIC_TMF:")); }

bool annotation_is_public(const struct annotation *a)
{
    for (size_t i = 0; i < a->count; i++)
        if (is_public_mark(a->strings[i]))
            return true;
    return false;
}

static void report(struct collector *c, const struct annotation *a, const char *what)
{
    c->bad++;
    diag_report(c->input->diag, &bad_annotation, span_none(), "%.*s: offset 0x%llx: annotation of function '%.*s': %s",
                TEXT_ARG(c->input->path), (unsigned long long)a->at, TEXT_ARG(a->function), what);
}

static bool parse_arguments(struct arena *arena, const struct annotation *a, struct tmf_message *m)
{
    if (a->count < 5 || !text_equal(a->strings[3], TEXT("{")))
        return false;
    size_t i = 4;
    for (; i < a->count && !text_equal(a->strings[i], TEXT("}")); i++)
        if (!tmf_argument_line(a->strings[i], ARENA_PUSH(arena, m->arguments)))
            return false;
    return i < a->count;
}

/* The message's texts come as one copy in the arena: lines joined as a .tmf has them. */
static const char *parse_message(struct collector *c, const struct annotation *a)
{
    struct arena *arena = c->catalogue->arena;
    struct tmf_source s = {0};
    struct tmf_message m = {0};
    if (a->count < 3 || !tmf_source_line(a->strings[1], &s))
        return "its second string is not GUID MODULE // SRC=...";
    if (!tmf_message_line(arena, text_copy(arena, a->strings[2]), &m))
        return "its third string is not #typev NAME NUMBER \"TEXT\" // ...";
    struct annotation kept = *a;
    struct text *strings = arena_array(arena, a->count, sizeof *strings);
    for (size_t i = 0; i < a->count; i++)
        strings[i] = i > 3 ? text_copy(arena, a->strings[i]) : a->strings[i];
    kept.strings = strings;
    if (!parse_arguments(arena, &kept, &m))
        return "its arguments are not {, EXPRESSION, ITEM -- NUMBER, }";
    m.source = &s;
    m.name = tmf_message_name(arena, m.name, s.file);
    m.is_public = annotation_is_public(a);
    tmf_message_set_function(arena, &m, text_copy(arena, a->function));
    tmf_catalogue_message(c->catalogue, &m);
    c->messages++;
    return NULL;
}

static const char *parse_control(struct collector *c, const struct annotation *a)
{
    struct arena *arena = c->catalogue->arena;
    struct tmf_control *control = ARENA_NEW(arena, struct tmf_control);
    if (a->count < 3 || !tmf_guid_parse(a->strings[1], &control->guid))
        return "its second string is not a GUID";
    control->spelling = text_copy(arena, a->strings[1]);
    control->name = text_copy(arena, a->strings[2]);
    control->function = text_copy(arena, a->function);
    control->is_public = annotation_is_public(a);
    for (size_t i = 3; i < a->count; i++)
        if (!is_public_mark(a->strings[i]))
            *(struct text *)ARENA_PUSH(arena, control->flags) = text_copy(arena, a->strings[i]);
    tmf_catalogue_add_control(c->catalogue, control);
    c->controls++;
    return NULL;
}

static void keep_other(struct collector *c, const struct annotation *a)
{
    struct arena *arena = c->catalogue->arena;
    struct tmf_other *other = ARENA_NEW(arena, struct tmf_other);
    other->object = text_copy(arena, a->object);
    other->function = text_copy(arena, a->function);
    other->count = a->count;
    other->strings = arena_array(arena, a->count, sizeof *other->strings);
    for (size_t i = 0; i < a->count; i++)
        other->strings[i] = text_copy(arena, a->strings[i]);
    *(struct tmf_other **)ARENA_PUSH(arena, c->catalogue->others) = other;
    c->others++;
}

bool collector_add(void *context, const struct annotation *a)
{
    struct collector *c = context;
    const char *wrong = NULL;
    if (c->public_only && !annotation_is_public(a)) {
        c->left_out++;
        return true;
    }
    switch (annotation_kind(a)) {
    case ANNOTATION_MESSAGE:
        wrong = parse_message(c, a);
        break;
    case ANNOTATION_CONTROL:
        wrong = parse_control(c, a);
        break;
    case ANNOTATION_OTHER:
        keep_other(c, a);
        break;
    }
    if (wrong)
        report(c, a, wrong);
    return true;
}
