/* The little of C's lexical grammar that a scan needs: where literals, comments and directives end. Every
 * function takes a position and the end of the text and returns the position behind what it names; none reads
 * past the end, and none fails: what is not closed ends where C would give up on it. */
#ifndef SCAN_LEX_H
#define SCAN_LEX_H

#include "text.h"

enum lex_class {
    LEX_OTHER,
    LEX_WORD,  /* begins an identifier */
    LEX_DIGIT,
    LEX_QUOTE, /* " or ' */
    LEX_SLASH,
    LEX_HASH,
    LEX_OPEN,  /* ( [ { */
    LEX_CLOSE, /* ) ] } */
    LEX_COMMA,
    LEX_SEMICOLON,
    LEX_STAR
};

extern const unsigned char lex_classes[256];
static inline enum lex_class lex_class(char c) { return (enum lex_class)lex_classes[(unsigned char)c]; }

const char *lex_word(const char *p, const char *end);    /* identifier */
const char *lex_number(const char *p, const char *end);  /* C's pp-number, with digit separators */
/* A string or character literal from its quote on. Ends behind the closing quote, or at the line end: a stray
 * apostrophe in prose must not swallow the lines that follow. Backslash-newline continues it. */
const char *lex_literal(const char *p, const char *end);
/* How many bytes may be read in vain: text that does not close is read again from each place where something
 * opens. When the patience is at its end, such a place is not looked at any more. */
struct lex_budget {
    size_t wasted, patience;
};

/* If word is a raw string's prefix and p is at the quote: behind the raw string, *body its contents. NULL when
 * it is none, is not closed, or the budget is used up. */
const char *lex_raw_string(struct text word, const char *p, const char *end, struct lex_budget *budget,
                           struct text *body);
const char *lex_line_comment(const char *p, const char *end);  /* from // to the line end, splices included */
const char *lex_block_comment(const char *p, const char *end); /* from slash-star; end when unclosed */
/* Whether a # at p is the first thing on its line. */
bool lex_at_directive(const char *start, const char *p);
/* From the # to the line end, which stays; splices and comments that span lines belong to it. */
const char *lex_directive(const char *p, const char *end);
/* Behind blanks, line ends, spliced lines, comments. */
const char *lex_skip_blank(const char *p, const char *end);

#endif
