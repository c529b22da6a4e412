/* Outputs on a real disk, in a folder of their own: checksum, encodings, what is left untouched, what happens
 * when writing fails, and the dependency file. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "digest.h"
#include "emit.h"

struct run {
    struct arena arena;
    struct diag diag;
    struct emit_options options;
    struct text dir;
    char *messages;
    size_t message_len;
};

static int begin(void **state)
{
    struct run *r = calloc(1, sizeof *r);
    const char *tmp = getenv("TMPDIR");
    r->dir = text_format(&r->arena, "%s/test_emit_XXXXXX", tmp ? tmp : "/tmp");
    if (!mkdtemp((char *)(uintptr_t)r->dir.at))
        return -1;
    r->diag = (struct diag){.arena = &r->arena, .program = "test"};
    r->diag.out = open_memstream(&r->messages, &r->message_len);
    *state = r;
    return 0;
}

static void remove_all(const char *path)
{
    DIR *dir = opendir(path);
    for (const struct dirent *e; dir && (e = readdir(dir));)
        if (strcmp(e->d_name, ".") && strcmp(e->d_name, "..")) {
            char *inner;
            if (asprintf(&inner, "%s/%s", path, e->d_name) >= 0) {
                remove_all(inner);
                free(inner);
            }
        }
    if (dir)
        closedir(dir);
    remove(path);
}

static int finish(void **state)
{
    struct run *r = *state;
    remove_all(r->dir.at);
    fclose(r->diag.out);
    free(r->messages);
    arena_free(&r->arena);
    free(r);
    return 0;
}

static struct text path_of(struct run *r, const char *name) { return file_join(&r->arena, r->dir, text_from(name)); }

static void put(struct run *r, const char *name, struct text bytes)
{
    const char *why = "";
    assert_true(file_replace(&r->arena, path_of(r, name).at, &bytes, 1, &why));
}

static struct text contents(struct run *r, const char *name)
{
    struct buffer b = {0};
    const char *why = "";
    if (!file_read(path_of(r, name).at, &b, &why))
        return text_from(why);
    struct text copy = text_copy(&r->arena, buffer_slice(&b));
    buffer_free(&b);
    return copy;
}

/* Files in the folder, to see that no temporary stays behind. */
static size_t file_count(struct run *r)
{
    size_t count = 0;
    DIR *dir = opendir(r->dir.at);
    for (const struct dirent *e; (e = readdir(dir));)
        count += e->d_name[0] != '.';
    closedir(dir);
    return count;
}

static const char *messages(struct run *r)
{
    fflush(r->diag.out);
    return r->messages;
}

static bool prepare(struct run *r, struct emit_file *f, const char *name, struct text text, const size_t *at,
                    size_t count)
{
    struct buffer b = {0};
    buffer_text(&b, text);
    bool ok = emit_prepare(f, &r->arena, &r->diag, &r->options, path_of(r, name), &b, at, count);
    assert_null(b.at);
    return ok;
}

/* Both halves of writing, as a run with one output does them. */
static enum emit_result write_file(struct run *r, struct emit_file *f)
{
    enum emit_result result = emit_stage(f, &r->arena, &r->diag, &r->options);
    assert_null(f->bytes.at);
    return emit_commit(f, &r->diag) ? result : EMIT_FAILED;
}

static enum emit_result write_text(struct run *r, const char *name, struct text text, const size_t *at, size_t count)
{
    struct emit_file f = {0};
    assert_true(prepare(r, &f, name, text, at, count));
    return write_file(r, &f);
}

static void assert_text(struct text got, struct text want)
{
    assert_int_equal(got.len, want.len);
    assert_memory_equal(got.at, want.at, want.len);
}
#define ASSERT_TEXT(got, literal) assert_text(got, TEXT(literal))

/* ---- checksum and encodings --------------------------------------------------------------------------- */

static void checksum(void **state)
{
    struct run *r = *state;
    struct emit_file f = {0};
    /* md5sum of "// \r\nabc\r\n" */
    assert_true(prepare(r, &f, "x", TEXT("// \r\nabc\r\n"), (const size_t[]){3}, 1));
    assert_text(f.checksum, TEXT("75ccbbfb729d5b3e2bcbea48bd898f0d"));
    ASSERT_TEXT(buffer_slice(&f.bytes), "// 75ccbbfb729d5b3e2bcbea48bd898f0d\r\nabc\r\n");
    buffer_free(&f.bytes);
}

