/* tracewpp: driver sources in, trace message headers out. */
#include <stdlib.h>

#include "options.h"
#include "program.h"

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

int program_run(int argc, char **argv)
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
