/* Every diagnostic the preprocessor can give: the name in brackets, which users switch with -W and tests
 * check, the number for Visual Studio, the level, and whether a warning has to be asked for. One row each;
 * docs/diagnostics.md has cause and cure under the same name. */
#ifndef MODEL_CHECKS_H
#define MODEL_CHECKS_H

#include "diag.h"

#define MODEL_CHECKS(X)                                                                                  \
    /* the command line and files */                                                                     \
    X(USAGE,               "usage",               1001, DIAG_ERROR,   false)                             \
    X(MISSING_FILE,        "missing-file",        1002, DIAG_ERROR,   false)                             \
    X(UNREADABLE_FILE,     "unreadable-file",     1003, DIAG_ERROR,   false)                             \
    X(BAD_ENCODING,        "bad-encoding",        1004, DIAG_ERROR,   false)                             \
    X(NOT_TEXT,            "not-text",            1005, DIAG_ERROR,   false)                             \
    X(WRITE_FAILED,        "write-failed",        1006, DIAG_ERROR,   false)                             \
    X(OUTPUT_CLASH,        "output-clash",        1007, DIAG_WARNING, false)                             \
    X(NO_SOURCES,          "no-sources",          1008, DIAG_ERROR,   false)                             \
    X(IGNORED_OPTION,      "ignored-option",      1009, DIAG_WARNING, false)                             \
    X(ENCODING_LOSS,       "encoding-loss",       1010, DIAG_ERROR,   false)                             \
    /* configuration */                                                                                  \
    X(CONFIG_SYNTAX,       "config-syntax",       1101, DIAG_ERROR,   false)                             \
    X(CONFIG_ARGUMENTS,    "config-arguments",    1102, DIAG_ERROR,   false)                             \
    X(DUPLICATE_TYPE,      "duplicate-type",      1103, DIAG_ERROR,   false)                             \
    X(UNKNOWN_BASE_TYPE,   "unknown-base-type",   1104, DIAG_ERROR,   false)                             \
    X(DUPLICATE_FUNCTION,  "duplicate-function",  1105, DIAG_WARNING, true)                              \
    X(UNKNOWN_FUNCTION,    "unknown-function",    1106, DIAG_WARNING, false)                             \
    X(BAD_VALUE,           "bad-value",           1107, DIAG_ERROR,   false)                             \
    X(INCLUDE_CYCLE,       "include-cycle",       1108, DIAG_ERROR,   false)                             \
    X(UNTERMINATED_BLOCK,  "unterminated-block",  1109, DIAG_ERROR,   false)                             \
    X(UNKNOWN_BLOCK,       "unknown-block",       1110, DIAG_WARNING, false)                             \
    X(ENUM_SYNTAX,         "enum-syntax",         1111, DIAG_WARNING, false)                             \
    X(FUNCTION_SHAPE,      "function-shape",      1112, DIAG_ERROR,   false)                             \
    X(CONFIG_PROSE,        "config-prose",        1114, DIAG_WARNING, false)                             \
    X(MANIFEST,            "manifest",            1113, DIAG_ERROR,   false)                             \
    /* trace calls */                                                                                    \
    X(UNMATCHED_PAREN,     "unmatched-paren",     2001, DIAG_ERROR,   false)                             \
    X(UNKNOWN_TYPE,        "unknown-type",        2002, DIAG_ERROR,   false)                             \
    X(ARGUMENT_COUNT,      "argument-count",      2003, DIAG_ERROR,   false)                             \
    X(SAME_LINE,           "same-line",           2004, DIAG_ERROR,   false)                             \
    X(NOT_A_STRING,        "not-a-string",        2005, DIAG_WARNING, false)                             \
    X(UNKNOWN_FLAG,        "unknown-flag",        2006, DIAG_WARNING, false)                             \
    X(UNUSED_FUNCTION,     "unused-function",     2007, DIAG_WARNING, true)                              \
    X(TOO_MANY_ARGUMENTS,  "too-many-arguments",  2008, DIAG_ERROR,   false)                             \
    X(MISSING_CONDITION,   "missing-condition",   2009, DIAG_ERROR,   false)                             \
    X(MESSAGE_RANGE,       "message-range",       2010, DIAG_ERROR,   false)                             \
    X(GUID_COLLISION,      "guid-collision",      2011, DIAG_ERROR,   false)                             \
    X(LONE_PERCENT,        "lone-percent",        2013, DIAG_WARNING, false)                             \
    X(CALL_SHAPE,          "call-shape",          2012, DIAG_WARNING, false)                             \
    /* templates */                                                                                      \
    X(TEMPLATE_SYNTAX,     "template-syntax",     3001, DIAG_ERROR,   false)                             \
    X(TEMPLATE_NAME,       "template-name",       3002, DIAG_ERROR,   false)                             \
    X(TEMPLATE_NESTING,    "template-nesting",    3003, DIAG_ERROR,   false)                             \
    X(TEMPLATE_SIZE,       "template-size",       3004, DIAG_ERROR,   false)

#define MODEL_CHECK_DECLARE(id, name, number, level, off) extern const struct diag_kind CHECK_##id;
MODEL_CHECKS(MODEL_CHECK_DECLARE)
#undef MODEL_CHECK_DECLARE

/* All of them, for -W<name>, -? and the test that every kind is documented; ends with a NULL name. */
extern const struct diag_kind *const model_checks[];

#endif