static void checksum_places(void **state)
{
    struct run *r = *state;
    struct emit_file f = {0};
    assert_true(prepare(r, &f, "x", TEXT("ab"), (const size_t[]){0, 1, 1, 2}, 4));
    struct text whole = TEXT("ab"), sum = digest_hex(&r->arena, digest_md5(&whole, 1));
    assert_text(f.checksum, sum);
    assert_text(buffer_slice(&f.bytes),
                text_format(&r->arena, "%sa%s%sb%s", sum.at, sum.at, sum.at, sum.at));
    buffer_free(&f.bytes);
    assert_true(prepare(r, &f, "x", TEXT(""), (const size_t[]){0}, 1));
    ASSERT_TEXT(buffer_slice(&f.bytes), "d41d8cd98f00b204e9800998ecf8427e");
    buffer_free(&f.bytes);
    assert_true(prepare(r, &f, "x", TEXT("ab"), NULL, 0));
    assert_int_equal(f.checksum.len, 0);
    ASSERT_TEXT(buffer_slice(&f.bytes), "ab");
    buffer_free(&f.bytes);
}

static void encodings(void **state)
{
    struct run *r = *state;
    struct emit_file f = {0};
    static const struct {
        enum encoding encoding;
        struct text in, out;
    } rows[] = {
        {ENCODING_ANSI, TEXT_INIT("\xE4\x81\xFF"), TEXT_INIT("\xE4\x81\xFF")},
        {ENCODING_ANSI, TEXT_INIT("\xC3\xA4"), TEXT_INIT("\xC3\xA4")},
        {ENCODING_UTF8, TEXT_INIT("a"), TEXT_INIT("\xEF\xBB\xBF" "a")},
        {ENCODING_UTF8, TEXT_INIT("\xC3\xA4"), TEXT_INIT("\xEF\xBB\xBF\xC3\xA4")},
        {ENCODING_UTF8, TEXT_INIT("\xE4"), TEXT_INIT("\xEF\xBB\xBF\xC3\xA4")},
        {ENCODING_UTF8, TEXT_INIT("\xC3\xA4\xE4"), TEXT_INIT("\xEF\xBB\xBF\xC3\x83\xC2\xA4\xC3\xA4")}, /* all ANSI */
        {ENCODING_UTF8, TEXT_INIT(""), TEXT_INIT("\xEF\xBB\xBF")},
        {ENCODING_UTF16LE, TEXT_INIT("a\r\n"), TEXT_INIT("\xFF\xFE" "a\0\r\0\n\0")},
        {ENCODING_UTF16LE, TEXT_INIT("\xC3\xA4"), TEXT_INIT("\xFF\xFE\xE4\0")},
        {ENCODING_UTF16LE, TEXT_INIT("\xF0\x9F\x98\x80"), TEXT_INIT("\xFF\xFE\x3D\xD8\x00\xDE")},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        r->options.encoding = rows[i].encoding;
        assert_true(prepare(r, &f, "x", rows[i].in, NULL, 0));
        assert_text(buffer_slice(&f.bytes), rows[i].out);
        buffer_free(&f.bytes);
    }
}

