/* Names come in five forms: "a.obj/" (Microsoft, GNU), "a.obj" (old), "/123" into the table of long names
 * "//", "#1/20" with the name in front of the bytes (BSD), and "/", "/SYM64/", "/<ECSYMBOLS>/" for indexes. */
#include "archive.h"

#include <string.h>

enum { HEADER = 60 };

static const struct text plain = TEXT_INIT("!<arch>\n"), thin = TEXT_INIT("!<thin>\n");

static bool starts(struct bytes b, struct text mark)
{
    return b.len >= mark.len && memcmp(b.at, mark.at, mark.len) == 0;
}

bool archive_is(struct bytes b) { return starts(b, plain) || starts(b, thin); }

struct header { struct text name; uint64_t size; size_t at; };

static bool read_header(struct input *in, struct bytes *b, struct header *h)
{
    h->at = b->off;
    const char *raw = bytes_take(b, HEADER);
    if (!raw)
        return input_damaged(in, b->bad_off, "a member's header is cut off");
    if (raw[58] != '`' || raw[59] != '\n')
        return input_damaged(in, b->base + h->at + 58, "this should be the end of a member's header");
    h->name = text_trim_end((struct text){raw, 16});
    if (!text_to_u64(text_trim((struct text){raw + 48, 10}), &h->size))
        return input_damaged(in, b->base + h->at + 48, "a member's size is not a number");
    return true;
}

static bool is_index(struct text name)
{
    return text_equal(name, TEXT("/")) || text_equal(name, TEXT("/SYM64/")) || text_starts(name, TEXT("/<")) ||
           text_starts(name, TEXT("__.SYMDEF"));
}

/* The entry of the table of long names: ends in NUL (Microsoft), "/\n" (GNU) or "\n". */
static bool long_name(struct bytes table, uint64_t off, struct text *name)
{
    if (off >= table.len)
        return false;
    struct text rest = {(const char *)table.at + off, table.len - (size_t)off};
    size_t len = 0;
    while (len < rest.len && rest.at[len] && rest.at[len] != '\n')
        len++;
    *name = (struct text){rest.at, len};
    if (text_ends(*name, TEXT("/")))
        name->len--;
    return name->len != 0;
}

static bool member_name(struct input *in, const struct header *h, uint64_t at, struct bytes table,
                        struct archive_member *m)
{
    uint64_t number;
    m->name = h->name;
    if (text_starts(h->name, TEXT("#1/")) && text_to_u64(text_skip(h->name, 3), &number)) {
        if (number > m->bytes.len)
            return input_damaged(in, at, "a member's name is longer than the member");
        m->name = (struct text){(const char *)m->bytes.at, (size_t)number};
        m->bytes = bytes_sub(&m->bytes, (size_t)number, m->bytes.len - (size_t)number);
        while (m->name.len && m->name.at[m->name.len - 1] == 0)
            m->name.len--;
    } else if (text_starts(h->name, TEXT("/"))) {
        if (!text_to_u64(text_skip(h->name, 1), &number) || !long_name(table, number, &m->name))
            return input_damaged(in, at, "a member's name is not in the table of long names");
    } else if (text_ends(m->name, TEXT("/"))) {
        m->name.len--;
    }
    return true;
}

bool archive_each(struct input *in, struct bytes b, bool (*each)(void *context, const struct archive_member *m),
                  void *context)
{
    bool external = starts(b, thin);
    struct bytes table = {0};
    bytes_skip(&b, plain.len);
    while (bytes_left(&b)) {
        struct header h;
        if (!read_header(in, &b, &h))
            return false;
        bool names = text_equal(h.name, TEXT("//")), index = is_index(h.name);
        bool inside = !external || names || index;
        if (inside && h.size > bytes_left(&b))
            return input_damaged(in, b.base + h.at + 48, "a member of %llu bytes reaches outside the file",
                                 (unsigned long long)h.size);
        struct archive_member m = {.external = !inside};
        if (inside)
            m.bytes = bytes_sub(&b, b.off, (size_t)h.size);
        if (names)
            table = m.bytes;
        else if (!index && (!member_name(in, &h, b.base + h.at, table, &m) || !each(context, &m)))
            return false;
        size_t skip = inside ? (size_t)h.size + (h.size & 1) : 0;
        bytes_skip(&b, skip < bytes_left(&b) ? skip : bytes_left(&b));
    }
    return true;
}
