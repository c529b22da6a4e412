/* What right configuration puts into the model: every command, every shape of declaration, every kind of
 * block. Mistakes are in test_config_errors.c. */
#define _GNU_SOURCE
#include "config_run.h"

/* ---- trace functions ---------------------------------------------------------------------------------- */

static void function_shapes(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"FUNC F(A, B, MSG, ...);", "F(A,B,MSG,...)"},
        {"F(A,MSG,...);", "F(A,MSG,...)"},
        {"FUNC:F{A=1}(B);", "F{A=1}(B)"},
        {"FUNC F { A = x , B = y(1, 2) } ( C , MSG , ... ) ;", "F{A=x,B=y(1, 2)}(C,MSG,...)"},
        {"FUNC F((A, MSG, ...))", "F((A,MSG,...))"},
        {"FUNC F((MSG, ...))", "F((MSG,...))"},
        {"FUNC F(A, (MSG, ...));", "F(A,(MSG,...))"},
        {"FUNC F(A, (MSG));", "F(A,(MSG))"},
        {"FUNC F(EXP);", "F(EXP)"},
        {"FUNC F(A, ...);", "F(A,...)"},
        {"FUNC F{A=1}(...);", "F{A=1}(...)"},
        {"FUNC F();", "F()"},
        {"FUNC F{}( );", "F()"},
        {"FUNC F(());", "F(())"},
        {"FUNC F(MSG);", "F(MSG)"},
        {"FUNC F(A, MSG, B);", "F(A,MSG,B)"},
        {"FUNC fprintf{LEVEL=Noise}(NULL,MSG,...);", "fprintf{LEVEL=Noise}(NULL,MSG,...)"},
        {"FUNC F(IFRLOG,LEVEL,MSG,...);FUNC G(LEVEL,IFRLOG,MSG,...);FUNC H(LEVEL,MSG,IFRLOG,...);",
         "F(IFRLOG,LEVEL,MSG,...); G(LEVEL,IFRLOG,MSG,...); H(LEVEL,MSG,IFRLOG,...)"},
        {"FUNC F(A,MSG,...)\nFUNC G(A,MSG,...)\nH(MSG)", "F(A,MSG,...); G(A,MSG,...); H(MSG)"},
        {"FUNC\nF\n(\nA\n,\nMSG\n,\n...\n)\n;", "F(A,MSG,...)"},
        {"FUNC USEPREFIX(A, MSG);", "USEPREFIX(A,MSG)"}, /* said to be a function */
        {"useprefix(A, MSG);", "useprefix(A,MSG)"},      /* commands are upper-case */
        {"FUNC F(A);FUNC F(B, MSG, ...);", "F(B,MSG,...)"},
        {";;FUNC F(A);;;", "F(A)"},
        {"# FUNC no(A);\nFUNC F(A, # one\nB, // two\nMSG /* three */, ...); # four", "F(A,B,MSG,...)"},
        {"FUNC F(A, #why\n MSG, ...);", "F(A,MSG,...)"},
        {"", ""},
    };
    size_t wrong = 0;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct run r;
        begin(&r);
        bool ok = i % 2 ? ini(&r, rows[i].text) : declare(&r, rows[i].text);
        if (!ok || r.message_len || strcmp(functions(&r), rows[i].want)) {
            print_error("%s\n  gave: %s\n  not:  %s\n%s", rows[i].text, functions(&r), rows[i].want, messages(&r));
            wrong++;
        }
        end(&r);
    }
    assert_int_equal(wrong, 0);
}

static void message_place(void **state)
{
    (void)state;
    struct run r;
    begin(&r);
    assert_true(ini(&r, "F(A,B,MSG,C);G(A,B);"));
    assert_int_equal(model_function(r.model, TEXT("F"))->msg_at, 2);
    assert_int_equal(model_function(r.model, TEXT("G"))->msg_at, 2);
    assert_int_equal(model_function(r.model, TEXT("G"))->where.begin, 13);
    end(&r);
}

