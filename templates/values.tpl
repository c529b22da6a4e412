`* Values that stand for more than one C argument, and what makes them. *`
`* wcslen counts wchar_t, which only on Windows is always a WCHAR. *`
#ifndef WPP_WCSLEN
# ifdef _WIN32
#  define WPP_WCSLEN wcslen
# else
WPP_FORCEINLINE SIZE_T WppWcslen(const WCHAR *String)
{
    SIZE_T n = 0;
    while (String[n]) {
        n++;
    }
    return n;
}
#  define WPP_WCSLEN WppWcslen
# endif
#endif

`* %!BIN!: bytes of any kind, shown as a hex dump. *`
#ifndef WPP_BINARY_def
# define WPP_BINARY_def
typedef struct tagWPP_BINARY {
    const void *Buffer;
    USHORT Length;
} WPP_BINARY;
#endif
#ifndef WPP_BINARY_func
# define WPP_BINARY_func
WPP_FORCEINLINE WPP_BINARY WppBinary(const void *Buffer, USHORT Length)
{
    WPP_BINARY Value;
    Value.Buffer = Buffer;
    Value.Length = Length;
    return Value;
}
#endif
`* %.*s and %.*S, from the two arguments printf takes: at most so many characters, fewer when a NUL comes first, all *`
`* of them when the number is negative. *`
typedef struct WPP_COUNTED_A {
    const char *Buffer;
    USHORT Length;
} WPP_COUNTED_A;
typedef struct WPP_COUNTED_W {
    const WCHAR *Buffer;
    USHORT Length;
} WPP_COUNTED_W;
WPP_FORCEINLINE WPP_COUNTED_A WppCountedA(int Limit, const char *String)
{
    WPP_COUNTED_A Value;
    USHORT Most = (USHORT)(Limit < 0 || Limit > 0xFFFF ? 0xFFFF : Limit);
    Value.Buffer = String ? String : "NULL";
    Value.Length = 0;
    while (Value.Length < Most && Value.Buffer[Value.Length]) {
        Value.Length++;
    }
    return Value;
}
WPP_FORCEINLINE WPP_COUNTED_W WppCountedW(int Limit, const WCHAR *String)
{
    static const WCHAR Null[] = {'N', 'U', 'L', 'L', 0};
    WPP_COUNTED_W Value;
    USHORT Most = (USHORT)(Limit < 0 || Limit > 0x7FFF ? 0x7FFF : Limit), n = 0;
    Value.Buffer = String ? String : Null;
    while (n < Most && Value.Buffer[n]) {
        n++;
    }
    Value.Length = (USHORT)(n * sizeof(WCHAR));
    return Value;
}

