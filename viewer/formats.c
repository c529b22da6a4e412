/* A file is read when it is named; a folder when a message asks. The text of formats is copied by the readers, so no
 * file stays open. */
#include "formats.h"

#include <stdlib.h>

#include "file.h"
#include "image.h"
#include "reader.h"

static const struct diag_kind no_formats = {"no-formats", 3403, DIAG_WARNING, false};

static bool find_more(void *context, struct tmf_guid guid)
{
    struct formats *f = context;
    struct arena scratch = {0};
    struct text name = text_join(f->arena, tmf_guid_text(f->arena, guid), TEXT(".tmf"));
    bool found = false;
    for (size_t i = 0; i < f->folders.count && !found; i++) {
        struct text path = file_resolve(&scratch, file_join(&scratch, f->folders.items[i], name));
        found = file_exists(path.at) && formats_add(f, path);
    }
    arena_free(&scratch);
    return found;
}

void formats_init(struct formats *f, struct arena *a, struct diag *d, struct text prefix)
{
    *f = (struct formats){.arena = a, .diag = d};
    tmf_catalogue_init(&f->catalogue, a);
    formatter_init(&f->formatter, a, &f->catalogue, prefix);
    f->formatter.find_more = find_more;
    f->formatter.context = f;
}

static bool is_folder(const char *path)
{
    struct arena scratch = {0};
    size_t count;
    struct text pattern = file_join(&scratch, text_from(path), TEXT("*"));
    bool found = file_glob(&scratch, pattern, &count) && count;
    arena_free(&scratch);
    return found;
}

static void add_folder(struct formats *f, struct text path)
{
    *(struct text *)ARENA_PUSH(f->arena, f->folders) = text_copy(f->arena, path);
}

bool formats_add(struct formats *f, struct text path)
{
    struct reader_result result;
    struct text at = file_resolve(f->arena, path);
    if (is_folder(at.at)) {
        add_folder(f, at);
        return true;
    }
    bool image = text_ends_nocase(at, TEXT(".sys")) || text_ends_nocase(at, TEXT(".dll")) ||
                 text_ends_nocase(at, TEXT(".exe"));
    if (image && !image_find(at, f->symbol_path, f->diag, &at))
        return false;
    *(struct text *)ARENA_PUSH(f->arena, f->files) = at;
    return reader_scan(at, false, f->diag, &f->catalogue, &result);
}

void formats_add_path(struct formats *f, struct text list)
{
    while (list.len) {
        size_t n = 0;
#ifdef _WIN32
        const char *separators = ";";
#else
        const char *separators = ";:";
#endif
        while (n < list.len && !text_find(text_from(separators), list.at[n]))
            n++;
        struct text one = text_trim((struct text){list.at, n});
        if (one.len)
            add_folder(f, one);
        list = text_skip(list, n + 1);
    }
}

void formats_add_defaults(struct formats *f)
{
    formats_add_path(f, text_from(getenv("TRACE_FORMAT_SEARCH_PATH")));
    if (!f->symbol_path.len)
        f->symbol_path = text_from(getenv("_NT_SYMBOL_PATH"));
    if (file_exists("default.tmf"))
        formats_add(f, TEXT("default.tmf"));
}

void formats_explain(const struct formats *f)
{
    struct diag *d = f->diag;
    diag_report(d, &no_formats, span_none(), "messages without a format were met; they are shown as Unknown");
    if (f->files.count == 0 && f->folders.count == 0)
        diag_note(d, span_none(), "no format file and no folder was named, and TRACE_FORMAT_SEARCH_PATH is not set");
    for (size_t i = 0; i < f->files.count; i++)
        diag_note(d, span_none(), "looked in %.*s", TEXT_ARG(f->files.items[i]));
    for (size_t i = 0; i < f->folders.count; i++)
        diag_note(d, span_none(), "looked for <guid>.tmf in %.*s", TEXT_ARG(f->folders.items[i]));
    diag_note(d, span_none(), "name the driver's PDB, object files or image, or make .tmf files of them with: "
              "tracepdb -f driver.pdb -p FOLDER");
}