/* A function that is declared again keeps its place in the list and what others point to. */
static void declared_again(void **state)
{
    (void)state;
    struct run r;
    begin(&r);
    enable(&r, "duplicate-function");
    assert_true(ini(&r, "F(A);G(B);F(A);"));
    const struct function *f = model_function(r.model, TEXT("F"));
    assert_int_equal(r.message_len, 0);
    assert_true(ini(&r, "F(X);"));
    assert_ptr_equal(model_function(r.model, TEXT("F")), f);
    assert_string_equal(functions(&r), "F(X); G(B)");
    assert_string_equal(messages(&r),
                        "a.ini:1:1: warning: trace function 'F' is declared again with other parameters "
                        "[duplicate-function]\na.ini:1:11: note: the declaration before it is here\n");
    end(&r);
}

/* ---- prefixes, suffixes, publications ----------------------------------------------------------------- */

static void affixes(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"USEPREFIX (F, \"%!STDPREFIX! [%!FUNC!] \"); FUNC F(A);", "F(A) P'%!STDPREFIX! [%!FUNC!]'"},
        {"FUNC F(A); USESUFFIX(F, \" at %s \" \"%d\\n\", __FILE__, __LINE__);",
         "F(A) S' at %s %d\\n'<__FILE__><__LINE__>"},
        {"FUNC F(A); USESUFFIX(F, \"x\", this, #A, c ? \"a, b\" : \"(\", (const void*)(_po), ',', x[1], \"s\");",
         "F(A) S'x'<this><#A><c ? \"a, b\" : \"(\"><(const void*)(_po)><','><x[1]><\"s\">"},
        {"FUNC F(A); USEPREFIX(F, \"say \\\"%s\\\"\", f(#A, \"b\"));", "F(A) P'say \\\"%s\\\"'<f(#A, \"b\")>"},
        {"FUNC F(A); USEPREFIX(F, \"one \" // a\n  \"two\"\n, a +\n   b);", "F(A) P'one two'<a + b>"},
        {"FUNC F(A); NOPREFIX(F);", "F(A) P''"},
        {"FUNC F(A); USEPREFIX(F);", "F(A) P''"},
        {"FUNC F(A); USEPREFIX(F, \"x\"); NOPREFIX(F); USESUFFIX(F, \"y\");", "F(A) P'' S'y'"},
        {"FUNC F(A); FUNC G(A); NOPREFIX(F, G);", "F(A) P''; G(A) P''"},
        {"USEPREFIX(F, \"x\"); FUNC F(A); FUNC F(B);", "F(B) P'x'"},
        {"PUBLIC_FILTER(F, Flag); FUNC F(A);", "F(A) public:Flag"},
        {"FUNC F(A); FUNC G(A); PUBLIC_FILTER(*, All);", "F(A) public:All; G(A) public:All"},
        {"USEPREFIX (F(PVOID a, PVOID b), \"%p\", f(a)); FUNC F(...);", "F(...) P'%p'<f(a)>"},
        {"FUNC F(A); USESUFFIX(F, L\"wide\");", "F(A) S'wide'"},
    };
    size_t wrong = 0;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct run r;
        begin(&r);
        bool ok = ini(&r, rows[i].text) && config_finish(&r.config);
        if (!ok || r.message_len || strcmp(functions(&r), rows[i].want)) {
            print_error("%s\n  gave: %s\n  not:  %s\n%s", rows[i].text, functions(&r), rows[i].want, messages(&r));
            wrong++;
        }
        end(&r);
    }
    assert_int_equal(wrong, 0);
}

static void affixes_for_all(void **state)
{
    (void)state;
    struct run r;
    begin(&r);
    assert_true(ini(&r, "USEPREFIX(*,\"%!STDPREFIX!\");USESUFFIX(*, \"!\", x);"));
    config_public(&r.config, TEXT("F"), TEXT(""), span_none());
    assert_true(declare(&r, "F(A)"));
    assert_true(config_finish(&r.config));
    assert_true(r.model->prefix.set);
    assert_true(text_equal(r.model->prefix.text, TEXT("%!STDPREFIX!")));
    assert_int_equal(r.model->suffix.expr_count, 1);
    assert_string_equal(functions(&r), "F(A) public");
    end(&r);
    begin(&r);
    assert_true(ini(&r, "USEPREFIX(*,\"x\"); NOPREFIX(*);"));
    assert_true(config_finish(&r.config));
    assert_false(r.model->prefix.set);
    end(&r);
}

/* ---- types -------------------------------------------------------------------------------------------- */

