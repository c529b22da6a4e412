/* The template language. A file is a flat row of text and directives: which ENDFOR belongs to which FORALL is
 * the builder's to find out, so that a missing or crossed end can name both places and a template of any depth
 * needs no deep parser stack. After an error the rest of its directive is skipped; a FORALL or IF with an error
 * in it still opens a block, so that its end is not reported as well. */
%define api.pure full
%define api.prefix {template_yy}
%define api.token.prefix {TOKEN_}
%define api.location.type {struct template_place}
%define parse.error detailed
%define parse.lac full
%locations
%expect 0
%param {struct template_parser *parser}
%initial-action { @$ = (struct template_place){0, 0}; (void)yynerrs; /* bison counts, nobody asks */ }

%code requires {
#include "builder.h"

typedef void *yyscan_t;
}

%code provides {
/* Parses parser->source and hands the pieces to the builder. False: errors, reported. */
bool template_parse_text(struct template_parser *parser);
}

%code {
#define YYLLOC_DEFAULT(whole, rhs, n)                                                               \
    ((whole) = (n) ? (struct template_place){YYRHSLOC(rhs, 1).begin, YYRHSLOC(rhs, n).end}          \
                   : (struct template_place){YYRHSLOC(rhs, 0).end, YYRHSLOC(rhs, 0).end})

int template_scan(TEMPLATE_YYSTYPE *value, TEMPLATE_YYLTYPE *at, yyscan_t scanner);
static int template_yylex(TEMPLATE_YYSTYPE *value, TEMPLATE_YYLTYPE *at, struct template_parser *parser);
static void template_yyerror(const TEMPLATE_YYLTYPE *at, struct template_parser *parser, const char *message);
}

%union {
    struct text text;
    struct term_list terms;
    bool flag;
}

%token END 0          "end of file"
%token <text> TEXT    "text"
%token OPEN           "back-quote"
%token CLOSE          "closing back-quote"
%token LINE_END       "end of line"
%token OPEN_COMMENT   "comment without a closing back-quote"
%token FORALL         "FORALL"
%token IN             "IN"
%token WHERE          "WHERE"
%token IF             "IF"
%token FOUND          "FOUND"
%token INCLUDE        "INCLUDE"
%token ENV            "ENV"
%token ENDFOR         "ENDFOR"
%token ENDIF          "ENDIF"
%token ELSE           "ELSE"
%token <text> NAME    "name"
%token <text> WORD    "word"
%token NOT            "'!'"
%token AND            "'&&'"
%token INVALID        "invalid character"

%type <terms> where terms
%type <flag> not

%%

template: %empty
        | template item
        ;

item: TEXT                                     { template_add_text(parser, $1); }
    | OPEN NAME CLOSE                          { template_add_value(parser, $2); }
    | OPEN INCLUDE WORD CLOSE                  { template_add_include(parser, $3); }
    | OPEN ENV WORD CLOSE                      { template_add_env(parser, $3); }
    | OPEN FORALL NAME IN NAME where CLOSE     { template_open_loop(parser, @2, $3, $5, $6); }
    | OPEN IF FOUND WORD CLOSE                 { template_open_found(parser, @2, $4); }
    | OPEN IF NAME not NAME CLOSE              { template_open_if(parser, @2, $3, $4, $5); }
    | OPEN ENDFOR CLOSE                        { template_close_block(parser, @2, BLOCK_LOOP); }
    | OPEN ENDIF CLOSE                         { template_close_block(parser, @2, BLOCK_IF); }
    | OPEN ENDFOR error close                  { template_close_block(parser, @2, BLOCK_LOOP); yyerrok; }
    | OPEN ENDIF error close                   { template_close_block(parser, @2, BLOCK_IF); yyerrok; }
    | OPEN FORALL error close                  { template_open_broken(parser, @2, BLOCK_LOOP); yyerrok; }
    | OPEN IF error close                      { template_open_broken(parser, @2, BLOCK_IF); yyerrok; }
    | OPEN error close                         { yyerrok; }
    | OPEN CLOSE                               { template_refuse_empty(parser, @$); }
    | OPEN ELSE CLOSE                          { template_refuse_else(parser, @2); }
    | OPEN_COMMENT                             { template_refuse_comment(parser, @1); }
    ;

where: %empty                                  { $$ = (struct term_list){0}; }
     | WHERE terms                             { $$ = $2; }
     ;

terms: not NAME                                { $$ = template_add_term(parser, (struct term_list){0}, $1, $2); }
     | terms AND not NAME                      { $$ = template_add_term(parser, $1, $3, $4); }
     ;

not: %empty                                    { $$ = false; }
   | NOT                                       { $$ = true; }
   ;

close: CLOSE
     | LINE_END
     ;

%%

/* What to say about a directive that goes wrong behind this first word; NULL keeps what was known. */
static const char *form_of(int token)
{
    switch (token) {
    case TOKEN_FORALL:
        return "FORALL variable IN list [WHERE [!]property {&& [!]property}]";
    case TOKEN_IF:
        return "IF object [!]property, or IF FOUND symbol";
    case TOKEN_INCLUDE:
        return "INCLUDE file";
    case TOKEN_ENV:
        return "ENV variable";
    default:
        return NULL;
    }
}

static int template_yylex(TEMPLATE_YYSTYPE *value, TEMPLATE_YYLTYPE *at, struct template_parser *parser)
{
    int token = template_parser_done(parser) ? TOKEN_END : template_scan(value, at, parser->scanner);
    if (token == TOKEN_END)
        *at = template_advance(parser, 0);
    if (parser->last_token == TOKEN_OPEN)
        template_begin_directive(parser, *at, form_of(token));
    parser->last_token = token;
    return token;
}

static void template_yyerror(const TEMPLATE_YYLTYPE *at, struct template_parser *parser, const char *message)
{
    template_report_syntax(parser, *at, message);
}
