/*
 * The Windows types, keywords and annotations that driver-shaped code and generated .tmh headers
 * use, for gcc and clang on Linux, C and C++. Sizes are those of 64-bit Windows: LONG has 32 bits,
 * pointers 64.
 *
 * WCHAR is the compiler's wchar_t, so that L"..." literals fit. Compile with -fshort-wchar (the
 * CMake target wpprecorder passes it on) and WCHAR has 2 bytes: records then hold the same bytes as
 * on Windows. wcslen, wcscmp and wcscpy are replaced below, because the C library's own read 4-byte
 * characters; other wide functions of the C library, std::wstring among them, must not be used in
 * such a file. Without -fshort-wchar WCHAR has 4 bytes, the C library fits, and the log says so in
 * its header (wchar_size), for decoders. All files of one program have to make the same choice.
 */
#ifndef WPP_WINDEF_H
#define WPP_WINDEF_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

/* Keywords of the Microsoft compiler. */
#define __int8 char
#define __int16 short
#define __int32 int
#define __int64 long long
#ifndef __cdecl
#define __cdecl
#endif
#ifndef __stdcall
#define __stdcall
#endif
#define __forceinline __inline__ __attribute__((__always_inline__))
#define FORCEINLINE static __inline__ __attribute__((__always_inline__, __unused__))
#define DECLSPEC_NOINLINE __attribute__((__noinline__))
#define __declspec(what) WPP_DECLSPEC_##what
#define WPP_DECLSPEC_selectany __attribute__((__weak__))
#define WPP_DECLSPEC_noinline __attribute__((__noinline__))
#define WPP_DECLSPEC_noreturn __attribute__((__noreturn__))
#define WPP_DECLSPEC_align(bytes) __attribute__((__aligned__(bytes)))
#define WPP_DECLSPEC_dllexport __attribute__((__visibility__("default")))
#define WPP_DECLSPEC_dllimport
#define DECLSPEC_SELECTANY __declspec(selectany)
#define __pragma(text)
/* `__inline` functions of a header are to be one function per program, which C99's inline does not
 * give; the generated headers let WPP_INLINE be chosen beforehand. */
#ifndef WPP_INLINE
#ifdef __cplusplus
#define WPP_INLINE inline __attribute__((__noinline__))
#else
#define WPP_INLINE static __attribute__((__noinline__, __unused__))
#endif
#endif
#ifndef WPP_FORCEINLINE
#define WPP_FORCEINLINE FORCEINLINE
#endif

/* Annotations of the source code annotation language: no meaning here. */
#define IN
#define OUT
#define OPTIONAL
#define CONST const
#define _In_
#define _In_opt_
#define _In_z_
#define _In_reads_(n)
#define _In_reads_bytes_(n)
#define _In_reads_opt_(n)
#define _Out_
#define _Out_opt_
#define _Out_writes_(n)
#define _Out_writes_z_(n)
#define _Out_writes_bytes_(n)
#define _Out_writes_bytes_to_(n, m)
#define _Inout_
#define _Inout_opt_
#define _Inout_updates_(n)
#define _Inout_updates_bytes_(n)
#define _Outptr_
#define _Ret_maybenull_
#define _Must_inspect_result_
#define _Success_(expression)
#define _When_(condition, annotations)
#define _At_(target, annotations)
#define _Use_decl_annotations_
#define _Function_class_(name)
#define _IRQL_requires_(level)
#define _IRQL_requires_max_(level)
#define _IRQL_requires_same_
#define _Printf_format_string_
#define _Analysis_assume_(expression)

#define NTAPI
#define WINAPI
#define CALLBACK
#define APIENTRY
#define NTSYSAPI
#define NTKERNELAPI
#define DECLSPEC_IMPORT
#ifdef __cplusplus
#define EXTERN_C extern "C"
#define EXTERN_C_START extern "C" {
#define EXTERN_C_END }
#else
#define EXTERN_C extern
#define EXTERN_C_START
#define EXTERN_C_END
#endif