static void type_definitions(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"DEFINE_SIMPLE_TYPE( S, signed int, ItemLong, \"d\", d, 4, win:Int32);",
         "S=simple|signed int|ItemLong|d|d|4||win:Int32\n"},
        {"DEFINE_SIMPLE_TYPE(SPACE,,, \" \",,);", "SPACE=simple||| ||0||\n"},
        {"DEFINE_SIMPLE_TYPE(FUNC,,, \"%!FUNC!\",,); // trailing", "FUNC=simple|||%!FUNC!||0||\n"},
        {"DEFINE_SIMPLE_TYPE_PTR(G, LPCGUID, ItemGuid, \"s\", _guid_, 4, win:GUID);",
         "G=pointer|LPCGUID|ItemGuid|s|_guid_|4||win:GUID\n"},
        {"DEFINE_SIMPLE_TYPE(U, unsigned char, ItemUChar, \"c\", C, 1, win:UInt8;  outType=xs:string);",
         "U=simple|unsigned char|ItemUChar|c|C|1||win:UInt8;  outType=xs:string\n"},
        {"DEFINE_SIMPLE_TYPE(U, char, ItemUChar, \"c\", C, 1, win:UInt8;\n   outType=xs:string);",
         "U=simple|char|ItemUChar|c|C|1||win:UInt8; outType=xs:string\n"},
        {"DEFINE_CPLX_TYPE(str, WPP_STR, const std::string &, ItemPString, \"s\", _str_, 0, win:X);",
         "str=complex|const std::string &|ItemPString|s|_str_|0|WPP_STR|win:X\n"},
        {"DEFINE_CPLX_TYPE(.*hs, WPP_X, buf_t*, ItemPString, \"s\", _x_, 0, 2);",
         ".*hs=complex|buf_t*|ItemPString|s|_x_|0|WPP_X|\n"},
        {"DEFINE_CPLX_TYPE(. * hs, WPP_X, buf_t*, ItemPString, \"s\", _x_, 0, 2, win:Y);",
         ".*hs=complex|buf_t*|ItemPString|s|_x_|0|WPP_X|win:Y\n"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct run r;
        begin(&r);
        assert_true(ini(&r, rows[i].text));
        assert_string_equal(types(&r), rows[i].want);
        end(&r);
    }
}

static void derived_types(void **state)
{
    (void)state;
    struct run r;
    begin(&r);
    assert_true(ini(&r, "DEFINE_SIMPLE_TYPE(B, long, ItemList, \"d\", l, 4, win:Int32);\n"));
    assert_true(scan(&r, "// begin_wpp config\n"
                         "// DEFINE_FLAVOR(f1, B,,);\n"
                         "// DEFINE_FLAVOR(f2, B, ItemOther, \"x\", win:Hex);\n"
                         "// DEFINE_FLAVOR(f3, B, ItemList(FALSE,TRUE), \"s\");\n"
                         "// DEFINE_FLAVOR(f4, B);\n"
                         "// CUSTOM_TYPE(c1, B(Low,APC, DPC = 5) );\n"
                         "// CUSTOM_TYPE(c2, B(a::b::c), \"s\");\n"
                         "// TYPEMACRO(c3, B (one,\n//     two,\n//     three));\n"
                         "// end_wpp\n"));
    assert_string_equal(types(&r), "B=simple|long|ItemList|d|l|4||win:Int32\n"
                                   "f1=simple|long|ItemList|d|l|4||win:Int32\n"
                                   "f2=simple|long|ItemOther|x|l|4||win:Hex\n"
                                   "f3=simple|long|ItemList(FALSE,TRUE)|s|l|4||win:Int32\n"
                                   "f4=simple|long|ItemList|d|l|4||win:Int32\n"
                                   "c1=simple|long|ItemList(Low,APC, DPC = 5)|d|l|4||win:Int32\n"
                                   "c2=simple|long|ItemList(a::b::c)|s|l|4||win:Int32\n"
                                   "c3=simple|long|ItemList(one, two, three)|d|l|4||win:Int32\n");
    end(&r);
}

