/* .tmf files: what parses is written back byte for byte. The one loss that is known and looked away from: a
 * file whose first line ends in CR LF and another one only in LF. */
#include "binary.h"

static bool mixed_line_ends(struct text t)
{
    for (size_t i = 0; i < t.len; i++)
        if (t.at[i] == '\n' && (i == 0 || t.at[i - 1] != '\r'))
            return true;
    return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct fuzz_run r;
    struct tmf_file file;
    struct buffer out = {0};
    struct text whole = {(const char *)bytes, size};
    fuzz_start(&r);
    struct source s = source_from(TEXT("fuzzed"), whole);
    if (tmf_file_parse(&r.arena, &s, &r.diag, &file)) {
        tmf_file_write(&file, &out);
        if (!text_equal(buffer_slice(&out), whole) && !(file.crlf && mixed_line_ends(whole)))
            abort();
        tmf_catalogue_add_file(&r.catalogue, &file);
        fuzz_write_all(&r.catalogue);
    } else if (r.diag.errors == 0) {
        abort();
    }
    buffer_free(&out);
    fuzz_end(&r);
    return 0;
}