#define VOID void
typedef void *PVOID, *LPVOID, *HANDLE, *PSID, *HMODULE, *HINSTANCE;
typedef const void *LPCVOID, *PCVOID;
typedef char CHAR, *PCHAR, *PSTR, *LPSTR;
typedef const char *PCSTR, *LPCSTR;
typedef wchar_t WCHAR, *PWCHAR, *PWSTR, *LPWSTR;
typedef const wchar_t *PCWSTR, *LPCWSTR, *PCWCH;
typedef unsigned char UCHAR, *PUCHAR, BYTE, *PBYTE, *LPBYTE, BOOLEAN, *PBOOLEAN;
typedef short SHORT, *PSHORT;
typedef unsigned short USHORT, *PUSHORT, WORD;
typedef int INT, LONG, *PLONG, BOOL, *PBOOL, NTSTATUS, *PNTSTATUS, HRESULT;
typedef unsigned int UINT, ULONG, *PULONG, DWORD, *PDWORD, ACCESS_MASK;
typedef long long LONGLONG, *PLONGLONG, LONG64, INT64;
typedef unsigned long long ULONGLONG, *PULONGLONG, ULONG64, *PULONG64, DWORDLONG, UINT64;
typedef float FLOAT;
typedef double DOUBLE;
typedef intptr_t INT_PTR, LONG_PTR, SSIZE_T;
typedef uintptr_t UINT_PTR, ULONG_PTR, *PULONG_PTR, DWORD_PTR;
typedef size_t SIZE_T, *PSIZE_T;
typedef int8_t INT8;
typedef uint8_t UINT8;
typedef int16_t INT16;
typedef uint16_t UINT16;
typedef int32_t INT32, LONG32;
typedef uint32_t UINT32, ULONG32;
typedef PVOID HKEY;

typedef union _LARGE_INTEGER {
    struct {
        ULONG LowPart;
        LONG HighPart;
    } u;
    LONGLONG QuadPart;
} LARGE_INTEGER, *PLARGE_INTEGER;

typedef struct _UNICODE_STRING {
    USHORT Length; /* bytes, without a NUL */
    USHORT MaximumLength;
    PWCHAR Buffer;
} UNICODE_STRING, *PUNICODE_STRING;
typedef const UNICODE_STRING *PCUNICODE_STRING;

typedef struct _STRING {
    USHORT Length;
    USHORT MaximumLength;
    PCHAR Buffer;
} STRING, *PSTRING, ANSI_STRING, *PANSI_STRING;
typedef const ANSI_STRING *PCANSI_STRING;

/* Given to the initialisation of UMDF and kernel drivers. */
typedef struct _DRIVER_OBJECT {
    PVOID DriverExtension;
    VOID (*DriverUnload)(struct _DRIVER_OBJECT *DriverObject);
} DRIVER_OBJECT, *PDRIVER_OBJECT;

typedef struct _GUID {
    ULONG Data1;
    USHORT Data2;
    USHORT Data3;
    UCHAR Data4[8];
} GUID, *LPGUID;
typedef const GUID *LPCGUID;
typedef GUID CLSID, IID;
#ifdef __cplusplus
typedef const GUID &REFGUID;
#define DEFINE_GUID(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8)                               \
    extern "C" const GUID __attribute__((__weak__))                                                \
    name = {l, w1, w2, {b1, b2, b3, b4, b5, b6, b7, b8}}
#else
typedef const GUID *REFGUID;
#define DEFINE_GUID(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8)                               \
    extern const GUID name;                                                                        \
    const GUID __attribute__((__weak__)) name = {l, w1, w2, {b1, b2, b3, b4, b5, b6, b7, b8}}
#endif

#ifndef NULL
#define NULL ((void *)0)
#endif
#define TRUE 1
#define FALSE 0
#define MAX_PATH 260
#define UNICODE_NULL ((WCHAR)0)
#define UNREFERENCED_PARAMETER(parameter) ((void)(parameter))
#define FIELD_OFFSET(type, field) ((LONG)offsetof(type, field))
#define C_ASSERT(condition)                                                                        \
    typedef char __C_ASSERT__[(condition) ? 1 : -1] __attribute__((__unused__))
