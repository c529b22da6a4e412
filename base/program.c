#include "program.h"

#ifdef _WIN32
#include <wchar.h>

#include "unicode.h"

int wmain(int argc, wchar_t **argv);
int wmain(int argc, wchar_t **argv)
{
    struct arena arena = {0};
    struct buffer b = {0};
    char **utf8 = arena_array(&arena, (size_t)argc + 1, sizeof *utf8);
    for (int i = 0; i < argc; i++) {
        size_t bad;
        struct text wide = {(const char *)(const void *)argv[i], wcslen(argv[i]) * sizeof(wchar_t)};
        b.len = 0;
        unicode_convert(wide, ENCODING_UTF16LE, ENCODING_UTF8, &b, &bad);
        utf8[i] = arena_copy(&arena, b.at, b.len);
    }
    buffer_free(&b);
    int status = program_run(argc, utf8);
    arena_free(&arena);
    return status;
}
#else
int main(int argc, char **argv) { return program_run(argc, argv); }
#endif
