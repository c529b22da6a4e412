/* Enumerations in begin_wpp enum blocks: `typedef enum _Tag { A, B = 1 << 3 } Name, *PName;` and its variants.
 *
 * The block is compiled C, so whatever is no enumeration is none of our business: a warning, and on behind
 * the next `;`. An enumerator whose value cannot be told is left out, and those that count on from it. */
%require "3.8"
%define api.pure full
%define api.prefix {enums_}
%define api.token.prefix {ENUMS_TOKEN_}
%define api.location.type {struct config_range}
%define parse.error detailed
%define parse.lac full
%locations
%expect 0
%param {struct enum_reader *r}

%code requires {
#include "enums.h"
}

%code provides {
int enums_lex(ENUMS_STYPE *value, ENUMS_LTYPE *at, struct enum_reader *r);
}

%code {
#include <stdlib.h>

#define YYLLOC_DEFAULT(at, rhs, count)                                                  \
    ((at).begin = (count) ? YYRHSLOC(rhs, 1).begin : YYRHSLOC(rhs, 0).end,              \
     (at).end = YYRHSLOC(rhs, count).end)
#define YYMALLOC(size) base_realloc(NULL, size)
#define YYFREE free
#define BINARY(at, left, operator, right) enums_binary(r, at, left, operator, right)

static void enums_error(ENUMS_LTYPE *at, struct enum_reader *r, const char *message)
{
    enums_syntax_error(r, *at, message);
}
}

%union {
    struct enum_value value;
}

%token YYEOF 0   "end of the block"
%token TYPEDEF   "'typedef'"
%token ENUM      "'enum'"
%token CLASS     "'class' or 'struct'"
%token NAME      "name"
%token NUMBER    "number"
%token CHARACTER "character"
%token SCOPE     "'::'"
%token INVALID   "invalid text"
%token SHL "'<<'" SHR "'>>'" LE "'<='" GE "'>='" EQ "'=='" NE "'!='" AND "'&&'" OR "'||'"

%type <value> expression primary

%right '?' ':'
%left OR
%left AND
%left '|'
%left '^'
%left '&'
%left EQ NE
%left '<' '>' LE GE
%left SHL SHR
%left '+' '-'
%left '*' '/' '%'
%precedence UNARY

%%

input
    : %empty
    | input declaration
    ;

declaration
    : TYPEDEF enumeration aliases ';'   { enums_end(r); }
    | enumeration variables ';'         { enums_end(r); }
    | ';'
    | error ';'                         { yyerrok; enums_end(r); }
    ;

enumeration
    : ENUM start class tag base '{' items '}'
    ;

start
    : %empty                            { enums_begin(r); }
    ;

class
    : %empty
    | CLASS
    ;

tag
    : %empty
    | NAME                              { enums_tag(r, @NAME); }
    ;

base
    : %empty
    | ':' base_words
    ;

base_words
    : NAME
    | SCOPE
    | base_words NAME
    | base_words SCOPE
    ;

items
    : %empty
    | item_list
    | item_list ','
    ;

item_list
    : item
    | item_list ',' item
    ;

item
    : NAME                              { enums_add(r, @NAME); }
    | NAME '=' expression               { enums_add_value(r, @NAME, $expression); }
    ;

aliases
    : %empty
    | alias_list
    ;

alias_list
    : alias
    | alias_list ',' alias
    ;

alias
    : NAME                              { enums_alias(r, @NAME); }
    | pointer NAME
    ;

variables
    : %empty
    | variable_list
    ;

variable_list
    : variable
    | variable_list ',' variable
    ;

variable
    : NAME
    | pointer NAME
    ;

pointer
    : '*'
    | pointer '*'
    ;

expression
    : primary
    | '-' expression[v]                 %prec UNARY { $$ = enums_unary('-', $v); }
    | '+' expression[v]                 %prec UNARY { $$ = $v; }
    | '~' expression[v]                 %prec UNARY { $$ = enums_unary('~', $v); }
    | '!' expression[v]                 %prec UNARY { $$ = enums_unary('!', $v); }
    | expression[a] '*' expression[b]   { $$ = BINARY(@$, $a, '*', $b); }
    | expression[a] '/' expression[b]   { $$ = BINARY(@$, $a, '/', $b); }
    | expression[a] '%' expression[b]   { $$ = BINARY(@$, $a, '%', $b); }
    | expression[a] '+' expression[b]   { $$ = BINARY(@$, $a, '+', $b); }
    | expression[a] '-' expression[b]   { $$ = BINARY(@$, $a, '-', $b); }
    | expression[a] SHL expression[b]   { $$ = BINARY(@$, $a, ENUMS_TOKEN_SHL, $b); }
    | expression[a] SHR expression[b]   { $$ = BINARY(@$, $a, ENUMS_TOKEN_SHR, $b); }
    | expression[a] '<' expression[b]   { $$ = BINARY(@$, $a, '<', $b); }
    | expression[a] '>' expression[b]   { $$ = BINARY(@$, $a, '>', $b); }
    | expression[a] LE expression[b]    { $$ = BINARY(@$, $a, ENUMS_TOKEN_LE, $b); }
    | expression[a] GE expression[b]    { $$ = BINARY(@$, $a, ENUMS_TOKEN_GE, $b); }
    | expression[a] EQ expression[b]    { $$ = BINARY(@$, $a, ENUMS_TOKEN_EQ, $b); }
    | expression[a] NE expression[b]    { $$ = BINARY(@$, $a, ENUMS_TOKEN_NE, $b); }
    | expression[a] '&' expression[b]   { $$ = BINARY(@$, $a, '&', $b); }
    | expression[a] '^' expression[b]   { $$ = BINARY(@$, $a, '^', $b); }
    | expression[a] '|' expression[b]   { $$ = BINARY(@$, $a, '|', $b); }
    | expression[a] AND expression[b]   { $$ = BINARY(@$, $a, ENUMS_TOKEN_AND, $b); }
    | expression[a] OR expression[b]    { $$ = BINARY(@$, $a, ENUMS_TOKEN_OR, $b); }
    | expression[c] '?' expression[a] ':' expression[b] { $$ = enums_choose($c, $a, $b); }
    ;

primary
    : NUMBER                            { $$ = enums_number(r, @1); }
    | CHARACTER                         { $$ = enums_character(r, @1); }
    | NAME                              { $$ = enums_name(r, @1); }
    | NAME '(' arguments ')'            { $$ = enums_unknown(r, @$); }
    | NAME SCOPE NAME[last]             { $$ = enums_name(r, @last); }
    | '(' expression ')'                { $$ = $expression; }
    ;

arguments
    : %empty
    | argument_list
    ;

argument_list
    : expression
    | argument_list ',' expression
    ;

%%

bool config_read_enums(struct enum_reader *r)
{
    struct config_range begin = {r->range.begin, r->range.begin};
    if (r->range.end - r->range.begin > (size_t)1 << 30) {
        enums_warn(r, begin, "more than 1 GiB of enumerations", TEXT(""));
        return !r->failed;
    }
    r->scanner = enums_scanner_new(r);
    enums_parse(r);
    enums_scanner_free(r->scanner);
    return !r->failed;
}
