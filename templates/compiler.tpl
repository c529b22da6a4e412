`* What differs between compilers: inlining, one definition out of many, the value of a call, message data. *`
`* Only gcc and clang need help here; for cl every macro is the keyword a driver header would use. *`
#if defined(__GNUC__) || defined(__clang__)
# define WPP_NOINLINE __attribute__((__noinline__))
# ifndef WPP_INLINE
#  define WPP_INLINE static __attribute__((__noinline__, __unused__))
# endif
# ifndef WPP_FORCEINLINE
#  define WPP_FORCEINLINE static __inline__ __attribute__((__always_inline__, __unused__))
# endif
# ifdef _WIN32
`* gcc in C forgets the attribute of a definition that a declaration without it came before. *`
#  if defined(__clang__) || defined(__cplusplus)
#   define WPP_SELECTANY_DECLARE extern
#  else
#   define WPP_SELECTANY_DECLARE extern __declspec(selectany)
#  endif
#  define WPP_SELECTANY __declspec(selectany)
`* g++ gives a constant external linkage too late for the attribute, gcc warns about extern with a value. *`
#  ifdef __cplusplus
#   define WPP_SELECTANY_CONST extern __declspec(selectany) const
#  else
#   define WPP_SELECTANY_CONST __declspec(selectany) const
#  endif
# else
#  define WPP_SELECTANY_DECLARE extern __attribute__((__weak__))
#  define WPP_SELECTANY
#  define WPP_SELECTANY_CONST const
# endif
`* A call that stands alone as a statement leaves its value unused. These compilers warn about that, unless the *`
`* value comes out of a function. *`
WPP_FORCEINLINE int WppValue(int Value) { return Value; }
# define WPP_VALUE WppValue
#else
# ifndef WPP_INLINE
#  define WPP_INLINE __declspec(noinline) __inline
# endif
# ifndef WPP_FORCEINLINE
#  define WPP_FORCEINLINE __forceinline
# endif
# define WPP_SELECTANY_DECLARE extern
# define WPP_SELECTANY extern __declspec(selectany)
# define WPP_SELECTANY_CONST extern __declspec(selectany) const
# define WPP_VALUE
#endif
#define WPP_EVAL(x) x
#define WPP_FLATTEN(...) __VA_ARGS__
#define WPP_STR(x) #x
#define WPP_STRINGIZE(x) WPP_STR(x)
#define WPP_GLUE(a, b) a ## b
#define WPP_GLUE3(a, b, c) a ## b ## c
#define WPP_GLUE4(a, b, c, d) a ## b ## c ## d
#define WPP_GLUE5(a, b, c, d, e) a ## b ## c ## d ## e
#define WPP_XGLUE(a, b) WPP_GLUE(a, b)
#define WPP_XGLUE3(a, b, c) WPP_GLUE3(a, b, c)
#define WPP_XGLUE4(a, b, c, d) WPP_GLUE4(a, b, c, d)
#define WPP_XGLUE5(a, b, c, d, e) WPP_GLUE5(a, b, c, d, e)
#define _WPPW(x) WPP_GLUE(L, x)
`* Calls macro f with arguments that stand in parentheses, also where those come out of a macro themselves. *`
#define WPP_CALL_WITH(f, args) f args
`* A GUID is written x(81b20fea,73a8,4b62,95bc,354477c97a6f): as identifier, text, wide text, initialiser. *`
#define WPP_GUID_NORM(a, b, c, d, e) a ## b ## c ## d ## e
#define WPP_GUID_TEXT(a, b, c, d, e) #a "-" #b "-" #c "-" #d "-" #e
#define WPP_GUID_WTEXT(a, b, c, d, e) _WPPW(#a) L"-" _WPPW(#b) L"-" _WPPW(#c) L"-" _WPPW(#d) L"-" _WPPW(#e)
#define WPP_EXTRACT_BYTE(hex, n) (((ULONGLONG)(0x ## hex) >> (8 * (n))) & 0xFF)
#define WPP_GUID_STRUCT(a, b, c, d, e) {0x ## a, 0x ## b, 0x ## c, \
    {WPP_EXTRACT_BYTE(d, 1), WPP_EXTRACT_BYTE(d, 0), WPP_EXTRACT_BYTE(e, 5), WPP_EXTRACT_BYTE(e, 4), \
     WPP_EXTRACT_BYTE(e, 3), WPP_EXTRACT_BYTE(e, 2), WPP_EXTRACT_BYTE(e, 1), WPP_EXTRACT_BYTE(e, 0)}}