static void checksum_in_encodings(void **state)
{
    struct run *r = *state;
    struct emit_file f = {0};
    r->options.encoding = ENCODING_UTF16LE;
    assert_true(prepare(r, &f, "x", TEXT("\xC3\xA4-b"), (const size_t[]){3, 4}, 2));
    struct text bare = TEXT("\xFF\xFE\xE4\0-\0b\0");
    assert_text(f.checksum, digest_hex(&r->arena, digest_md5(&bare, 1)));
    assert_int_equal(f.bytes.len, bare.len + 2 * 64);
    ASSERT_TEXT(((struct text){f.bytes.at, 6}), "\xFF\xFE\xE4\0-\0");
    ASSERT_TEXT(((struct text){f.bytes.at + 6 + 64, 2}), "b\0");
    for (size_t i = 0; i < 32; i++) {
        assert_int_equal(f.bytes.at[6 + 2 * i], f.checksum.at[i]);
        assert_int_equal(f.bytes.at[7 + 2 * i], 0);
        assert_int_equal(f.bytes.at[72 + 2 * i], f.checksum.at[i]);
    }
    buffer_free(&f.bytes);
    r->options.encoding = ENCODING_UTF8; /* ANSI behind the first piece decides for all of them */
    assert_true(prepare(r, &f, "x", TEXT("\xC3\xA4\xE4"), (const size_t[]){2}, 1));
    assert_text(buffer_slice(&f.bytes),
                text_format(&r->arena, "\xEF\xBB\xBF\xC3\x83\xC2\xA4%s\xC3\xA4", f.checksum.at));
    buffer_free(&f.bytes);
}

static void encoding_loss(void **state)
{
    struct run *r = *state;
    struct emit_file f = {0};
    r->options.encoding = ENCODING_UTF16LE;
    assert_false(prepare(r, &f, "x", TEXT("ok\r\nab\x81" "c\r\n"), (const size_t[]){1}, 1));
    struct text want = text_format(&r->arena, "%s:2:3: error: output cannot be written as UTF-16: byte 0x81 is "
                                   "neither UTF-8 nor in the ANSI code page [encoding-loss]\n", path_of(r, "x").at);
    assert_true(text_starts(text_from(messages(r)), want));
}

/* ---- writing ------------------------------------------------------------------------------------------ */

static void set_time(struct run *r, const char *name, time_t seconds)
{
    struct timespec times[2] = {{.tv_sec = seconds}, {.tv_sec = seconds}};
    assert_int_equal(utimensat(AT_FDCWD, path_of(r, name).at, times, 0), 0);
}

static void set_old(struct run *r, const char *name) { set_time(r, name, 1000); }

static bool is_old(struct run *r, const char *name)
{
    int64_t ns;
    return file_time(path_of(r, name).at, &ns) && ns == 1000 * INT64_C(1000000000);
}

static void unchanged_by_checksum(void **state)
{
    struct run *r = *state;
    static const enum encoding encodings_tried[] = {ENCODING_ANSI, ENCODING_UTF8, ENCODING_UTF16LE};
    for (size_t i = 0; i < 3; i++) {
        r->options = (struct emit_options){.encoding = encodings_tried[i]};
        const size_t at = 3;
        assert_int_equal(write_text(r, "new/x.tmh", TEXT("// \r\nabc\r\n"), &at, 1), EMIT_WRITTEN);
        set_old(r, "new/x.tmh");
        assert_int_equal(write_text(r, "new/x.tmh", TEXT("// \r\nabc\r\n"), &at, 1), EMIT_UNCHANGED);
        assert_true(is_old(r, "new/x.tmh"));
        assert_int_equal(write_text(r, "new/x.tmh", TEXT("// \r\nabd\r\n"), &at, 1), EMIT_WRITTEN);
        assert_false(is_old(r, "new/x.tmh"));
        set_old(r, "new/x.tmh");
        r->options.always_write = true;
        assert_int_equal(write_text(r, "new/x.tmh", TEXT("// \r\nabd\r\n"), &at, 1), EMIT_WRITTEN);
        assert_false(is_old(r, "new/x.tmh"));
    }
}

static void discarded_outputs_leave_nothing(void **state)
{
    struct run *r = *state;
    struct emit_file f = {0};
    put(r, "x", TEXT("old"));
    assert_true(prepare(r, &f, "x", TEXT("new"), NULL, 0));
    assert_int_equal(emit_stage(&f, &r->arena, &r->diag, &r->options), EMIT_WRITTEN);
    assert_true(file_exists(f.staged.temporary.at));
    struct text temporary = f.staged.temporary;
    emit_discard(&f);
    assert_false(file_exists(temporary.at));
    struct buffer b = {0};
    const char *why;
    assert_true(file_read(f.path.at, &b, &why));
    ASSERT_TEXT(buffer_slice(&b), "old");
    buffer_free(&b);
}

