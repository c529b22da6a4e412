/* User mode: the functions that registration and marshalling call. The tests' runtime.c defines them. */
#ifndef STUB_WINDOWS_H
#define STUB_WINDOWS_H

#include "stub_types.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ERROR_SUCCESS 0
#define ERROR_INVALID_PARAMETER 87
#define ERROR_MORE_DATA 234
#define MAX_PATH 260
#define REG_DWORD 4
#define KEY_READ 0x20019
#define HKEY_LOCAL_MACHINE ((HKEY)(ULONG_PTR)0x80000002)
#define ZeroMemory(at, length) memset((at), 0, (length))

typedef struct HKEY__ *HKEY;
typedef struct HMODULE__ *HMODULE;

void RtlInitUnicodeString(PUNICODE_STRING To, PCWSTR From);
BOOL IsValidSid(PSID Sid);
DWORD GetLengthSid(PSID Sid);
DWORD GetLastError(void);
HMODULE GetModuleHandleW(LPCWSTR Name);
DWORD GetModuleFileNameW(HMODULE Module, LPWSTR Path, DWORD Length);
LONG RegOpenKeyExW(HKEY Key, LPCWSTR Name, DWORD Options, DWORD Access, HKEY *Result);
LONG RegQueryValueExW(HKEY Key, LPCWSTR Name, DWORD *Reserved, DWORD *Type, LPBYTE Data, DWORD *Length);
LONG RegCloseKey(HKEY Key);

#ifdef __cplusplus
}
#endif
#endif
