/* What is said about wrong configuration: rows of a text and its messages, source excerpts left out. And that
 * hostile text neither crashes nor takes long. */
#define _GNU_SOURCE
#include "config_run.h"
#include "reader.h"

static bool scan_enums(struct run *r, const char *text)
{
    return scan(r, text_format(&r->arena, "// begin_wpp enum\n%s\n// end_wpp\n", text).at);
}

static void check_messages(bool (*read)(struct run *r, const char *text), const struct row *rows, size_t count)
{
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++) {
        struct run r;
        begin(&r);
        bool ok = read(&r, rows[i].text), errors = strstr(rows[i].want, "error:");
        ok &= config_finish(&r.config);
        if (ok == errors || strcmp(messages(&r), rows[i].want)) {
            print_error("%s\n  gave: %s\n  not:  %s\n", rows[i].text, messages(&r), rows[i].want);
            wrong++;
        }
        end(&r);
    }
    assert_int_equal(wrong, 0);
}

static void syntax_errors(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"FUNC F LEVEL, MSG;\n"
         "FUNC G(A);",
         "a.ini:1:8: error: unexpected name 'LEVEL', expecting ';' or '(' or '{' [config-syntax]\n"},
        {"FUNC F(LEVEL, MSG, ...;\n"
         "FUNC G(A);",
         "a.ini:1:7: error: this '(' is never closed [config-syntax]\n"
         "a.ini:1:23: note: the statement ends here\n"},
        {"FUNC F(LEVEL, MSG, ...\n"
         "FUNC G(A);",
         "a.ini:1:7: error: this '(' is never closed [config-syntax]\n"
         "a.ini:2:1: note: the statement ends here\n"},
        {"USEPREFIX(F, \"x\", (a);\n"
         "NOPREFIX(F);",
         "a.ini:1:10: error: this '(' is never closed [config-syntax]\n"
         "a.ini:1:22: note: the statement ends here\n"
         "a.ini:2:10: warning: no trace function 'F' is declared [unknown-function]\n"},
        {"FUNC F{A=1(MSG, ...);\n"
         "FUNC G(A);",
         "a.ini:1:7: error: this '{' is never closed [config-syntax]\n"
         "a.ini:1:21: note: the statement ends here\n"},
        {"FUNC F(A",
         "a.ini:1:7: error: this '(' is never closed [config-syntax]\n"
         "a.ini:1:9: note: the end is here\n"},
        {"FUNC F(A, MSG, ...));\n"
         "FUNC G(A);",
         "a.ini:1:20: error: ')' without a '(' before it [config-syntax]\n"},
        {"FUNC F(A)};",
         "a.ini:1:10: error: '}' without a '{' before it [config-syntax]\n"},
        {"FUNC F(A}, MSG);\n"
         "FUNC G(A);",
         "a.ini:1:9: error: found '}', expected ')' [config-syntax]\n"
         "a.ini:1:7: note: to close this '('\n"},
        {"FUNC F{A=1)(MSG);",
         "a.ini:1:11: error: found ')', expected '}' [config-syntax]\n"
         "a.ini:1:7: note: to close this '{'\n"},
        {"USEPREFIX(F, \"abc);\n"
         "FUNC G(A);",
         "a.ini:1:14: error: this string does not end on its line [config-syntax]\n"},
        {"FUNC F(A, \x01" ");",
         "a.ini:1:11: error: this byte cannot stand in a configuration [config-syntax]\n"},
        {"just some prose\n"
         "FUNC G(A);",
         "a.ini:1:1: warning: this line is no statement and is passed over [config-prose]\n"},
        {"FUNCTION G(A);",
         "a.ini:1:10: error: unexpected name 'G', expecting ';' or '(' or '{' [config-syntax]\n"},
        {"; a comment (as in other ini files)\n* 3\n",
         "a.ini:2:1: warning: this line is no statement and is passed over [config-prose]\n"},
        {"FUNC = 3;",
         "a.ini:1:6: error: unexpected '=', expecting name or ':' [config-syntax]\n"},
        {"FUNC",
         "a.ini:1:5: error: unexpected end of the configuration, expecting name or ':' "
         "[config-syntax]\n"},
        {"NOPREFIX;",
         "a.ini:1:1: error: 'NOPREFIX' has no '(' and values behind it [config-syntax]\n"},
        {"=; FUNC F(A); =;",
         "a.ini:1:1: error: unexpected '=' [config-syntax]\n"
         "a.ini:1:15: error: unexpected '=' [config-syntax]\n"},
    };
    check_messages(ini, rows, COUNT(rows));
}