static void stored_checksums(void **state)
{
    struct run *r = *state;
    struct emit_file f = {0};
    assert_true(prepare(r, &f, "x", TEXT("// \r\nabc\r\n"), (const size_t[]){3}, 1));
    const char *sum = f.checksum.at;
    struct text filler = {arena_alloc(&r->arena, 5000), 5000};
    memset((char *)(uintptr_t)filler.at, ' ', filler.len);
    const struct {
        struct text old;
        enum emit_result want;
    } rows[] = {
        {text_format(&r->arena, "// %s\r\nabc\r\n", sum), EMIT_UNCHANGED},
        {text_format(&r->arena, "Checksum=\"%s\"!", sum), EMIT_WRITTEN},   /* 44 bytes, the new one has 42 */
        {text_format(&r->arena, "sum=\"%s\"1234", sum), EMIT_UNCHANGED},   /* edited by hand: the rule holds */
        {text_format(&r->arena, "sum='%s'1234", sum), EMIT_UNCHANGED},
        {text_format(&r->arena, "// 0%s\r\nabc\r", sum), EMIT_WRITTEN},    /* part of a longer number */
        {text_format(&r->arena, "// %s0\r\nabc\r", sum), EMIT_WRITTEN},
        {text_format(&r->arena, "// %.31s.\r\nabc\r\n", sum), EMIT_WRITTEN},
        {TEXT(""), EMIT_WRITTEN},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        put(r, "x", rows[i].old);
        buffer_free(&f.bytes);
        assert_true(prepare(r, &f, "x", TEXT("// \r\nabc\r\n"), (const size_t[]){3}, 1));
        assert_int_equal(write_file(r, &f), rows[i].want);
    }
    /* behind the first 4 KB nobody looks */
    assert_int_equal(write_text(r, "x", filler, (const size_t[]){4096 - 32}, 1), EMIT_WRITTEN);
    assert_int_equal(write_text(r, "x", filler, (const size_t[]){4096 - 32}, 1), EMIT_UNCHANGED);
    filler.len--;
    assert_int_equal(write_text(r, "x", filler, (const size_t[]){4096 - 31}, 1), EMIT_WRITTEN);
    assert_int_equal(write_text(r, "x", filler, (const size_t[]){4096 - 31}, 1), EMIT_WRITTEN);
}

static void unchanged_by_bytes(void **state)
{
    struct run *r = *state;
    assert_int_equal(write_text(r, "x", TEXT("abc"), NULL, 0), EMIT_WRITTEN);
    assert_int_equal(write_text(r, "x", TEXT("abc"), NULL, 0), EMIT_UNCHANGED);
    assert_int_equal(write_text(r, "x", TEXT("abd"), NULL, 0), EMIT_WRITTEN);
    ASSERT_TEXT(contents(r, "x"), "abd");
}

static void expect_failure(struct run *r, const char *name, const char *why)
{
    assert_int_equal(write_text(r, name, TEXT("new"), NULL, 0), EMIT_FAILED);
    struct text want = text_format(&r->arena, "test: error: cannot write '%s': %s [write-failed]\n",
                                   path_of(r, name).at, why);
    assert_string_equal(messages(r), want.at);
    rewind(r->diag.out);
}

static void folder_in_the_way(void **state)
{
    struct run *r = *state;
    assert_int_equal(mkdir(path_of(r, "x").at, 0777), 0);
    expect_failure(r, "x", "Is a directory");
    assert_int_equal(file_count(r), 1);
}

static void file_as_folder(void **state)
{
    struct run *r = *state;
    put(r, "file", TEXT("old"));
    expect_failure(r, "file/x", "Not a directory");
    ASSERT_TEXT(contents(r, "file"), "old");
}

static void unwritable_folder(void **state)
{
    struct run *r = *state;
    if (geteuid() == 0)
        skip(); /* nothing is unwritable for root */
    put(r, "x", TEXT("old"));
    assert_int_equal(chmod(r->dir.at, 0555), 0);
    expect_failure(r, "x", "Permission denied");
    ASSERT_TEXT(contents(r, "x"), "old");
    assert_int_equal(file_count(r), 1);
    assert_int_equal(chmod(r->dir.at, 0755), 0);
}

