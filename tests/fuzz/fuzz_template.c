/* Any bytes as a template, expanded over a small model. Files come from disk by name only, so the input stands
 * in one, in a folder of its own. */
#include <unistd.h>

#include "file.h"
#include "fuzz.h"

static struct text write_template(struct fuzz *f, const uint8_t *data, size_t size)
{
    struct text content = {(const char *)data, size}, path = text_format(&f->arena, "/tmp/fuzz_template.%lu.tpl",
                                                                         (unsigned long)getpid());
    const char *why;
    if (!file_replace(&f->arena, path.at, &content, 1, &why))
        __builtin_trap();
    return path;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz f;
    struct config c;
    fuzz_begin(&f);
    fuzz_configure(&f, &c);
    config_finish(&c);
    model_finish_config(f.model);
    struct source code = source_from(TEXT("a.c"), TEXT("A(\"%d\", 1);\nB(F, \"m\");\nD(L, (\"m %d\", 2));\nE(x);\n"));
    struct unit *u = fuzz_scan(&f, &code);
    struct root root = {.model = f.model, .unit = u, .version = TEXT("0"), .timestamp = TEXT("t"), .date = TEXT("d"),
                        .time = TEXT("t")};
    struct template_set set = {.library = &f.library, .arena = &f.arena, .diag = &f.diag};
    struct template_output out = {.limit = 1 << 20};
    struct text path = write_template(&f, data, size);
    template_expand(&set, path, model_root(&root), u->found.items, u->found.count, &out);
    buffer_free(&out.text);
    unlink(path.at);
    fuzz_end(&f);
    return 0;
}
