/* The few Windows types that generated headers and the tests use, for compilers that have no Windows headers.
 * LONG has 32 bits everywhere, as on Windows; WCHAR is wchar_t, which the tests make 16 bits wide. */
#ifndef STUB_TYPES_H
#define STUB_TYPES_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifndef _WIN32
#define __int64 long long
#define __cdecl
#define __stdcall
#define __forceinline static __inline__
#endif
#define NTAPI
#define VOID void
#define TRUE 1
#define FALSE 0
#define IN
#define OUT
#define OPTIONAL
#define UNICODE_NULL ((WCHAR)0)
#define FIELD_OFFSET(type, field) ((ULONG)offsetof(type, field))
#define UNREFERENCED_PARAMETER(x) ((void)(x))
#define C_ASSERT(e) extern char stub_c_assert[(e) ? 1 : -1]
#define DECLSPEC_NOINLINE __declspec(noinline)

/* Notes for Microsoft's code analysis. */
#define _In_
#define _In_opt_
#define _Out_
#define _Out_opt_
#define _Inout_
#define _In_reads_bytes_(n)
#define _Out_writes_(n)
#define _Inout_updates_bytes_(n)
#define _Field_size_bytes_(n)
#define _IRQL_requires_same_
#define _When_(condition, note)

#ifdef _WIN32
typedef long LONG;
typedef unsigned long ULONG;
#else
typedef int LONG;
typedef unsigned int ULONG;
#endif
typedef char CHAR;
typedef unsigned char UCHAR, BYTE, BOOLEAN;
typedef short SHORT;
typedef unsigned short USHORT, WORD;
typedef int BOOL;
typedef ULONG DWORD;
typedef long long LONGLONG, LONG64;
typedef unsigned long long ULONGLONG, ULONG64, DWORD64;
typedef intptr_t LONG_PTR, INT_PTR;
typedef uintptr_t ULONG_PTR, DWORD_PTR;
typedef size_t SIZE_T;
typedef wchar_t WCHAR;
typedef void *PVOID, *HANDLE, *PSID;
typedef CHAR *PSTR;
typedef const CHAR *LPCSTR, *PCSTR;
typedef WCHAR *PWSTR, *LPWSTR, *PWCHAR;
typedef const WCHAR *LPCWSTR, *PCWSTR;
typedef UCHAR *PUCHAR, *LPBYTE;
typedef ULONG *PULONG;
typedef LONG NTSTATUS, HRESULT;

typedef struct _GUID {
    ULONG Data1;
    USHORT Data2, Data3;
    UCHAR Data4[8];
} GUID, *LPGUID;
typedef const GUID *LPCGUID;

typedef struct _UNICODE_STRING {
    USHORT Length, MaximumLength;
    PWSTR Buffer;
} UNICODE_STRING, *PUNICODE_STRING;
typedef const UNICODE_STRING *PCUNICODE_STRING;
typedef struct _STRING {
    USHORT Length, MaximumLength;
    PSTR Buffer;
} ANSI_STRING, CSTRING;
typedef struct _FILETIME {
    DWORD dwLowDateTime, dwHighDateTime;
} FILETIME;
#define _NTDEF_

#define DEFINE_GUID(name, a, b, c, d, e, f, g, h, i, j, k) extern const GUID name
#define IRP_MN_QUERY_ALL_DATA 0x00
#define IRP_MN_QUERY_SINGLE_INSTANCE 0x01
#define IRP_MN_CHANGE_SINGLE_INSTANCE 0x02
#define IRP_MN_CHANGE_SINGLE_ITEM 0x03
#define IRP_MN_ENABLE_EVENTS 0x04
#define IRP_MN_DISABLE_EVENTS 0x05
#define IRP_MN_ENABLE_COLLECTION 0x06
#define IRP_MN_DISABLE_COLLECTION 0x07
#define IRP_MN_REGINFO 0x08
#define IRP_MN_EXECUTE_METHOD 0x09

typedef struct _DRIVER_OBJECT *PDRIVER_OBJECT;
typedef struct _DEVICE_OBJECT *PDEVICE_OBJECT;

#define STATUS_SUCCESS ((NTSTATUS)0)
#define STATUS_INVALID_PARAMETER ((NTSTATUS)0xC000000D)
#define STATUS_INVALID_DEVICE_REQUEST ((NTSTATUS)0xC0000010)
#define STATUS_BUFFER_TOO_SMALL ((NTSTATUS)0xC0000023)
#define STATUS_WMI_GUID_NOT_FOUND ((NTSTATUS)0xC0000295)
#define NT_SUCCESS(Status) ((NTSTATUS)(Status) >= 0)

#endif