/* A limit on file size stands in for a full disk: the write fails half-way. */
static void full_disk(void **state)
{
    struct run *r = *state;
    struct rlimit before, tight;
    put(r, "x", TEXT("old"));
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    tight = before;
    tight.rlim_cur = 2;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &tight), 0);
    enum emit_result result = write_text(r, "x", TEXT("longer than that"), NULL, 0);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_int_equal(result, EMIT_FAILED);
    assert_non_null(strstr(messages(r), ": File too large [write-failed]\n"));
    ASSERT_TEXT(contents(r, "x"), "old");
    assert_int_equal(file_count(r), 1);
}

/* ---- the dependency file ------------------------------------------------------------------------------ */

static void depfile(void **state)
{
    struct run *r = *state;
    static const struct text outputs[] = {TEXT_INIT("out\\a.tmh"), TEXT_INIT("b c.tmh")};
    static const struct text inputs[] = {TEXT_INIT("a.c"), TEXT_INIT("C:\\My Kit\\x.ini"), TEXT_INIT("d$#e:f.h")};
    struct text path = path_of(r, "d");
    assert_true(emit_depfile(&r->arena, &r->diag, path, outputs, 2, inputs, 3));
    ASSERT_TEXT(contents(r, "d"), "out/a.tmh \\\nb\\ c.tmh: \\\n  a.c \\\n  C:/My\\ Kit/x.ini \\\n  d$$\\#e\\:f.h\n"
                                  "\na.c:\n\nC:/My\\ Kit/x.ini:\n\nd$$\\#e\\:f.h:\n");
    set_old(r, "d");
    assert_true(emit_depfile(&r->arena, &r->diag, path, outputs, 2, inputs, 3));
    assert_true(is_old(r, "d"));
    assert_true(emit_depfile(&r->arena, &r->diag, path, outputs, 1, inputs, 0));
    ASSERT_TEXT(contents(r, "d"), "out/a.tmh:\n");
    assert_false(emit_depfile(&r->arena, &r->diag, path_of(r, "d/e"), outputs, 1, inputs, 0));
    assert_non_null(strstr(messages(r), "d/e': Not a directory [write-failed]\n"));
}

/* What make itself makes of odd names: it must find every input, and rebuild when one changes. */
static void depfile_in_make(void **state)
{
    struct run *r = *state;
    static const char *const names[] = {"a b.h", "c#d.h", "e$f.h", "gg:h.h", "$(i).h"};
    struct text inputs[5], output = TEXT("out");
    if (system("make --version >/dev/null 2>&1") != 0)
        skip();
    for (size_t i = 0; i < 5; i++) {
        put(r, names[i], TEXT(""));
        set_old(r, names[i]);
        inputs[i] = text_from(names[i]);
    }
    put(r, "Makefile", TEXT("out:\n\techo >out\ninclude d\n"));
    assert_true(emit_depfile(&r->arena, &r->diag, path_of(r, "d"), &output, 1, inputs, 5));
    const char *build = text_format(&r->arena, "make -s -C '%s' >/dev/null", r->dir.at).at;
    const char *is_built = text_format(&r->arena, "make -q -C '%s' >/dev/null", r->dir.at).at;
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(system(build), 0);
        set_time(r, "out", 2000);
        assert_int_equal(system(is_built), 0);
        set_time(r, names[i], 3000);
        assert_int_not_equal(system(is_built), 0);
        set_old(r, names[i]);
    }
    assert_int_equal(remove(path_of(r, "a b.h").at), 0);
    assert_int_equal(system(build), 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, finish)
    const struct CMUnitTest tests[] = {
        TEST(checksum), TEST(checksum_places), TEST(encodings), TEST(checksum_in_encodings), TEST(encoding_loss),
        TEST(unchanged_by_checksum), TEST(stored_checksums), TEST(unchanged_by_bytes), TEST(folder_in_the_way),
        TEST(discarded_outputs_leave_nothing),
        TEST(file_as_folder), TEST(unwritable_folder), TEST(full_disk), TEST(depfile), TEST(depfile_in_make),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