static void duplicate_types(void **state)
{
    (void)state;
    static const char first[] = "DEFINE_SIMPLE_TYPE(x, int, ItemLong, \"d\", d, 4);";
    struct run r;
    begin(&r);
    assert_true(ini(&r, first) && ini(&r, first)); /* the same again */
    r.model->settings.ignore_duplicate_types = true;
    assert_true(ini(&r, "DEFINE_SIMPLE_TYPE(x, long, ItemLong, \"d\", d, 4);"));
    assert_string_equal(types(&r), "x=simple|int|ItemLong|d|d|4||\n"); /* the first wins */
    assert_int_equal(r.message_len, 0);
    end(&r);
}

/* ---- commands that steer ------------------------------------------------------------------------------ */

static void steering(void **state)
{
    (void)state;
    struct run r;
    begin(&r);
    assert_true(ini(&r, "WPP_FLAGS(-lookfor:WPP_INIT_TRACING);\n"
                        "WPP_FLAGS(noshrieks, p:MyProject, \"-p:two words\");\n"
                        "WPP_FLAGS(-DIP(x) WPP_LOGPAIR( (16), (x)), -DA(l,s)=b(l,s), -scan:\"a b.h\");\n"
                        "PROCESSFILES(\"MyFile.cpp\", B*.c, ..\\dir\\x.c);\n"
                        "TRACERANGE(20, 0x200); SEPARATE_TRACE_GUID_PER_FILE(0);"));
    buffer_char(&r.sink, 0);
    assert_string_equal(r.sink.at, "-lookfor:WPP_INIT_TRACING;noshrieks;p:MyProject;-p:two words;"
                                   "-DIP(x) WPP_LOGPAIR( (16), (x));-DA(l,s)=b(l,s);-scan:\"a b.h\";"
                                   "<MyFile.cpp>;<B*.c>;<..\\dir\\x.c>;");
    assert_int_equal(r.model->settings.range_min, 20);
    assert_int_equal(r.model->settings.range_max, 512);
    assert_true(r.model->settings.guid_per_file_set && !r.model->settings.guid_per_file);
    assert_true(ini(&r, "SEPARATE_TRACE_GUID_PER_FILE(1);"));
    assert_true(r.model->settings.guid_per_file);
    end(&r);
}

static void files_name_files(void **state)
{
    (void)state;
    struct run r;
    begin(&r);
    r.files[0] = (struct memory_file){"b.ini", "FUNC B(A); SCANFORMACROS(c.h, d.h);"};
    r.files[1] = (struct memory_file){"c.h", "// begin_wpp config\n// C(A)\n// end_wpp\n"};
    r.files[2] = (struct memory_file){"d.h", "// begin_wpp config\n// INCLUDE(e.ini);\n// D(A);\n// end_wpp\n"};
    r.files[3] = (struct memory_file){"e.ini", "FUNC E(A);"};
    assert_true(ini(&r, "INCLUDE(\"b.ini\");\nINCLUDE(e.ini);\nFUNC F(A);"));
    assert_string_equal(functions(&r), "B(A); C(A); E(A); D(A); F(A)");
    assert_int_equal(r.config.open.count, 0);
    end(&r);
}

/* ---- manifest mode ------------------------------------------------------------------------------------ */

