/* The builder behind grammar/template.y. Nodes are appended to the innermost open body; opening a block makes
 * its body the one that is filled, closing it goes back to the one outside. The hard point is a wrong end: an
 * ENDIF where ENDFOR is due closes up to the IF it can belong to, and is ignored when there is none, so that
 * one mistake gives one message. */
#include "builder.h"

#include <string.h>

static struct span span_at(const struct template_parser *p, struct template_place at)
{
    return (struct span){p->source, at.begin, at.end};
}

struct template_place template_advance(struct template_parser *p, size_t len)
{
    struct template_place passed = {p->offset, p->offset + len};
    p->offset += len;
    return passed;
}

struct text template_slice(const struct template_parser *p, struct template_place at)
{
    return (struct text){p->source->bytes.at + at.begin, at.end - at.begin};
}

bool template_parser_done(const struct template_parser *p)
{
    return p->stopped || diag_full(p->set->diag);
}

void template_begin_directive(struct template_parser *p, struct template_place first_word, const char *form)
{
    p->directive = first_word;
    p->form = form;
}

/* ---- nodes -------------------------------------------------------------------------------------------- */

static struct node *add_node(struct template_parser *p, enum node_kind kind, struct span at, size_t cost)
{
    struct node *node = ARENA_NEW(p->set->arena, struct node);
    node->kind = kind;
    node->at = at;
    if (p->body->last)
        p->body->last->next = node;
    else
        p->body->first = node;
    p->body->last = node;
    p->body->cost += cost;
    return node;
}

static struct path path_of(struct template_parser *p, struct text dotted)
{
    struct path path = {.count = 1};
    for (size_t i = 0; i < dotted.len; i++)
        path.count += dotted.at[i] == '.';
    path.steps = arena_array(p->set->arena, path.count, sizeof *path.steps);
    for (size_t i = 0; i < path.count; i++) {
        const char *dot = text_find(dotted, '.');
        path.steps[i].name = dot ? text_slice(dotted.at, dot) : dotted;
        dotted = text_skip(dotted, path.steps[i].name.len + 1);
    }
    return path;
}

void template_add_text(struct template_parser *p, struct text t)
{
    struct node *node = add_node(p, NODE_TEXT, span_of(p->source, t), 1);
    node->text = template_line_ends(p->set->arena, t);
}

void template_add_value(struct template_parser *p, struct text dotted)
{
    struct path path = path_of(p, dotted);
    add_node(p, NODE_VALUE, span_of(p->source, dotted), path.count)->value = path;
}

void template_add_include(struct template_parser *p, struct text name)
{
    add_node(p, NODE_INCLUDE, span_of(p->source, name), 1)->include.name = name;
}

void template_add_env(struct template_parser *p, struct text name)
{
    add_node(p, NODE_ENV, span_of(p->source, name), 1)->variable = text_copy(p->set->arena, name).at;
}

struct term_list template_add_term(struct template_parser *p, struct term_list terms, bool negated, struct text dotted)
{
    struct term *term = ARENA_NEW(p->set->arena, struct term);
    term->path = path_of(p, dotted);
    term->negated = negated;
    if (terms.last)
        terms.last->next = term;
    else
        terms.first = term;
    terms.last = term;
    terms.cost += term->path.count;
    return terms;
}

/* ---- blocks ------------------------------------------------------------------------------------------- */

static void open_block(struct template_parser *p, enum block_kind kind, struct template_place opener, struct body *body)
{
    struct block *block = ARENA_NEW(p->set->arena, struct block);
    *block = (struct block){kind, opener, p->body, p->open};
    p->open = block;
    p->body = body;
    if (++p->depth > TEMPLATE_MAX_NESTING) {
        diag_report(p->set->diag, &CHECK_TEMPLATE_NESTING, span_at(p, opener), "more than %d blocks inside one another",
                    TEMPLATE_MAX_NESTING);
        p->failed = p->stopped = true;
    }
}

void template_open_loop(struct template_parser *p, struct template_place opener, struct text variable,
                        struct text list, struct term_list where)
{
    struct path path = path_of(p, list);
    struct node *node = add_node(p, NODE_LOOP, span_of(p->source, list), path.count);
    node->loop.variable = variable;
    node->loop.list = path;
    node->loop.where = where;
    if (text_find(variable, '.')) {
        diag_report(p->set->diag, &CHECK_TEMPLATE_SYNTAX, span_of(p->source, variable),
                    "loop variable '%.*s' has to be a plain name", TEXT_ARG(variable));
        p->failed = true;
    }
    open_block(p, BLOCK_LOOP, opener, &node->loop.body);
}

void template_open_found(struct template_parser *p, struct template_place opener, struct text symbol)
{
    struct node *node = add_node(p, NODE_FOUND, span_of(p->source, symbol), 1);
    node->found.symbol = symbol;
    open_block(p, BLOCK_IF, opener, &node->found.body);
}

