/* The start of a command: arguments in UTF-8 on every system. Included once, by the file that defines run(). */
#ifndef VIEWER_MAIN_H
#define VIEWER_MAIN_H

static int run(int argc, char **argv);

#ifdef _WIN32
#include "unicode.h"

int wmain(int argc, wchar_t **argv);
int wmain(int argc, wchar_t **argv)
{
    struct arena arena = {0};
    struct buffer b = {0};
    char **utf8 = arena_array(&arena, (size_t)argc + 1, sizeof *utf8);
    for (int i = 0; i < argc; i++) {
        size_t bad, len = 0;
        while (argv[i][len])
            len++;
        b.len = 0;
        unicode_convert((struct text){(const char *)(const void *)argv[i], len * sizeof(wchar_t)}, ENCODING_UTF16LE,
                        ENCODING_UTF8, &b, &bad);
        utf8[i] = arena_copy(&arena, b.at, b.len);
    }
    buffer_free(&b);
    int status = run(argc, utf8);
    arena_free(&arena);
    return status;
}
#else
int main(int argc, char **argv) { return run(argc, argv); }
#endif

#endif