static void shape_errors(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"FUNC F;",
         "a.ini:1:6: error: trace function 'F' has no parameter list, expected 'F(LEVEL, "
         "FLAGS, MSG, ...)' or the like [function-shape]\n"},
        {"FUNC 1F(MSG);",
         "a.ini:1:6: error: trace function '1F': a name does not begin with a digit "
         "[function-shape]\n"},
        {"FUNC F(LEVEL FLAGS, MSG, ...);",
         "a.ini:1:8: error: trace function 'F': expected a name, MSG or '...', found 'LEVEL "
         "FLAGS'; commas separate parameters [function-shape]\n"},
        {"FUNC F(\"x\", MSG);",
         "a.ini:1:8: error: trace function 'F': a parameter is a name, and this is a string "
         "[function-shape]\n"},
        {"FUNC F(A, 1, MSG);",
         "a.ini:1:11: error: trace function 'F': a parameter is a name, and this is a number "
         "[function-shape]\n"},
        {"FUNC F(A, , MSG);",
         "a.ini:1:10: error: trace function 'F': a parameter is missing here [function-shape]\n"},
        {"FUNC F(MSG, ..., B);",
         "a.ini:1:18: error: trace function 'F': nothing may follow '...' [function-shape]\n"},
        {"FUNC F(A, A, MSG);",
         "a.ini:1:11: error: trace function 'F': two parameters have this name [function-shape]\n"},
        {"FUNC F(MSG, MSG);",
         "a.ini:1:13: error: trace function 'F': MSG stands twice in the parameter list "
         "[function-shape]\n"},
        {"FUNC F((A), MSG);",
         "a.ini:1:8: error: trace function 'F': inner parentheses stand around all parameters "
         "or around (MSG, ...) at the end [function-shape]\n"},
        {"FUNC F(A, (B, MSG, ...));",
         "a.ini:1:12: error: trace function 'F': inner parentheses at the end hold (MSG, ...) "
         "[function-shape]\n"},
        {"FUNC F(A, (MSG, B));",
         "a.ini:1:17: error: trace function 'F': only '...' may follow MSG in inner "
         "parentheses [function-shape]\n"},
        {"FUNC F(A, MSG, (MSG, ...));",
         "a.ini:1:17: error: trace function 'F': MSG stands twice in the parameter list "
         "[function-shape]\n"},
        {"FUNC F(A, ());",
         "a.ini:1:12: error: trace function 'F': inner parentheses at the end hold (MSG, ...) "
         "[function-shape]\n"},
        {"FUNC F((A, (MSG, ...)));",
         "a.ini:1:12: error: trace function 'F': inner parentheses stand around all "
         "parameters or around (MSG, ...) at the end [function-shape]\n"},
        {"FUNC F{A}(MSG);",
         "a.ini:1:8: error: trace function 'F': expected NAME=value between the braces "
         "[function-shape]\n"},
        {"FUNC F{A=}(MSG);",
         "a.ini:1:8: error: trace function 'F': expected a value behind '=' [function-shape]\n"},
        {"FUNC F{=1}(MSG);",
         "a.ini:1:8: error: trace function 'F': expected a name before '=' [function-shape]\n"},
        {"useprefx(F, \"x\");",
         "a.ini:1:13: error: trace function 'useprefx': a parameter is a name, and this is a "
         "string [function-shape]\n"
         "a.ini:1:1: note: is this the command 'USEPREFIX'?\n"},
        {"UsePrefix(F, \"x\");",
         "a.ini:1:14: error: trace function 'UsePrefix': a parameter is a name, and this is a "
         "string [function-shape]\n"
         "a.ini:1:1: note: is this the command 'USEPREFIX'?\n"},
        {"FUNC F(A B); USEPREFIX(F, \"x\");",
         "a.ini:1:8: error: trace function 'F': expected a name, MSG or '...', found 'A B'; "
         "commas separate parameters [function-shape]\n"},
    };
    check_messages(ini, rows, COUNT(rows));
}

