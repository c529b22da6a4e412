/* .etl files: every message is formatted in all forms. What the reader counts must fit together, and a file that it
 * refuses must have been reported. */
#include "binary.h"
#include "etl.h"
#include "show.h"

static const char formats[] =
    "9b93a332-c452-3e71-64f7-55130c7de2e4 maker // SRC=make.c MJ= MN=\n"
    "#typev make_c1 10 \"%0item %10!d! of %11!s!: %12!s!\" //   LEVEL=TRACE_LEVEL_INFORMATION FUNC=make\n{\n"
    "i, ItemLong -- 10\nname, ItemString -- 11\nstatus, ItemNTSTATUS -- 12\n}\n"
    "#typev make_c2 11 \"%0failed at 0x%10!p!\" //   FUNC=fail\n{\np, ItemPtr -- 10\n}\n";

static void read_all(struct etl *etl, struct show *show, struct buffer *out)
{
    struct etl_message m;
    uint64_t count = 0, shown = 0;
    for (; etl_next(etl, &m); count++) {
        show->form = (enum show_form)(count % 3);
        out->len = 0;
        show_event(show, &m.event, NULL, out);
    }
    for (size_t i = 0; i <= FORMAT_FOREIGN; i++)
        shown += show->results[i];
    if (count != etl->counts.messages || shown != count || etl_next(etl, &m))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct fuzz_run r;
    struct etl etl;
    struct formats f;
    struct tmf_file file;
    struct buffer out = {0};
    fuzz_start(&r);
    formats_init(&f, &r.arena, &r.diag, TEXT(FORMAT_PREFIX));
    struct source s = source_from(TEXT("x.tmf"), TEXT(formats));
    if (!tmf_file_parse(&r.arena, &s, &r.diag, &file))
        abort();
    tmf_catalogue_add_file(&f.catalogue, &file);
    struct show show = {.formats = &f, .prefix = true};
    if (etl_open_bytes(&etl, TEXT("fuzzed"), (struct text){(const char *)bytes, size}, &r.diag)) {
        read_all(&etl, &show, &out);
        etl_close(&etl);
    } else if (r.diag.errors == 0) {
        abort();
    }
    show_free(&show);
    buffer_free(&out);
    fuzz_end(&r);
    return 0;
}
