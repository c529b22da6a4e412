/* Expansion: walks the tree and appends to one buffer; nothing else is allocated on the way. Loop variables
 * live on the C stack, which is why nesting is limited. The hard point is a template that does not end: nested
 * loops and INCLUDEs can multiply without writing a byte, so every pass through a row of nodes is paid for in
 * steps, and steps are limited like bytes.
 *
 * Functions return false to stop at once. An error in one place lets the rest go on, to show what else is
 * wrong; `failed` remembers it. */
#include <stdlib.h>
#include <string.h>

#include "names.h"

enum { SPARE_STEPS = 1 << 20 }; /* for templates that do much and write little */

/* An INCLUDE under way, innermost first. */
struct inclusion {
    const struct template *template;
    const struct inclusion *outer;
    size_t depth;
};

struct expander {
    struct template_set *set;
    struct names names;
    const struct text *found;
    size_t found_count;
    struct template_output *out;
    const struct inclusion *inclusion;
    const struct node *node; /* being expanded, for the limits' messages */
    size_t nesting;
    size_t step_limit, steps_left;
    bool failed;
};

static bool expand_body(struct expander *x, const struct body *body);

/* True the first time a node fails: its error is to be shown. */
static bool first_failure(struct expander *x, struct node *node)
{
    bool first = !node->reported;
    node->reported = true;
    x->failed = true;
    return first;
}

static bool go_on(const struct expander *x) { return !diag_full(x->set->diag); }

static bool fail_name(struct expander *x, struct node *node, const struct name_error *why)
{
    if (first_failure(x, node))
        diag_report(x->set->diag, &CHECK_TEMPLATE_NAME, span_of(node->at.source, why->step->name), "%.*s",
                    TEXT_ARG(why->sentence));
    return go_on(x);
}

static bool fail_kind(struct expander *x, struct node *node, enum value_kind kind, const char *rule)
{
    if (first_failure(x, node))
        diag_report(x->set->diag, &CHECK_TEMPLATE_NAME, node->at, "'%.*s' is %s; %s",
                    (int)(node->at.end - node->at.begin), node->at.source->bytes.at + node->at.begin,
                    names_kind(kind), rule);
    return go_on(x);
}

/* ---- limits ------------------------------------------------------------------------------------------- */

static bool fail_size(struct expander *x, const char *verb, size_t limit, const char *what)
{
    diag_report(x->set->diag, &CHECK_TEMPLATE_SIZE, x->node ? x->node->at : span_none(),
                "the template %s more than %zu %s", verb, limit, what);
    x->failed = true;
    return false;
}

static bool spend(struct expander *x, size_t steps)
{
    if (steps > x->steps_left)
        return fail_size(x, "takes", x->step_limit, "steps");
    x->steps_left -= steps;
    return true;
}

static bool check_size(struct expander *x)
{
    return x->out->text.len <= x->out->limit || fail_size(x, "writes", x->out->limit, "bytes");
}

static bool expand_inner(struct expander *x, const struct node *node, const struct body *body)
{
    if (x->nesting >= TEMPLATE_MAX_NESTING) {
        diag_report(x->set->diag, &CHECK_TEMPLATE_NESTING, node->at, "more than %d directives inside one another",
                    TEMPLATE_MAX_NESTING);
        x->failed = true;
        return false;
    }
    x->nesting++;
    bool ok = expand_body(x, body);
    x->nesting--;
    return ok;
}

/* ---- directives --------------------------------------------------------------------------------------- */

static bool put_value(struct expander *x, struct text t)
{
    if (text_find(t, '\n'))
        template_put_lines(&x->out->text, t);
    else
        buffer_text(&x->out->text, t);
    return check_size(x);
}

static bool expand_value(struct expander *x, struct node *node)
{
    struct value value;
    struct name_error why;
    if (!names_find(&x->names, &node->value, &value, x->set->arena, &why))
        return fail_name(x, node, &why);
    switch (value.kind) {
    case VALUE_TEXT:
        return put_value(x, value.text);
    case VALUE_CHECKSUM:
        *(size_t *)ARENA_PUSH(x->set->arena, x->out->checksums) = x->out->text.len;
        return true;
    case VALUE_FLAG: case VALUE_OBJECT: case VALUE_LIST:
        break;
    }
    return fail_kind(x, node, value.kind, "only text can be written");
}

static bool expand_env(struct expander *x, const struct node *node)
{
    const char *value = x->set->no_environment ? NULL : getenv(node->variable);
    return put_value(x, text_from(value));
}

static bool truth(const struct value *v)
{
    switch (v->kind) {
    case VALUE_TEXT:
        return v->text.len > 0;
    case VALUE_FLAG:
        return v->flag;
    case VALUE_OBJECT:
        return v->object.self != NULL;
    case VALUE_LIST:
        return v->list.count > 0;
    case VALUE_CHECKSUM:
        return true;
    }
    return false;
}

/* Whether the terms hold for `subject`. False with *why set: a name is wrong. */
static bool test_terms(struct expander *x, const struct value *subject, struct term *terms, struct name_error *why)
{
    for (struct term *term = terms; term; term = term->next) {
        struct value value;
        if (!names_walk(&x->names, *subject, &term->path, 0, &value, x->set->arena, why))
            return false;
        if (truth(&value) == term->negated)
            return false;
    }
    return true;
}