static void argument_errors(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"DEFINE_FLAVOR(a);",
         "a.ini:1:16: error: 'DEFINE_FLAVOR' takes 2 to 5 values, found 1; its form is "
         "DEFINE_FLAVOR(Name, BaseType, MofType, \"FormatSpec\", ManifestType) "
         "[config-arguments]\n"},
        {"TRACERANGE(1, 2, 3);",
         "a.ini:1:18: error: 'TRACERANGE' takes 2 values, found 3; its form is "
         "TRACERANGE(Min, Max) [config-arguments]\n"},
        {"INCLUDE();",
         "a.ini:1:9: error: 'INCLUDE' takes 1 or more values, found 0; its form is "
         "INCLUDE(File) [config-arguments]\n"},
        {"NOPREFIX{A=1}(F);",
         "a.ini:1:10: error: 'NOPREFIX' is a command and has no {default values} "
         "[config-arguments]\n"},
        {"USEPREFIX(F G, \"x\");",
         "a.ini:1:11: error: expected the name of a trace function or '*', found 'F G' "
         "[config-arguments]\n"},
        {"USEPREFIX(F, %!FUNC!);",
         "a.ini:1:14: error: expected the prefix in double quotes [config-arguments]\n"},
        {"USESUFFIX(F, x);",
         "a.ini:1:14: error: expected the suffix in double quotes [config-arguments]\n"},
        {"USESUFFIX(F, \"x\", , y);",
         "a.ini:1:18: error: expected an expression here [config-arguments]\n"},
        {"PUBLIC_FILTER(F, 1+1);",
         "a.ini:1:18: error: expected the name of a flag, found '1+1' [config-arguments]\n"},
        {"DEFINE_SIMPLE_TYPE(, int, I, \"d\", d, 4);",
         "a.ini:1:20: error: the type has no name [config-arguments]\n"},
        {"DEFINE_CPLX_TYPE(x, , T, I, \"s\", s, 0);",
         "a.ini:1:20: error: a complex type needs the macro that stores its value "
         "[config-arguments]\n"},
        {"DEFINE_CPLX_TYPE(x, M, , I, \"s\", s, 0);",
         "a.ini:1:23: error: a complex type needs a C type [config-arguments]\n"},
        {"DEFINE_CPLX_TYPE(x, M, T, I, \"s\", s, 0, win:X, y);",
         "a.ini:1:48: error: nothing may follow the manifest type [config-arguments]\n"},
        {"CUSTOM_TYPE(x, ItemEnum);",
         "a.ini:1:16: error: expected a base type with its list, like ItemListLong(Off,On), "
         "found 'ItemEnum' [config-arguments]\n"},
    };
    check_messages(ini, rows, COUNT(rows));
}

static void value_errors(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"DEFINE_SIMPLE_TYPE(x, int, I, \"d\", d, four);",
         "a.ini:1:39: error: expected a number as priority, found 'four' [bad-value]\n"},
        {"DEFINE_SIMPLE_TYPE(x, int, I, \"d\", d-, 4);",
         "a.ini:1:36: error: a signature consists of letters, digits and '_', found 'd-' "
         "[bad-value]\n"},
        {"TRACERANGE(1, 70000);",
         "a.ini:1:15: error: expected a message number from 0 to 65535, found '70000' "
         "[bad-value]\n"},
        {"TRACERANGE(x, 2);",
         "a.ini:1:12: error: expected a message number from 0 to 65535, found 'x' [bad-value]\n"},
        {"TRACERANGE(5, 2);",
         "a.ini:1:12: error: the range begins at 5, behind its end at 2 [bad-value]\n"},
        {"SEPARATE_TRACE_GUID_PER_FILE(yes);",
         "a.ini:1:30: error: expected 0 or 1, found 'yes' [bad-value]\n"},
    };
    check_messages(ini, rows, COUNT(rows));
}

