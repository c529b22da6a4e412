`* Message data for decoders. cl, and clang in its place, put __annotation's strings into the PDB; the strings and *`
`* their order are what tools read. Other compilers have no such thing: there the same strings go into the section *`
`* .debug_wpp (PE: see below), which strip --strip-debug removes like any debug section. A record there is a row of NUL-terminated *`
`* strings that an empty one ends. ELF: the address of the call follows, so that a reader can tell the function. *`
`* PE: GNU ld puts sections whose name it does not know below the image base, and Windows then refuses the program. *`
`* Of the names it knows, .debug_weaknames of SGI's DWARF extensions is used by no compiler, so it serves here. *`
`* PE: assembler code cannot leave a section and come back, so records stand at file scope, padded with zeros, *`
`* and gcc marks the call with a local symbol wpp_at_<message>. *`
`* Who defines WPP_PUBLIC_ publishes every message that no filter names. *`
#if !defined(WPP_NO_ANNOTATIONS) && !defined(_MSC_VER) && !defined(WPP_ANNOTATIONS_IN_SECTION)
# if defined(__GNUC__) && (defined(__ELF__) || defined(_WIN32))
#  define WPP_ANNOTATIONS_IN_SECTION 1
# endif
#endif
#ifdef WPP_PUBLIC_
# define WPP_TMF WPP_PUBLIC_TMF
# define WPP_A WPP_PUBLIC_A
# define WPP_PUBLIC_TMC
#else
# define WPP_TMF WPP_PRIVATE_TMF
# define WPP_A WPP_PRIVATE_A
#endif

#if defined(WPP_NO_ANNOTATIONS) || !(defined(_MSC_VER) || WPP_ANNOTATIONS_IN_SECTION)
# define WPP_PRIVATE_TMF(name, no, text, pairs, args)
# define WPP_PUBLIC_TMF(name, no, text, pairs, args)
# define WPP_MARK(name)
#elif defined(_MSC_VER)
# ifdef WPP_EMIT_FUNC_NAME
#  define WPP_FUNC_NAME L" FUNC=" _WPPW(__FUNCTION__)
# else
#  define WPP_FUNC_NAME
# endif
# ifdef WPP_USER_MSG_GUID
#  define WPP_TMF_WGUID WPP_CALL_WITH(WPP_GUID_WTEXT, WPP_USER_MSG_GUID)
# else
#  define WPP_TMF_WGUID _WPPW(WPP_TMF_GUID)
# endif
# define WPP_PRIVATE_TMF(name, no, text, pairs, args) __annotation(L"TMF:", \
    WPP_TMF_WGUID _WPPW(WPP_TMF_DIR) _WPPW(WPP_TMF_FILE) _WPPW(WPP_TMF_END), \
    L"#typev " _WPPW(#name) L" " _WPPW(#no) L" \"" _WPPW(text) L"\" // " _WPPW(pairs) WPP_FUNC_NAME, \
    L"{" args, L"}"),
# define WPP_PUBLIC_TMF(name, no, text, pairs, args) __annotation(L"TMF:", \
    WPP_TMF_WGUID _WPPW(WPP_TMF_DIR) L"Unknown_cxx00" _WPPW(WPP_TMF_END), \
    L"#typev Unknown_cxx00 " _WPPW(#no) L" \"" _WPPW(text) L"\" // " _WPPW(pairs) WPP_FUNC_NAME, \
    L"{" args, L"}", L"PUBLIC_TMF:"),
# define WPP_PRIVATE_A(name, item) , _WPPW(name) L", " _WPPW(item)
# define WPP_PUBLIC_A(name, item) , L"Arg, " _WPPW(item)
# define WPP_MARK(name) WPP_T_ ## name
#else
# ifdef WPP_USER_MSG_GUID
#  undef WPP_TMF_GUID
#  define WPP_TMF_GUID WPP_CALL_WITH(WPP_GUID_TEXT, WPP_USER_MSG_GUID)
#  define WPP_TMF_ASM_GUID "\"" WPP_TMF_GUID "\""
# else
#  define WPP_TMF_ASM_GUID WPP_STRINGIZE(WPP_TMF_GUID)
# endif
# ifdef __ELF__
#  define WPP_RECORD(strings) __extension__({ __asm__ __volatile__( \
    "771:\n.pushsection .debug_wpp,\"\",%progbits\n" strings ".byte 0\n.dc.a 771b\n.popsection"); }),
#  define WPP_PRIVATE_TMF(name, no, text, pairs, args) WPP_RECORD(".asciz \"TMF:\"\n" \
    ".ascii " WPP_TMF_ASM_GUID "," WPP_STRINGIZE(WPP_TMF_DIR) "," WPP_STRINGIZE(WPP_TMF_FILE) "\n" \
    ".asciz " WPP_STRINGIZE(WPP_TMF_END) "\n" \
    ".ascii \"#typev " #name " " #no " \\\"\"," #text ",\"\\\" // \"\n.asciz " #pairs ",\"{\"\n" args ".asciz \"}\"\n")
#  define WPP_PUBLIC_TMF(name, no, text, pairs, args) WPP_RECORD(".asciz \"TMF:\"\n" \
    ".ascii " WPP_TMF_ASM_GUID "," WPP_STRINGIZE(WPP_TMF_DIR) ",\"Unknown_cxx00\"\n" \
    ".asciz " WPP_STRINGIZE(WPP_TMF_END) "\n" \
    ".ascii \"#typev Unknown_cxx00 " #no " \\\"\"," #text ",\"\\\" // \"\n.asciz " #pairs ",\"{\"\n" args \
    ".asciz \"}\",\"PUBLIC_TMF:\"\n")
#  define WPP_PRIVATE_A(name, item) ".ascii " #name ",\", \"\n.asciz " #item "\n"
#  define WPP_PUBLIC_A(name, item) ".ascii \"Arg, \"\n.asciz " #item "\n"
#  define WPP_MARK(name) WPP_T_ ## name
# else
#  define WPP_TMF_AT_FILE_SCOPE
#  define WPP_RECORD(name) static const char WPP_TMF_ ## name[] \
    __attribute__((__section__(".debug_weaknames"), __used__, __aligned__(1)))
#  define WPP_PRIVATE_TMF(name, no, text, pairs, args) WPP_RECORD(name) = "TMF:\0" \
    WPP_TMF_GUID WPP_TMF_DIR WPP_TMF_FILE WPP_TMF_END "\0" \
    "#typev " #name " " #no " \"" text "\" // " pairs "\0{\0" args "}\0";
#  define WPP_PUBLIC_TMF(name, no, text, pairs, args) WPP_RECORD(name) = "TMF:\0" \
    WPP_TMF_GUID WPP_TMF_DIR "Unknown_cxx00" WPP_TMF_END "\0" \
    "#typev Unknown_cxx00 " #no " \"" text "\" // " pairs "\0{\0" args "}\0PUBLIC_TMF:\0";
#  define WPP_PRIVATE_A(name, item) name ", " item "\0"
#  define WPP_PUBLIC_A(name, item) "Arg, " item "\0"
#  ifdef __clang__
#   define WPP_MARK(name)
#  else
#   define WPP_MARK(name) __extension__({ __asm__ __volatile__(".set wpp_at_" #name ", ."); }),
#  endif
# endif
#endif
