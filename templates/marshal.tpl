`* How one argument becomes bytes of an event: pairs of address and size, each pair with a comma behind it. *`
`* A type of the configuration names one of these; all may be replaced before the header is included. *`
#if !defined(NO_CHECK_FOR_NULL_STRING) && !defined(WPP_CHECK_FOR_NULL_STRING)
# define WPP_CHECK_FOR_NULL_STRING
#endif
#ifndef WPP_LOGPAIR_SEPARATOR
# define WPP_LOGPAIR_SEPARATOR ,
#endif
#ifndef WPP_LOGPAIR_SIZET
# define WPP_LOGPAIR_SIZET SIZE_T
#endif
#ifndef WPP_LOGPAIR
# define WPP_LOGPAIR(_Size, _Addr) (_Addr), ((WPP_LOGPAIR_SIZET)(_Size))WPP_LOGPAIR_SEPARATOR
#endif
#ifndef WPP_LOGTYPEVAL
# define WPP_LOGTYPEVAL(_Type, _Value) WPP_LOGPAIR(sizeof(_Type), &(_Value))
#endif
#ifndef WPP_LOGTYPEPTR
# define WPP_LOGTYPEPTR(_Value) WPP_LOGPAIR(sizeof(*(_Value)), (_Value))
#endif

`INCLUDE values.tpl`
`* The checking forms log "NULL" for a null pointer: 4 characters, with an end mark where the type has one. Wide *`
`* text and the length that goes before a counted string are spelled as bytes, lowest first. *`
#define WPP_NULL_WSTR ((const void *)"N\0U\0L\0L\0\0")
#ifdef WPP_CHECK_FOR_NULL_STRING
# ifndef WPP_LOGASTR
#  define WPP_LOGASTR(_Value) WPP_LOGPAIR((_Value) ? strlen(_Value) + 1 : 5, (_Value) ? (_Value) : "NULL")
# endif
# ifndef WPP_LOGWSTR
#  define WPP_LOGWSTR(_Value) WPP_LOGPAIR((_Value) ? (WPP_WCSLEN(_Value) + 1) * sizeof(WCHAR) : 10, \
    (_Value) ? (const void *)(_Value) : WPP_NULL_WSTR)
# endif
# ifndef WPP_LOGPSID
#  define WPP_LOGPSID(_Value) WPP_LOGPAIR((_Value) && WPP_IsValidSid(_Value) ? WPP_GetLengthSid(_Value) : 5, \
    (_Value) && WPP_IsValidSid(_Value) ? (const void *)(_Value) : (const void *)"NULL")
# endif
# ifndef WPP_LOGPCSTR
#  define WPP_LOGPCSTR(_Value) \
    WPP_LOGPAIR(sizeof(USHORT), (_Value) ? (const void *)&(_Value)->Length : (const void *)"\4") \
    WPP_LOGPAIR((_Value) ? (USHORT)(_Value)->Length : 4, \
        (_Value) && (_Value)->Length ? (const void *)(_Value)->Buffer : (const void *)"NULL")
# endif
# ifndef WPP_LOGPUSTR
#  define WPP_LOGPUSTR(_Value) \
    WPP_LOGPAIR(sizeof(USHORT), (_Value) ? (const void *)&(_Value)->Length : (const void *)"\10") \
    WPP_LOGPAIR((_Value) ? (USHORT)(_Value)->Length : 8, \
        (_Value) && (_Value)->Length ? (const void *)(_Value)->Buffer : WPP_NULL_WSTR)
# endif
#else
# ifndef WPP_LOGASTR
#  define WPP_LOGASTR(_Value) WPP_LOGPAIR(strlen(_Value) + 1, (_Value))
# endif
# ifndef WPP_LOGWSTR
#  define WPP_LOGWSTR(_Value) WPP_LOGPAIR((WPP_WCSLEN(_Value) + 1) * sizeof(WCHAR), (_Value))
# endif
# ifndef WPP_LOGPSID
#  define WPP_LOGPSID(_Value) WPP_LOGPAIR(WPP_GetLengthSid(_Value), (_Value))
# endif
# ifndef WPP_LOGPCSTR
#  define WPP_LOGPCSTR(_Value) WPP_LOGCSTR(*(_Value))
# endif
# ifndef WPP_LOGPUSTR
#  define WPP_LOGPUSTR(_Value) WPP_LOGUSTR(*(_Value))
# endif
#endif
#ifndef WPP_LOGPGUID
# define WPP_LOGPGUID(_Value) WPP_LOGPAIR(sizeof(GUID), (_Value))
#endif

`* Counted: anything with a Length in bytes and a Buffer. 16 bits of length, then the bytes. *`
#ifndef WPP_LOGCSTR
# define WPP_LOGCSTR(_Value) WPP_LOGPAIR(sizeof(USHORT), &(_Value).Length) \
    WPP_LOGPAIR((USHORT)(_Value).Length, (_Value).Length ? (const void *)(_Value).Buffer : (const void *)"")
#endif
#ifndef WPP_LOGUSTR
# define WPP_LOGUSTR(_Value) WPP_LOGCSTR(_Value)
#endif
#ifndef WPP_LOGCOUNTEDA
# define WPP_LOGCOUNTEDA(_Value) WPP_LOGCSTR(_Value)
#endif
#ifndef WPP_LOGCOUNTEDW
# define WPP_LOGCOUNTEDW(_Value) WPP_LOGCSTR(_Value)
#endif
#ifdef __cplusplus
`* The length must have an address until the call it is an argument of has returned. *`
# ifndef WPP_POINTER_TO_USHORT
struct WppUshort {
    USHORT Value;
    explicit WppUshort(USHORT value) : Value(value) {}
    const USHORT *Address() const { return &Value; }
};
#  define WPP_POINTER_TO_USHORT(_Value) (WppUshort(_Value).Address())
# endif
# ifndef WPP_LOGCPPSTR
#  define WPP_LOGCPPSTR(_Value) \
    WPP_LOGPAIR(sizeof(USHORT), WPP_POINTER_TO_USHORT((USHORT)((_Value).size() * sizeof(*(_Value).c_str())))) \
    WPP_LOGPAIR((USHORT)((_Value).size() * sizeof(*(_Value).c_str())), (_Value).c_str())
# endif
`* An empty vector or view may have a null address, which would end the list of pairs early. *`
# ifndef WPP_LOGCPPVEC
#  define WPP_LOGCPPVEC(_Value) \
    WPP_LOGPAIR(sizeof(USHORT), WPP_POINTER_TO_USHORT((USHORT)((_Value).size() * sizeof(*(_Value).data())))) \
    WPP_LOGPAIR((USHORT)((_Value).size() * sizeof(*(_Value).data())), \
        (_Value).data() ? (const void *)(_Value).data() : (const void *)"")
# endif
#endif