static bool expand_if(struct expander *x, struct node *node)
{
    struct value subject;
    struct name_error why = {0};
    if (!names_find(&x->names, &node->condition.object, &subject, x->set->arena, &why))
        return fail_name(x, node, &why);
    if (test_terms(x, &subject, &node->condition.test, &why))
        return expand_inner(x, node, &node->condition.body);
    return !why.step || fail_name(x, node, &why);
}

static bool expand_found(struct expander *x, const struct node *node)
{
    for (size_t i = 0; i < x->found_count; i++)
        if (text_equal(x->found[i], node->found.symbol))
            return expand_inner(x, node, &node->found.body);
    return true;
}

static bool expand_loop(struct expander *x, struct node *node)
{
    struct value list;
    struct name_error why = {0};
    if (!names_find(&x->names, &node->loop.list, &list, x->set->arena, &why))
        return fail_name(x, node, &why);
    if (list.kind != VALUE_LIST)
        return fail_kind(x, node, list.kind, "FORALL needs a list");
    struct scope scope = {.name = node->loop.variable, .outer = x->names.scope};
    struct value element = {.kind = VALUE_OBJECT};
    bool ok = true;
    for (size_t i = 0; ok && i < list.list.count; i++) {
        x->node = node;
        element.object = scope.object = (struct object){list.list.class, list.list.items[i]};
        ok = spend(x, 1 + node->loop.where.cost);
        if (ok && test_terms(x, &element, node->loop.where.first, &why)) {
            x->names.scope = &scope;
            ok = expand_inner(x, node, &node->loop.body);
            x->names.scope = scope.outer;
        } else if (why.step) {
            return fail_name(x, node, &why);
        }
    }
    return ok;
}

static bool fail_includes(struct expander *x, const struct node *node)
{
    const struct inclusion *i = x->inclusion;
    while (i && i->template != node->include.target)
        i = i->outer;
    if (i)
        diag_report(x->set->diag, &CHECK_TEMPLATE_NESTING, node->at, "'%.*s' includes itself without end",
                    TEXT_ARG(node->include.name));
    else
        diag_report(x->set->diag, &CHECK_TEMPLATE_NESTING, node->at, "more than %d templates inside one another",
                    TEMPLATE_MAX_INCLUDES);
    x->failed = true;
    return false;
}

static bool expand_template(struct expander *x, const struct node *node, const struct template *t, struct text name)
{
    struct inclusion inclusion = {.template = t, .outer = x->inclusion};
    struct text outer_name = x->names.template_name;
    inclusion.depth = inclusion.outer ? inclusion.outer->depth + 1 : 0;
    x->inclusion = &inclusion;
    x->names.template_name = name;
    bool ok = node ? expand_inner(x, node, &t->body) : expand_body(x, &t->body);
    x->names.template_name = outer_name;
    x->inclusion = inclusion.outer;
    return ok;
}

static bool expand_include(struct expander *x, struct node *node)
{
    if (!node->reported && !node->include.target) {
        node->include.target = template_load(x->set, node->include.name, node->at);
        node->reported = !node->include.target || node->include.target->bad;
    }
    if (node->reported) {
        x->failed = true;
        return go_on(x);
    }
    if (x->inclusion->depth >= TEMPLATE_MAX_INCLUDES)
        return fail_includes(x, node);
    return expand_template(x, node, node->include.target, node->include.name);
}

static bool expand_node(struct expander *x, struct node *node)
{
    x->node = node;
    switch (node->kind) {
    case NODE_TEXT:
        buffer_text(&x->out->text, node->text);
        return check_size(x);
    case NODE_VALUE:
        return expand_value(x, node);
    case NODE_ENV:
        return expand_env(x, node);
    case NODE_INCLUDE:
        return expand_include(x, node);
    case NODE_LOOP:
        return expand_loop(x, node);
    case NODE_IF:
        return expand_if(x, node);
    case NODE_FOUND:
        return expand_found(x, node);
    }
    return true;
}

static bool expand_body(struct expander *x, const struct body *body)
{
    if (!spend(x, body->cost))
        return false;
    for (struct node *node = body->first; node; node = node->next)
        if (!expand_node(x, node))
            return false;
    return true;
}

/* ---- the way in --------------------------------------------------------------------------------------- */

static const struct template *ask(struct template_set *set, struct text name)
{
    struct template *t = table_get(&set->asked, name);
    if (t)
        return t;
    t = template_load(set, name, span_none());
    if (!t) {
        t = ARENA_NEW(set->arena, struct template);
        t->bad = true; /* not there: said once, not for every source */
    }
    table_put(&set->asked, set->arena, text_copy(set->arena, name), t);
    return t;
}

bool template_expand(struct template_set *set, struct text name, struct object root,
                     const struct text *found, size_t found_count, struct template_output *out)
{
    const struct template *t = ask(set, name);
    if (t->bad)
        return false;
    size_t steps = out->limit > SIZE_MAX - SPARE_STEPS ? SIZE_MAX : out->limit + SPARE_STEPS;
    struct expander x = {
        .set = set,
        .names = {.root = root},
        .found = found,
        .found_count = found_count,
        .out = out,
        .step_limit = steps,
        .steps_left = steps,
    };
    return expand_template(&x, NULL, t, name) && !x.failed;
}
