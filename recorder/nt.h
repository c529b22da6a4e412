/* The Windows types, NTSTATUS and its values, for the library's own files on both systems. */
#ifndef RECORDER_NT_H
#define RECORDER_NT_H

#ifdef _WIN32
#define WIN32_NO_STATUS /* the full list comes from <ntstatus.h> */
#include <windows.h>
#undef WIN32_NO_STATUS
#include <winternl.h>
#include <ntstatus.h>
#else
#include <windows.h>
#endif

#endif
