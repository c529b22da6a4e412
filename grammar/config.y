/* The configuration language: statements that look like calls, `FUNC Name{P=value}(A, B, MSG, ...);`.
 *
 * The grammar knows nothing of commands. It finds where a statement, its values and their inner values begin
 * and end; config_run looks the name up and judges the values. A missing `;` needs no rule of its own, since
 * an empty statement is one. After an error everything up to the statement's end is dropped. */
%require "3.8"
%define api.pure full
%define api.prefix {config_}
%define api.token.prefix {CONFIG_TOKEN_}
%define api.location.type {struct config_range}
%define parse.error detailed
%define parse.lac full
%locations
%expect 0
%param {struct reader *r}

%code requires {
#include "reader.h"
}

%code provides {
int config_lex(CONFIG_STYPE *value, CONFIG_LTYPE *at, struct reader *r);
}

%code {
#include <stdlib.h>

#define YYLLOC_DEFAULT(at, rhs, count)                                                  \
    ((at).begin = (count) ? YYRHSLOC(rhs, 1).begin : YYRHSLOC(rhs, 0).end,              \
     (at).end = YYRHSLOC(rhs, count).end)
#define YYMALLOC(size) base_realloc(NULL, size)
#define YYFREE free

static void config_error(CONFIG_LTYPE *at, struct reader *r, const char *message)
{
    reader_syntax_error(r, *at, message);
}
}

%union {
    struct config_value item;    /* its text is the rule's location */
    struct config_value *value;
    struct config_values values;
}

%token YYEOF 0  "end of the configuration"
%token FUNC     "'FUNC'"
%token WORD     "name"
%token STRING   "string"
%token ELLIPSIS "'...'"
%token OTHER    "symbol"
%token END      "';'"
%token SEMI     "';' in a value"
%token INVALID  "invalid text"

%type <item>   item items
%type <value>  value defaults
%type <values> values

%%

input
    : %empty
    | input statement
    ;

statement
    : head '(' values ')'             { if (!reader_call(r, $values, @$)) YYABORT; }
    | head END                        { if (!reader_no_parameters(r, @$)) YYABORT; }
    | ')'                             { if (!reader_stray(r, @$, "')' without a '(' before it")) YYABORT; }
    | '}'                             { if (!reader_stray(r, @$, "'}' without a '{' before it")) YYABORT; }
    | END
    | error END                       { yyerrok; if (!reader_recover(r)) YYABORT; }
    ;

head
    : WORD[name] defaults             { reader_head(r, @name, $defaults, false); }
    | FUNC WORD[name] defaults        { reader_head(r, @name, $defaults, true); }
    | FUNC ':' WORD[name] defaults    { reader_head(r, @name, $defaults, true); }
    ;

defaults
    : %empty                          { $$ = NULL; }
    | '{' values '}'                  { $$ = $values.first; }
    ;

values
    : value                           { $$ = reader_list($value); }
    | values[list] ',' value          { $$ = reader_append($list, $value); }
    ;

value
    : %empty                          { $$ = reader_value(r, reader_item(CONFIG_EMPTY, NULL), @$); }
    | items                           { $$ = reader_value(r, $items, @$); }
    ;

items
    : item
    | items[left] item                { $$ = reader_join($left, $item); }
    ;

item
    : WORD                            { $$ = reader_item(CONFIG_WORD, NULL); }
    | STRING                          { $$ = reader_item(CONFIG_STRING, NULL); }
    | ELLIPSIS                        { $$ = reader_item(CONFIG_ELLIPSIS, NULL); }
    | OTHER                           { $$ = reader_item(CONFIG_MIXED, NULL); }
    | '='                             { $$ = reader_item(CONFIG_MIXED, NULL); }
    | ':'                             { $$ = reader_item(CONFIG_MIXED, NULL); }
    | SEMI                            { $$ = reader_item(CONFIG_MIXED, NULL); }
    | '(' values ')'                  { $$ = reader_item(CONFIG_GROUP, $values.first); }
    | '{' values '}'                  { $$ = reader_item(CONFIG_MIXED, NULL); }
    ;

%%

bool config_read_statements(struct reader *r)
{
    struct config_range begin = {r->range.begin, r->range.begin};
    if (r->range.end - r->range.begin > (size_t)1 << 30) {
        reader_stray(r, begin, "more than 1 GiB of configuration");
        return false;
    }
    r->scanner = config_scanner_new(r);
    if (config_parse(r) != 0)
        r->failed = true;
    config_scanner_free(r->scanner);
    return !r->failed;
}