static void type_errors(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"DEFINE_SIMPLE_TYPE(x, int, I, \"d\", d, 4);\n"
         "DEFINE_SIMPLE_TYPE(x, long, I, \"d\", d, 4);",
         "a.ini:2:20: error: type 'x' is defined already [duplicate-type]\n"
         "a.ini:1:20: note: the first definition is here; -IgnoreDupTypes would keep it\n"},
        {"DEFINE_SIMPLE_TYPE(ItemLong, int, I, \"d\", d, 4);\n"
         "DEFINE_FLAVOR(y, ItemLogn);\n"
         "DEFINE_FLAVOR(z, y);",
         "a.ini:2:18: error: unknown base type 'ItemLogn' [unknown-base-type]\n"
         "a.ini:1:20: note: did you mean 'ItemLong', defined here?\n"},
        {"CUSTOM_TYPE(x, ItemWhatever(A,B));",
         "a.ini:1:16: error: unknown base type 'ItemWhatever' [unknown-base-type]\n"},
    };
    check_messages(ini, rows, COUNT(rows));
}

static void manifest_errors(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"DEFINE_BIT(x);",
         "a.ini:1:12: error: there is no DEFINE_CONTROL_GUID before the bit 'x' [manifest]\n"},
        {"MANIFEST_CONFIGURATION(\"\");",
         "a.ini:1:24: error: the manifest has no name [manifest]\n"},
        {"MANIFEST_RESOURCES(a.dll);",
         "a.ini:1:20: error: expected an absolute path, found 'a.dll' [manifest]\n"},
        {"DEFINE_CONTROL_GUID(P, 1234);",
         "a.ini:1:24: error: expected a GUID like 01234567-89ab-cdef-0123-456789abcdef, found "
         "'1234' [bad-value]\n"},
        {"DEFINE_CONTROL_GUID(P, 00112233-4455-6677-8899-aabbccddeefg);",
         "a.ini:1:24: error: expected a GUID like 01234567-89ab-cdef-0123-456789abcdef, found "
         "'00112233-4455-6677-8899-aabbccddeefg' [bad-value]\n"},
        {"DEFINE_CONTROL_GUID(\"\");",
         "a.ini:1:21: error: the control GUID has no name [manifest]\n"},
        {"DEFINE_CONTROL_GUID(P);\n"
         "DEFINE_CONTROL_GUID(P, 00112233-4455-6677-8899-aabbccddeeff);",
         "a.ini:2:21: error: there is a control GUID with the name or symbol 'P' [manifest]\n"
         "a.ini:1:21: note: the other one is here\n"},
        {"DEFINE_CONTROL_GUID(P);\n"
         "DEFINE_CONTROL_GUID(p);",
         "a.ini:2:21: error: there is a control GUID with the value "
         "'3857f44b-d9e4-5b43-5bd0-84ae013c326b' [manifest]\n"
         "a.ini:1:21: note: the other one is here\n"},
        {"DEFINE_CONTROL_GUID(P); DEFINE_BIT(a, 3);",
         "a.ini:1:39: error: a keyword is one bit, a power of two; found '3' [manifest]\n"},
        {"DEFINE_CONTROL_GUID(P); DEFINE_BIT(a, 0);",
         "a.ini:1:39: error: a keyword is one bit, a power of two; found '0' [manifest]\n"},
        {"DEFINE_CONTROL_GUID(P); DEFINE_BIT(a, x);",
         "a.ini:1:39: error: expected a decimal or hexadecimal number, found 'x' [bad-value]\n"},
        {"DEFINE_CONTROL_GUID(P); DEFINE_BIT(a); DEFINE_BIT(a);",
         "a.ini:1:51: error: there is a keyword with the name or symbol 'a' [manifest]\n"
         "a.ini:1:36: note: the other one is here\n"},
        {"DEFINE_CONTROL_GUID(P); DEFINE_BIT(a); DEFINE_BIT(b, 1);",
         "a.ini:1:54: error: this value is that of the keyword 'a' [manifest]\n"
         "a.ini:1:36: note: the other one is here\n"},
        {"DEFINE_BUILTIN_KEYWORD(k, 1);\n"
         "DEFINE_CONTROL_GUID(P); DEFINE_BIT(a, 1);",
         "a.ini:2:39: error: this value is that of the built-in keyword 'k' [manifest]\n"
         "a.ini:1:24: note: the other one is here\n"},
        {"DEFINE_KEYWORD(k, P, 1);",
         "a.ini:1:19: error: no DEFINE_CONTROL_GUID before has the name or symbol 'P' [manifest]\n"},
        {"DEFINE_CONTROL_GUID(P); DEFINE_LEVEL(l, P, 5);",
         "a.ini:1:44: error: a level of one's own is from 16 to 255, found '5' [manifest]\n"},
        {"DEFINE_CONTROL_GUID(P); DEFINE_LEVEL(l, P, 20); DEFINE_LEVEL(m, P, 20);",
         "a.ini:1:68: error: this value is that of the level 'l' [manifest]\n"
         "a.ini:1:38: note: the other one is here\n"},
        {"DEFINE_BUILTIN_KEYWORD(k, 6);",
         "a.ini:1:27: error: a keyword is one bit, a power of two; found '6' [manifest]\n"},
        {"DEFINE_BUILTIN_LEVEL(l, 256);",
         "a.ini:1:25: error: a level is from 0 to 255, found '256' [manifest]\n"},
        {"DEFINE_BUILTIN_LEVEL(l, 2); DEFINE_BUILTIN_LEVEL(m, 2);",
         "a.ini:1:53: error: this value is that of the built-in level 'l' [manifest]\n"
         "a.ini:1:22: note: the other one is here\n"},
        {"DEFINE_BUILTIN_LEVEL(l, 2); DEFINE_BUILTIN_LEVEL(l, 3);",
         "a.ini:1:50: error: there is a built-in level with the name or symbol 'l' [manifest]\n"
         "a.ini:1:22: note: the other one is here\n"},
    };
    check_messages(ini, rows, COUNT(rows));
}

