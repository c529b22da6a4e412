/* From expanded text to a file. The hard point is the order of things: the checksum covers the final bytes, so
 * the text is converted to the output encoding first, in pieces between the places where the checksum goes;
 * those pieces are digested as they are and then joined with the digits, in the same encoding, between them. */
#include "emit.h"

#include <string.h>

#include "digest.h"

enum {
    CHECKSUM_LEN = 32,
    HEAD = 4096 /* characters at the start of an old file in which its checksum is looked for */
};

/* ---- conversion --------------------------------------------------------------------------------------- */

/* Converts the pieces of text between the offsets, behind a mark; ends[i] is where piece i ends in out. False:
 * *bad is the offset in text of what does not convert. */
static bool convert(struct text text, const size_t *offsets, size_t count, enum encoding from, enum encoding to,
                    struct buffer *out, size_t *ends, size_t *bad)
{
    out->len = 0;
    buffer_text(out, unicode_mark_of(to));
    for (size_t i = 0, start = 0; i <= count; i++) {
        size_t end = i < count ? offsets[i] : text.len;
        if (!unicode_convert((struct text){text.at + start, end - start}, from, to, out, bad)) {
            *bad += start;
            return false;
        }
        ends[i] = out->len;
        start = end;
    }
    return true;
}

static const char *encoding_name(enum encoding e)
{
    return e == ENCODING_UTF8 ? "UTF-8" : e == ENCODING_ANSI ? "ANSI" : "UTF-16";
}

static bool fail_conversion(struct diag *d, struct text path, struct text text, size_t bad, enum encoding to)
{
    struct source output = source_from(path, text);
    diag_report(d, &CHECK_ENCODING_LOSS, (struct span){&output, bad, bad + 1},
                "output cannot be written as %s: byte 0x%02X is neither UTF-8 nor in the ANSI code page",
                encoding_name(to), bad < text.len ? (unsigned)(unsigned char)text.at[bad] : 0u);
    return false;
}

/* ---- the checksum ------------------------------------------------------------------------------------- */

/* The digits in the output encoding. */
static struct text spell(struct arena *a, struct text digits, enum encoding encoding)
{
    if (encoding == ENCODING_ANSI || encoding == ENCODING_UTF8)
        return digits;
    char *wide = arena_alloc(a, digits.len * 2);
    for (size_t i = 0; i < digits.len; i++)
        wide[2 * i + (encoding == ENCODING_UTF16BE)] = digits.at[i];
    return (struct text){wide, digits.len * 2};
}

/* Makes room in b at each of the ends but the last, from behind, and puts the spelled checksum there. */
static void insert_checksum(struct buffer *b, const size_t *ends, size_t count, struct text spelled)
{
    size_t from = b->len;
    if (count > SIZE_MAX / 2 / spelled.len)
        base_out_of_memory();
    buffer_reserve(b, count * spelled.len);
    b->len += count * spelled.len;
    for (size_t i = count, to = b->len; i-- > 0; from = ends[i]) {
        to -= from - ends[i];
        memmove(b->at + to, b->at + ends[i], from - ends[i]);
        to -= spelled.len;
        memcpy(b->at + to, spelled.at, spelled.len);
    }
}

bool emit_prepare(struct emit_file *f, struct arena *a, struct diag *d, const struct emit_options *o,
                  struct text path, struct buffer *text, const size_t *checksums, size_t count)
{
    *f = (struct emit_file){.path = path, .staged = f->staged};
    size_t *ends = arena_array(a, count + 1, sizeof *ends);
    if (o->encoding == ENCODING_ANSI) {
        f->bytes = *text;
        if (count)
            memcpy(ends, checksums, count * sizeof *ends);
    } else {
        size_t bad;
        struct text in = text->len ? buffer_slice(text) : TEXT("");
        bool ok = convert(in, checksums, count, ENCODING_UTF8, o->encoding, &f->bytes, ends, &bad) ||
                  convert(in, checksums, count, ENCODING_ANSI, o->encoding, &f->bytes, ends, &bad) ||
                  fail_conversion(d, path, in, bad, o->encoding);
        buffer_free(text);
        if (!ok) {
            buffer_free(&f->bytes);
            return false;
        }
    }
    *text = (struct buffer){0};
    if (count) {
        struct text whole = buffer_slice(&f->bytes);
        f->checksum = digest_hex(a, digest_md5(&whole, 1));
        insert_checksum(&f->bytes, ends, count, spell(a, f->checksum, o->encoding));
    }
    return true;
}

/* ---- writing ------------------------------------------------------------------------------------------ */

