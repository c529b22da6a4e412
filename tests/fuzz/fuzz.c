#include "fuzz.h"

static const char configuration[] =
    "DEFINE_SIMPLE_TYPE(STDPREFIX, , , \"%0\", , 0); DEFINE_SIMPLE_TYPE(FUNC, , , \"%!FUNC!\", , 0);"
    "DEFINE_SIMPLE_TYPE(LINE, , , \"__LINE__\", , 0); DEFINE_SIMPLE_TYPE(d, int, ItemLong, \"d\", d, 4);"
    "DEFINE_SIMPLE_TYPE(I64x, __int64, ItemLongLongX, \"I64x\", i, 8); DEFINE_FLAVOR(STATUS, d, ItemNTSTATUS, \"s\");"
    "DEFINE_SIMPLE_TYPE_PTR(TIMESTAMP, SINT64, ItemTimestamp, \"s\", T, 8);"
    "DEFINE_CPLX_TYPE(s, WPP_LOGASTR, LPCSTR, ItemString, \"s\", s, 0);"
    "DEFINE_CPLX_TYPE(.*s, WPP_LOGC, WPP_COUNTED_A, ItemPString, \"s\", _ca_, 0);"
    "FUNC A(MSG, ...); FUNC B{LEVEL=1}(FLAGS, MSG, ...); FUNC C((LEVEL, MSG, ...)); FUNC D(LEVEL, (MSG, ...));"
    "FUNC E(EXP); FUNC F(); FUNC TraceEvents(LEVEL, FLAGS, MSG, ...);"
    "USEPREFIX(*, \"%!STDPREFIX!\"); USEPREFIX(D, \"%d %s\", x, #LEVEL); USESUFFIX(E, \" %!STATUS!\", EXP);";

void fuzz_begin(struct fuzz *f)
{
    *f = (struct fuzz){0};
    f->diag = (struct diag){.out = fopen("/dev/null", "w"), .arena = &f->arena, .program = "fuzz"};
    f->library = (struct library){.arena = &f->arena, .diag = &f->diag};
    f->model = model_new(&f->arena, &f->diag);
    f->model->settings.module = TEXT("fuzz");
}

void fuzz_end(struct fuzz *f)
{
    library_close(&f->library);
    fclose(f->diag.out);
    arena_free(&f->arena);
}

struct source fuzz_source(struct fuzz *f, const uint8_t *data, size_t size)
{
    struct text bytes = {arena_copy(&f->arena, (const char *)data, size), size};
    return source_from(TEXT("input"), bytes);
}

void fuzz_configure(struct fuzz *f, struct config *c)
{
    struct source *s = ARENA_NEW(&f->arena, struct source);
    *s = source_from(TEXT("fuzz.ini"), text_from(configuration));
    *c = (struct config){.model = f->model, .library = &f->library};
    if (!config_declare(c, s))
        __builtin_trap(); /* the target itself is wrong */
}

struct unit *fuzz_scan(struct fuzz *f, const struct source *s)
{
    struct unit *u = model_add_unit(f->model, TEXT("input.c"));
    struct scan *scan = scan_new(f->model);
    bool ok = scan_source(scan, s, u) && model_finish_unit(f->model, u) && model_finish(f->model);
    scan_free(scan);
    return ok ? u : NULL;
}