static void manifest(void **state)
{
    (void)state;
    struct run r;
    begin(&r);
    assert_true(ini(&r, "DEFINE_BUILTIN_LEVEL(win:Error, 2, L_ERROR, TRACE_LEVEL_ERROR);\n"
                        "DEFINE_BUILTIN_KEYWORD(win:AnyKeyword, 0x0, K_ANY);\n"
                        "DEFINE_BUILTIN_KEYWORD(win:SQM, 0x0008000000000000);\n"
                        "DEFINE_BUILTIN_KEYWORD(win:SQM, 0x0008000000000000);\n"
                        "MANIFEST_CONFIGURATION(dir\\x.man, , Ev); MANIFEST_RESOURCES(C:\\a.dll);\n"
                        "DEFINE_CONTROL_GUID(Microsoft-Diagnostics-DiagnosticSource);\n"
                        "DEFINE_BIT(One); DEFINE_BIT(Four, 4, SYM4); DEFINE_BIT(Two,, SYM2); DEFINE_BIT(Three);\n"
                        "DEFINE_CONTROL_GUID(\"P 2\", {00112233-4455-6677-8899-AABBCCDDEEFF}, P2);\n"
                        "DEFINE_KEYWORD(K, P2, 0x80); DEFINE_BIT(L); DEFINE_LEVEL(Lev, \"P 2\", 17, LSYM);\n"));
    const struct manifest *m = &r.model->manifest;
    assert_true(m->on && text_equal(m->file, TEXT("dir\\x.man")) && text_equal(m->header, TEXT("x.h")));
    assert_true(text_equal(m->prefix, TEXT("Ev")) && text_equal(m->culture, TEXT("en-us")));
    assert_true(text_equal(m->message_file, TEXT("C:\\a.dll")));
    assert_int_equal(m->levels.count, 2); /* one for each symbol */
    assert_true(text_equal(m->levels.items[1]->symbol, TEXT("TRACE_LEVEL_ERROR")) && m->levels.items[1]->builtin);
    assert_int_equal(m->keywords.count, 2);
    const struct control_guid *a = m->control_guids.items[0], *b = m->control_guids.items[1];
    assert_true(text_equal(a->text, TEXT("adb401e1-5296-51f8-c125-5fda75826144")));
    uint64_t bits[] = {1, 4, 2, 8};
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(a->keywords.items[i]->value, bits[i]);
    assert_true(text_equal(a->keywords.items[2]->symbol, TEXT("SYM2")));
    assert_true(text_equal(b->text, TEXT("00112233-4455-6677-8899-aabbccddeeff")) && b->bytes[0] == 0);
    assert_int_equal(b->keywords.items[0]->value, 0x80);
    assert_int_equal(b->keywords.items[1]->value, 1);
    assert_int_equal(b->levels.items[0]->value, 17);
    assert_false(r.model->settings.guid_per_file);
    end(&r);
}

/* ---- blocks ------------------------------------------------------------------------------------------- */

static void config_blocks(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"// begin_wpp config\n// FUNC F(A);\n// end_wpp\n", "F(A)"},
        {"//begin_wpp config\r\n//FUNC F(A);\r\n//\r\n//FUNC G(B,\r\n//  MSG);\r\n//end_wpp\r\n", "F(A); G(B,MSG)"},
        {"/*\n * begin_wpp config\n *\n * FUNC F(A,\n *   MSG);\n ** FUNC G(A);\n * end_wpp\n */", "F(A,MSG); G(A)"},
        {"/* begin_wpp config\nFUNC F(A);\nend_wpp */", "F(A)"},
        {"/* begin_wpp config */\nFUNC F(A); // one\n/* two\n three */ FUNC G(A);\n/* end_wpp */", "F(A); G(A)"},
        {"#if 0\nbegin_wpp config\nFUNC F(A);\n# comment\nend_wpp\n#endif", "F(A)"},
        {"/// begin_wpp config\n/// FUNC F(A);\n/// end_wpp", "F(A)"},
        {"// begin_wpp config\n//// FUNC F(A);\n// // FUNC G(A);\n////////\n// FUNC H(A);\n// end_wpp", "H(A)"},
        {"// begin_wpp config\n// FUNC F(A); \\\n// FUNC G(A, \\\n//  B);\n// end_wpp", "F(A); G(A,B)"},
        {"// see \"begin_wpp config\" and end_wpp\n// begin_wpp config blocks are described there\n"
         "// the line: begin_wpp config\n// my_begin_wpp config\n", ""},
        {"// begin_wpp config\n// FUNC F(A);\n// end_wpp\nFUNC no(A);\n// begin_wpp config\n// FUNC G(A);\n// end_wpp",
         "F(A); G(A)"},
        {"// end_wpp\n// begin_wpp config\n// end_wpp\n", ""},
        {"// begin_wpp config\n// USEPREFIX(\n//    F,\n//    \"x\");\n// FUNC F(A)\n// end_wpp\n", "F(A) P'x'"},
        {"// begin_wpp config\n/*\n// FUNC F(A);\n// end_wpp\n*/", "F(A)"}, /* a comment that does not end inside */
    };
    size_t wrong = 0;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct run r;
        begin(&r);
        bool ok = scan(&r, rows[i].text) && config_finish(&r.config);
        if (!ok || r.message_len || strcmp(functions(&r), rows[i].want)) {
            print_error("%s\n  gave: %s\n  not:  %s\n%s", rows[i].text, functions(&r), rows[i].want, messages(&r));
            wrong++;
        }
        end(&r);
    }
    assert_int_equal(wrong, 0);
}