/* Whether the checksum stands in the first HEAD characters as a number of its own, not as a part of a longer
 * one. Its place is not fixed: bare in C headers, in Checksum="..." in manifests. `step` is bytes a character. */
static bool carries(struct text file, struct text spelled, size_t step)
{
    struct text head = {file.at, file.len < HEAD * step ? file.len : HEAD * step};
    for (size_t from = 0, hit; (hit = text_search(text_skip(head, from), spelled)) != SIZE_MAX; from += hit + 1) {
        size_t begin = from + hit, end = begin + spelled.len;
        bool longer = (begin >= step && text_is_hex(head.at[begin - step])) || (end < file.len && text_is_hex(file.at[end]));
        if (begin % step == 0 && !longer)
            return true;
    }
    return false;
}

static bool is_unchanged(const struct emit_file *f, struct arena *a, const struct emit_options *o)
{
    struct buffer old = {0};
    const char *why;
    bool same = file_read(f->path.at, &old, &why) && old.len == f->bytes.len;
    if (same) {
        bool wide = o->encoding == ENCODING_UTF16LE || o->encoding == ENCODING_UTF16BE;
        same = f->checksum.len ? carries(buffer_slice(&old), spell(a, f->checksum, o->encoding), wide ? 2 : 1)
                               : text_equal(buffer_slice(&old), buffer_slice(&f->bytes));
    }
    buffer_free(&old);
    return same;
}

static bool fail_write(struct diag *d, struct text path, const char *why)
{
    diag_report(d, &CHECK_WRITE_FAILED, span_none(), "cannot write '%.*s': %s", TEXT_ARG(path), why);
    return false;
}

enum emit_result emit_stage(struct emit_file *f, struct arena *a, struct diag *d, const struct emit_options *o)
{
    const char *why = "";
    enum emit_result result = EMIT_UNCHANGED;
    file_discard(&f->staged);
    f->changed = o->always_write || !is_unchanged(f, a, o);
    if (f->changed) {
        struct text bytes = buffer_slice(&f->bytes);
        bool ok = file_stage(a, f->path.at, &bytes, 1, &f->staged, &why) || fail_write(d, f->path, why);
        result = ok ? EMIT_WRITTEN : EMIT_FAILED;
    }
    buffer_free(&f->bytes);
    return result;
}

bool emit_commit(struct emit_file *f, struct diag *d)
{
    const char *why = "";
    return file_commit(&f->staged, &why) || fail_write(d, f->path, why);
}

void emit_discard(struct emit_file *f)
{
    file_discard(&f->staged);
    buffer_free(&f->bytes);
}

/* ---- the dependency file ------------------------------------------------------------------------------ */

static bool is_drive_colon(struct text path, size_t at)
{
    char letter = text_lower(path.at[0]);
    return at == 1 && letter >= 'a' && letter <= 'z' && path.len > 2 && (path.at[2] == '\\' || path.at[2] == '/');
}

/* A path as make, ninja and CMake all read it: spaces, # and other colons than a drive's behind a backslash, $
 * doubled. The drive's colon stays plain: Windows builds of make know drives, ninja takes either form, and
 * CMake's own reader turns an escaped one into a wrong path. */
static void put_path(struct buffer *b, struct text path)
{
    for (size_t i = 0; i < path.len; i++) {
        char c = path.at[i];
        if (c == ' ' || c == '\t' || c == '#' || (c == ':' && !is_drive_colon(path, i)))
            buffer_char(b, '\\');
        else if (c == '$')
            buffer_char(b, '$');
        buffer_char(b, c == '\\' ? '/' : c);
    }
}

static void put_paths(struct buffer *b, const struct text *paths, size_t count, const char *between)
{
    for (size_t i = 0; i < count; i++) {
        if (i)
            buffer_text(b, text_from(between));
        put_path(b, paths[i]);
    }
}

bool emit_depfile(struct arena *a, struct diag *d, struct text path, const struct text *outputs, size_t output_count,
                  const struct text *inputs, size_t input_count)
{
    struct buffer b = {0};
    put_paths(&b, outputs, output_count, " \\\n");
    buffer_text(&b, TEXT(":"));
    if (input_count)
        buffer_text(&b, TEXT(" \\\n  "));
    put_paths(&b, inputs, input_count, " \\\n  ");
    buffer_char(&b, '\n');
    for (size_t i = 0; i < input_count; i++) {
        buffer_char(&b, '\n');
        put_path(&b, inputs[i]);
        buffer_text(&b, TEXT(":\n"));
    }
    const char *why = "";
    bool changed;
    struct text native = text_copy(a, path);
    bool ok = file_update(a, native.at, buffer_slice(&b), &changed, &why) || fail_write(d, native, why);
    buffer_free(&b);
    return ok;
}
