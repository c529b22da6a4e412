/* tracewpp: driver sources in, trace message headers out. */
#include <stdlib.h>

#include "options.h"

static int start(struct options *o, int argc, char **argv)
{
    options_read(o, argc, argv);
    if (o->nothing)
        return 0;
    if (o->help)
        usage_print(stdout);
    if (o->version)
        puts("tracewpp " TRACEWPP_VERSION);
    if (o->help || o->version)
        return 0;
    return o->failed ? 2 : run(o);
}

static int tracewpp(int argc, char **argv)
{
    struct arena arena = {0};
    struct diag diag = {.out = stderr, .arena = &arena, .program = "tracewpp"};
    struct library library = {.arena = &arena, .diag = &diag};
    struct options options = {.library = &library, .diag = &diag, .arena = &arena, .model = model_new(&arena, &diag)};
    int status = start(&options, argc, argv);
    library_close(&library);
    arena_free(&arena);
    return options.always_ok ? 0 : status;
}

#ifdef _WIN32
#include "unicode.h"

/* The arguments arrive in UTF-16 and are UTF-8 from here on, whatever the code page. */
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
    int status = tracewpp(argc, utf8);
    arena_free(&arena);
    return status;
}
#else
int main(int argc, char **argv) { return tracewpp(argc, argv); }
#endif