static void block_errors(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"// begin_wpp config\n"
         "// FUNC F(A);\n",
         "a.h:1:4: error: no end_wpp follows this 'begin_wpp config' [unterminated-block]\n"},
        {"// begin_wpp config\n"
         "// begin_wpp config\n"
         "// FUNC F(A);\n"
         "// end_wpp\n",
         "a.h:1:4: error: no end_wpp follows this 'begin_wpp config' [unterminated-block]\n"
         "a.h:2:4: note: the next block begins here\n"},
        {"// begin_wpp func\n"
         "// FUNC F(A);\n"
         "// end_wpp\n",
         "a.h:1:4: warning: unknown kind of block 'func', expected config or enum; it is "
         "skipped [unknown-block]\n"},
        {"x\n"
         "// begin_wpp config\n"
         "//   FUNC F(A B);\n"
         "// end_wpp\n",
         "a.h:3:13: error: trace function 'F': expected a name, MSG or '...', found 'A B'; "
         "commas separate parameters [function-shape]\n"},
        {"/*\n"
         " * begin_wpp config\n"
         " * FUNC F(LEVEL,\n"
         " *        MSG;\n"
         " * FUNC G(A);\n"
         " * end_wpp\n"
         " */",
         "a.h:3:10: error: this '(' is never closed [config-syntax]\n"
         "a.h:4:14: note: the statement ends here\n"},
        {"// begin_wpp config\n"
         "// FUNC F(A\n"
         "// end_wpp\n"
         "FUNC G(A);\n",
         "a.h:2:10: error: this '(' is never closed [config-syntax]\n"
         "a.h:3:1: note: the end is here\n"},
    };
    check_messages(scan, rows, COUNT(rows));
}