static void flags_of_scanned_files(void **state)
{
    (void)state;
    struct run r;
    begin(&r);
    assert_true(scan(&r, "#define WPP_CONTROL_GUIDS WPP_DEFINE_CONTROL_GUID(x, (0), WPP_DEFINE_BIT(One))\n"));
    assert_true(r.model->defines_control_guids && table_get(&r.model->flags, TEXT("One")));
    end(&r);
}

static void enum_values(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"A, B, C", "A=0 B=1 C=2"},
        {"A = 5, B, C = 0x10, D,", "A=5 B=6 C=16 D=17"},
        {"A = 1 << 3, B = A | 3, C = (2 + 3) * 4 - 1, D = -C, E = ~0", "A=8 B=11 C=19 D=-19 E=-1"},
        {"A = 'a', B = '\\n', C = '\\x41', D = '\\0', E = 'ABCD', F = L'z'", "A=97 B=10 C=65 D=0 E=1094861636 F=122"},
        {"A = 010, B = 0b11, C = 10UL, D = 1'000, E = 5ui64", "A=8 B=3 C=10 D=1000 E=5"},
        {"A = 1 ? 2 : 3, B = 0 ? 2 : 3, C = 7 / 2, D = 7 % 2, E = 1 == 1, F = 3 > 4, G = !0",
         "A=2 B=3 C=3 D=1 E=1 F=0 G=1"},
        {"A = 0xFFFFFFFFFFFFFFFF, B = 0x7FFFFFFFFFFFFFFF, C", "A=-1 B=9223372036854775807 C=-9223372036854775808"},
        {"A = 1 && 0, B = 1 || 0, C = 6 & 3, D = 6 ^ 3, E = 16 >> 2, F = 1 <= 1, G = 1 >= 2, H = 1 != 1, I = 1 < 2",
         "A=0 B=1 C=2 D=5 E=4 F=1 G=0 H=0 I=1"},
        {"", ""},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct run r;
        begin(&r);
        const char *text = text_format(&r.arena, "// begin_wpp enum\nenum T {%s};\n// end_wpp\n", rows[i].text).at;
        assert_true(scan(&r, text));
        assert_string_equal(messages(&r), "");
        assert_string_equal(enumeration(&r, "T"), rows[i].want);
        end(&r);
    }
}

static void enum_declarations(void **state)
{
    (void)state;
    struct run r;
    begin(&r);
    assert_true(scan(&r, "// begin_wpp enum\n"
                         "typedef enum _T1 {\n    A1 = 0x8000, // one\n} T1, *PT1;\n\n"
                         "enum T2 : UCHAR { A2 = A1 | 1, /* two,\n three */ B2 };\n"
                         "#define X { \\\n  ;\n"
                         "enum class T3 : unsigned long { A3 = T2::B2 };\n"
                         "typedef enum { A4 } T4;\nenum T5 { A5 } variable;\n"
                         "// end_wpp\n"
                         "/*\n * begin_wpp enum\n * enum T6 { A6,\n *   B6 };\n * end_wpp\n */\n"
                         "// begin_wpp enum\n// enum T7 { A7, // one\n//   B7 };\n// end_wpp\n"));
    assert_string_equal(messages(&r), "");
    static const struct row rows[] = {
        {"_T1", "A1=32768"}, {"T1", "A1=32768"}, {"PT1", "none"}, {"T2", "A2=32769 B2=32770"}, {"T3", "A3=32770"},
        {"T4", "A4=0"}, {"T5", "A5=0"}, {"variable", "none"}, {"T6", "A6=0 B6=1"}, {"T7", "A7=0 B7=1"},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_string_equal(enumeration(&r, rows[i].text), rows[i].want);
    end(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(function_shapes), cmocka_unit_test(message_place), cmocka_unit_test(declared_again),
        cmocka_unit_test(affixes), cmocka_unit_test(affixes_for_all),
        cmocka_unit_test(type_definitions), cmocka_unit_test(derived_types), cmocka_unit_test(duplicate_types),
        cmocka_unit_test(steering), cmocka_unit_test(files_name_files), cmocka_unit_test(manifest),
        cmocka_unit_test(config_blocks), cmocka_unit_test(flags_of_scanned_files),
        cmocka_unit_test(enum_values), cmocka_unit_test(enum_declarations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