#define ARRAYSIZE(array) (sizeof(array) / sizeof((array)[0]))
#define RtlZeroMemory(target, size) memset((target), 0, (size))
#define RtlCopyMemory(target, source, size) memcpy((target), (source), (size))
#define ZeroMemory RtlZeroMemory
#define CopyMemory RtlCopyMemory

#define ERROR_SUCCESS 0
#define ERROR_INVALID_PARAMETER 87
#define ERROR_NOT_ENOUGH_MEMORY 8
#define ERROR_MORE_DATA 234
#define ERROR_ALREADY_EXISTS 183
#define ERROR_INVALID_HANDLE 6

#define NTDDI_WIN10_RS1 0x0A000002
#define NTDDI_WIN10_NI 0x0A00000C
#ifndef NTDDI_VERSION
#define NTDDI_VERSION NTDDI_WIN10_NI
#endif

#include "ntstatus.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Tells the recorder the width of this program's WCHAR. */
extern const unsigned char wpp_recorder_wchar_size __attribute__((__weak__));
#ifndef WPP_RECORDER_LIBRARY
#ifdef __cplusplus
extern /* a const is local to its file otherwise */
#endif
    const unsigned char wpp_recorder_wchar_size __attribute__((__weak__, __used__)) = sizeof(WCHAR);
#endif

#if __SIZEOF_WCHAR_T__ == 2
static __inline__ __attribute__((__unused__)) size_t wpp_wcslen(const WCHAR *text)
{
    size_t length = 0;
    while (text[length])
        length++;
    return length;
}
static __inline__ __attribute__((__unused__)) int wpp_wcscmp(const WCHAR *left, const WCHAR *right)
{
    while (*left && *left == *right)
        left++, right++;
    return (*left > *right) - (*left < *right);
}
static __inline__ __attribute__((__unused__)) WCHAR *wpp_wcscpy(WCHAR *target, const WCHAR *source)
{
    return (WCHAR *)memcpy(target, source, (wpp_wcslen(source) + 1) * sizeof(WCHAR));
}
#define wcslen wpp_wcslen
#define wcscmp wpp_wcscmp
#define wcscpy wpp_wcscpy
#endif

static __inline__ __attribute__((__unused__)) VOID RtlInitUnicodeString(PUNICODE_STRING target,
                                                                        PCWSTR source)
{
    const size_t bytes = source ? wcslen(source) * sizeof(WCHAR) : 0;
    target->Length = (USHORT)(bytes > 0xFFF0 ? 0xFFF0 : bytes);
    target->MaximumLength = (USHORT)(source ? target->Length + sizeof(WCHAR) : 0);
    target->Buffer = (PWCHAR)source;
}

static __inline__ __attribute__((__unused__)) int IsEqualGUID_(const GUID *left, const GUID *right)
{
    return memcmp(left, right, sizeof *left) == 0;
}
#ifdef __cplusplus
#define IsEqualGUID(left, right) IsEqualGUID_(&(left), &(right))
#else
#define IsEqualGUID(left, right) IsEqualGUID_((left), (right))
#endif

/* A security identifier, as WPP_LOGPSID measures it. */
typedef struct _SID {
    BYTE Revision;
    BYTE SubAuthorityCount;
    BYTE IdentifierAuthority[6];
    DWORD SubAuthority[1];
} SID;
static __inline__ __attribute__((__unused__)) BOOL IsValidSid(PSID sid)
{
    return sid && ((const SID *)sid)->Revision == 1 && ((const SID *)sid)->SubAuthorityCount <= 15;
}
static __inline__ __attribute__((__unused__)) DWORD GetLengthSid(PSID sid)
{
    return 8 + 4 * (DWORD)((const SID *)sid)->SubAuthorityCount;
}

#ifdef __cplusplus
}
#endif
#endif