void template_open_if(struct template_parser *p, struct template_place opener, struct text object, bool negated,
                      struct text property)
{
    struct path path = path_of(p, object), test = path_of(p, property);
    struct node *node = add_node(p, NODE_IF, span_of(p->source, property), path.count + test.count);
    node->condition.object = path;
    node->condition.test.path = test;
    node->condition.test.negated = negated;
    open_block(p, BLOCK_IF, opener, &node->condition.body);
}

void template_open_broken(struct template_parser *p, struct template_place opener, enum block_kind kind)
{
    open_block(p, kind, opener, ARENA_NEW(p->set->arena, struct body));
}

static void leave_block(struct template_parser *p)
{
    p->body = p->open->outside;
    p->open = p->open->outer;
    p->depth--;
}

static const char *opener_of(enum block_kind kind) { return kind == BLOCK_LOOP ? "FORALL" : "IF"; }
static const char *end_of(enum block_kind kind) { return kind == BLOCK_LOOP ? "ENDFOR" : "ENDIF"; }

void template_close_block(struct template_parser *p, struct template_place end, enum block_kind kind)
{
    const struct block *partner = p->open;
    while (partner && partner->kind != kind)
        partner = partner->outer;
    if (!partner || partner != p->open) {
        p->failed = true;
        if (!p->open) {
            diag_report(p->set->diag, &CHECK_TEMPLATE_SYNTAX, span_at(p, end), "%s without %s", end_of(kind),
                        opener_of(kind));
        } else {
            diag_report(p->set->diag, &CHECK_TEMPLATE_SYNTAX, span_at(p, end), "%s where %s is due", end_of(kind),
                        end_of(p->open->kind));
            diag_note(p->set->diag, span_at(p, p->open->opener), "for this %s", opener_of(p->open->kind));
        }
    }
    if (partner) {
        while (p->open != partner)
            leave_block(p);
        leave_block(p);
    }
}

void template_finish_blocks(struct template_parser *p)
{
    for (; p->open && !template_parser_done(p); leave_block(p)) {
        diag_report(p->set->diag, &CHECK_TEMPLATE_SYNTAX, span_at(p, p->open->opener), "%s without %s",
                    opener_of(p->open->kind), end_of(p->open->kind));
        p->failed = true;
    }
}

/* ---- errors ------------------------------------------------------------------------------------------- */

/* The keyword a directive's first word was meant to be, such as FORALL for FORAL; NULL when it is one or none
 * is near. */
static const char *nearest_keyword(struct text word)
{
    static const char *const keywords[] = {"FORALL", "ENDFOR", "IF", "ENDIF", "INCLUDE", "ENV"};
    const char *nearest = NULL;
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++) {
        unsigned limit = (unsigned)strlen(keywords[i]) - 1; /* half as many edits */
        if (text_equal_nocase(word, text_from(keywords[i])))
            return NULL;
        if (text_distance(word, text_from(keywords[i]), limit) <= limit)
            nearest = keywords[i];
    }
    return nearest;
}

void template_report_syntax(struct template_parser *p, struct template_place at, const char *message)
{
    struct text text = text_from(message), prefix = TEXT("syntax error, ");
    if (text_starts(text, prefix))
        text = text_skip(text, prefix.len);
    struct text first = template_slice(p, p->directive);
    const char *keyword = p->form ? NULL : nearest_keyword(first);
    const char *glue = p->form ? "; the form is " : keyword ? "; did you mean " : "";
    diag_report(p->set->diag, &CHECK_TEMPLATE_SYNTAX, span_at(p, at), "%.*s%s%s%s", TEXT_ARG(text), glue,
                p->form ? p->form : keyword ? keyword : "", keyword ? "?" : "");
    p->failed = true;
}

void template_refuse_empty(struct template_parser *p, struct template_place at)
{
    diag_report(p->set->diag, &CHECK_TEMPLATE_SYNTAX, span_at(p, at),
                "empty directive; the template language has no way to write a back-quote");
    p->failed = true;
}

void template_refuse_else(struct template_parser *p, struct template_place at)
{
    diag_report(p->set->diag, &CHECK_TEMPLATE_SYNTAX, span_at(p, at),
                "the template language has no ELSE; close the IF and open another with the property negated");
    p->failed = true;
}

void template_refuse_comment(struct template_parser *p, struct template_place at)
{
    const char *line_end = text_find(template_slice(p, at), '\n');
    if (line_end)
        at.end = (size_t)(line_end - p->source->bytes.at);
    diag_report(p->set->diag, &CHECK_TEMPLATE_SYNTAX, span_at(p, at), "comment without a closing back-quote");
    p->failed = true;
}