static void enum_warnings(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"struct s { int a; int b; };\n"
         "enum E { A };",
         "a.h:2:1: warning: cannot read this as an enumeration: unexpected 'class' or "
         "'struct', expecting end of the block or 'typedef' or 'enum' or ';' [enum-syntax]\n"},
        {"enum E { A = MAKE(1, 2), B, C = 3 };",
         "a.h:2:14: warning: macros are not expanded, so this value is unknown [enum-syntax]\n"},
        {"enum E { A = NOWHERE, B = 2 };",
         "a.h:2:14: warning: no enumerator seen so far has this name, so this value is "
         "unknown: NOWHERE [enum-syntax]\n"},
        {"enum E { A = 1 / 0, B = 1 << 64, C = 1 };",
         "a.h:2:14: warning: division by zero [enum-syntax]\n"
         "a.h:2:25: warning: a shift by less than 0 or more than 63 bits [enum-syntax]\n"},
        {"enum E { A = 12x, B = '\\q', C = 1 };",
         "a.h:2:14: warning: cannot read this number: 12x [enum-syntax]\n"
         "a.h:2:23: warning: cannot read this character: '\\q' [enum-syntax]\n"},
        {"enum E { A = @, B };\n"
         "enum F { C };",
         "a.h:2:14: warning: cannot read this as an enumeration: unexpected invalid text "
         "[enum-syntax]\n"},
        {"enum E;",
         "a.h:2:7: warning: cannot read this as an enumeration: unexpected ';', expecting ':' "
         "or '{' [enum-syntax]\n"},
    };
    check_messages(scan_enums, rows, COUNT(rows));
}

static void unknown_functions(void **state)
{
    (void)state;
    struct run r;
    begin(&r);
    assert_true(ini(&r, "FUNC TraceEvents(A);\nUSEPREFIX(TraceEvent, \"x\");\nNOPREFIX(TraceEvents, *);\n"
                        "PUBLIC_FILTER(Other, Flag);"));
    config_public(&r.config, TEXT("Third"), TEXT(""), span_none());
    assert_true(config_finish(&r.config));
    assert_string_equal(messages(&r),
                        "a.ini:2:11: warning: no trace function 'TraceEvent' is declared [unknown-function]\n"
                        "a.ini:1:6: note: did you mean 'TraceEvents', declared here?\n"
                        "a.ini:4:15: warning: no trace function 'Other' is declared [unknown-function]\n"
                        "test: warning: no trace function 'Third' is declared [unknown-function]\n");
    end(&r);
    begin(&r);
    r.diag.warnings_are_errors = true;
    assert_true(ini(&r, "NOPREFIX(F);"));
    assert_false(config_finish(&r.config));
    end(&r);
}

static void include_cycles(void **state)
{
    (void)state;
    struct run r;
    begin(&r);
    r.files[0] = (struct memory_file){"b.ini", "FUNC B(A);\n  SCANFORMACROS(c.h);"};
    r.files[1] = (struct memory_file){"c.h", "// begin_wpp config\n// INCLUDE(a.ini);\n// FUNC C(A);\n// end_wpp\n"};
    assert_false(ini(&r, "INCLUDE(b.ini);\nFUNC F(A);"));
    assert_string_equal(messages(&r), "c.h:2:12: error: 'a.ini' includes itself [include-cycle]\n"
                                      "b.ini:2:17: note: 'c.h' is included here\n"
                                      "a.ini:1:9: note: 'b.ini' is included here\n");
    assert_string_equal(functions(&r), "B(A); C(A); F(A)");
    end(&r);
    begin(&r);
    assert_false(ini(&r, "INCLUDE(a.ini); INCLUDE(none.ini);"));
    assert_string_equal(messages(&r), "a.ini:1:9: error: 'a.ini' includes itself [include-cycle]\n"
                                      "a.ini:1:25: error: 'none.ini' not found [missing-file]\n");
    end(&r);
}

/* ---- much of it --------------------------------------------------------------------------------------- */

static const char *repeated(struct run *r, const char *before, const char *each, size_t times, const char *after)
{
    struct buffer b = {0};
    buffer_text(&b, text_from(before));
    for (size_t i = 0; i < times; i++)
        buffer_text(&b, text_from(each));
    buffer_text(&b, text_from(after));
    return taken(r, &b);
}

static void stops_at_twenty(void **state)
{
    (void)state;
    static const char *const wrong[] = {"FUNC F(;\n", "DEFINE_FLAVOR(a, b);\n", ")", "FUNC F;", "FUNC = 3;"};
    for (size_t i = 0; i < COUNT(wrong); i++) {
        struct run r;
        begin(&r);
        assert_false(ini(&r, repeated(&r, "", wrong[i], 1000, "FUNC G(A);")));
        assert_int_equal(r.diag.errors, DIAG_MAX_ERRORS);
        assert_string_equal(functions(&r), "");
        end(&r);
    }
}

