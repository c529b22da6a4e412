/* The formatter: the input is a .tmf, a NUL and the bytes of arguments, which every message of the file gets, whole
 * and cut. The regular expressions of the filters, too: the first line of the .tmf is one. */
#include "binary.h"
#include "format.h"
#include "pattern.h"

static void format_all(struct fuzz_run *r, const struct tmf_file *file, struct text arguments)
{
    struct formatter f;
    struct buffer out = {0};
    formatter_init(&f, &r->arena, &r->catalogue, TEXT("%1!10s! %2!s! %3!d! %4!s! %5!s! %6!s! %7!u! %8!04X! %9!d! %!FUNC! "));
    f.clock.utc = true;
    for (size_t i = 0; i < file->entries.count; i++) {
        const struct tmf_message *m = file->entries.items[i].message;
        if (file->entries.items[i].kind != TMF_ENTRY_MESSAGE)
            continue;
        for (unsigned round = 0; round < 8; round++) {
            struct format_event e = {.guid = m->source->guid, .number = m->id, .pointer_size = round & 1 ? 4 : 8,
                                     .wchar_size = round & 2 ? 4 : 2, .time = UINT64_C(0x1D5C03669050000) * (round & 4),
                                     .arguments = (const unsigned char *)arguments.at,
                                     .argument_size = arguments.len * (round + 1) / 8};
            out.len = 0;
            formatter_line(&f, &e, &out);
            for (size_t k = 0; k <= m->arguments.count && k < 40; k++)
                formatter_argument(&f, &e, k, &out);
        }
    }
    buffer_free(&out);
}

static void match(struct fuzz_run *r, struct text whole)
{
    const char *why, *end = text_find(whole, '\n');
    size_t at;
    struct text line = end ? text_slice(whole.at, end) : whole;
    struct pattern *p = pattern_compile(&r->arena, line, line.len & 1, &why, &at);
    if (p)
        pattern_match(p, whole);
    else if (at > line.len)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct fuzz_run r;
    struct tmf_file file;
    struct text whole = {(const char *)bytes, size}, arguments = {0};
    const char *nul = text_find(whole, 0);
    if (nul) {
        arguments = text_slice(nul + 1, whole.at + size);
        whole = text_slice(whole.at, nul);
    }
    fuzz_start(&r);
    struct source s = source_from(TEXT("fuzzed"), whole);
    bool parsed = tmf_file_parse(&r.arena, &s, &r.diag, &file);
    if (parsed) {
        tmf_catalogue_add_file(&r.catalogue, &file);
        format_all(&r, &file, arguments);
    }
    if (whole.len < 2000)
        match(&r, whole);
    fuzz_end(&r);
    return 0;
}