static void nesting(void **state)
{
    (void)state;
    struct run r;
    begin(&r);
    const char *deep = repeated(&r, "WPP_FLAGS(", "(", READER_MAX_NESTING - 1, "x");
    assert_true(ini(&r, repeated(&r, deep, ")", READER_MAX_NESTING - 1, ");")));
    deep = repeated(&r, "WPP_FLAGS(", "(", 100000, "x");
    assert_false(ini(&r, repeated(&r, deep, ")", 100000, ");\nFUNC F(A);")));
    assert_string_equal(messages(&r), "a.ini:1:110: error: parentheses nest too deeply here [config-syntax]\n");
    assert_string_equal(functions(&r), "F(A)");
    end(&r);
}

static void long_statements(void **state)
{
    (void)state;
    struct run r;
    begin(&r);
    assert_true(ini(&r, repeated(&r, "WPP_FLAGS(", "a,", 100000, ");")));
    assert_false(ini(&r, repeated(&r, "WPP_FLAGS(", "a,", 1000000, ");\nFUNC F(A);")));
    assert_string_equal(messages(&r), "a.ini:1:262153: error: this statement is too long [config-syntax]\n");
    struct buffer b = {0};
    buffer_format(&b, "FUNC G(");
    for (unsigned i = 0; i < 257; i++)
        buffer_format(&b, "%sP%u", i ? "," : "", i);
    buffer_format(&b, ");");
    assert_false(declare(&r, taken(&r, &b)));
    assert_non_null(strstr(messages(&r), "-func:1:1178: error: trace function 'G': there are more than 256 parameters"));
    assert_string_equal(functions(&r), "F(A)");
    end(&r);
}

/* Each would take minutes if it were quadratic. */
static void large_files(void **state)
{
    (void)state;
    static const char *const pieces[][3] = {
        {"", "(", ""}, {"A", "(", ""}, {"A(", ";", ""}, {"A(", ";\n", ""}, {"A(", "\n", ""}, {"A(", "a\n", ""},
        {"", "#", ""}, {"A(", "#a", ""}, {"A(", "/*", ""}, {"", "/* x */", ""}, {"A(", "\"a\" ", ""}, {"", "\\", ""},
        {"USEPREFIX(A, \"", "x", "\");"}, {"USEPREFIX(A, \"", "x", ""}, {"", "x", ""}, {"", "_wpp", ""},
        {"", "begin_wpp config ", ""}, {"", "// begin_wpp config\n", ""}, {"", "// begin_wpp x\n// end_wpp\n", ""},
        {"// begin_wpp config\n", "//", "\n// end_wpp"}, {"// begin_wpp config\n", "/*", "\n// end_wpp"},
        {"// begin_wpp enum\nenum A { x = ", "(", "};\n// end_wpp"}, {"// begin_wpp enum\n", "{;}", "\n// end_wpp"},
        {"// begin_wpp enum\nenum A { x = ", "-", "1};\n// end_wpp"}, {"// begin_wpp enum\n", "x;", "\n// end_wpp"},
        {"// begin_wpp enum\nenum A {", "a,", "};\n// end_wpp"}, {"// begin_wpp enum\n", "/*", "\n// end_wpp"},
    };
    for (size_t i = 0; i < COUNT(pieces); i++) {
        struct run r;
        begin(&r);
        const char *text = repeated(&r, pieces[i][0], pieces[i][1], 200000, pieces[i][2]);
        ini(&r, text);
        r.diag.errors = 0;
        scan(&r, text);
        end(&r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(syntax_errors), cmocka_unit_test(shape_errors), cmocka_unit_test(argument_errors),
        cmocka_unit_test(value_errors), cmocka_unit_test(type_errors), cmocka_unit_test(manifest_errors),
        cmocka_unit_test(block_errors), cmocka_unit_test(enum_warnings), cmocka_unit_test(unknown_functions),
        cmocka_unit_test(include_cycles), cmocka_unit_test(stops_at_twenty), cmocka_unit_test(nesting),
        cmocka_unit_test(long_statements), cmocka_unit_test(large_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
