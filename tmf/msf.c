/* Every number in a superblock or directory may be a lie. The order of the checks matters: block size, then
 * file size against block count, then directory against file, then each stream's blocks against the bitmap.
 * Stream 0 holds the directory of an earlier version; its blocks may since have been given to others, so it
 * neither claims nor must own them. */
#include "msf.h"

#include <string.h>

static const char magic[] = "Microsoft C/C++ MSF 7.00\r\n\x1a" "DS\0\0"; /* 32 bytes with the NUL of the literal */
enum { SUPERBLOCK_SIZE = 56 };

static bool wrong_magic(struct input *in, const char *head)
{
    if (text_starts((struct text){head, 32}, TEXT("Microsoft C/C++ program database 2.00")) ||
        memcmp(head, "Microsoft C/C++ program database", 32) == 0)
        return input_unsupported(in, "a PDB of version 2.00, from before 2002");
    if (memcmp(head, "BSJB", 4) == 0)
        return input_unsupported(in, "a portable PDB of .NET, which has no WPP messages");
    if (memcmp(head, "Microsoft MSFZ Container", 24) == 0)
        return input_unsupported(in, "a compressed PDB (MSFZ)");
    return input_damaged(in, 0, "not a PDB: it does not start with the MSF 7.00 mark");
}

struct superblock { uint32_t directory_bytes, map_block; };

static bool read_superblock(struct msf *m, struct superblock *sb)
{
    struct input *in = m->input;
    char head[SUPERBLOCK_SIZE];
    if (in->size < sizeof head)
        return input_damaged(in, in->size, "too short for a PDB");
    if (!input_read(in, 0, head, sizeof head))
        return false;
    if (memcmp(head, magic, 32) != 0)
        return wrong_magic(in, head);
    struct bytes b = bytes_from(head, sizeof head);
    bytes_skip(&b, 32);
    m->block_size = bytes_u32(&b);
    m->free_map = bytes_u32(&b);
    m->block_count = bytes_u32(&b);
    sb->directory_bytes = bytes_u32(&b);
    bytes_skip(&b, 4);
    sb->map_block = bytes_u32(&b);
    if (m->block_size < 512 || m->block_size > 65536 || (m->block_size & (m->block_size - 1)))
        return input_damaged(in, 32, "block size %u is no power of two from 512 to 65536", m->block_size);
    if (m->free_map != 1 && m->free_map != 2)
        return input_damaged(in, 36, "the free block map is in block %u, not in 1 or 2", m->free_map);
    if (m->block_count < 3 || in->size / m->block_size < m->block_count)
        return input_damaged(in, 40, "%u blocks of %u bytes do not fit into a file of %llu bytes", m->block_count,
                             m->block_size, (unsigned long long)in->size);
    if (sb->directory_bytes < 4 || sb->directory_bytes / m->block_size >= m->block_count)
        return input_damaged(in, 44, "a directory of %u bytes in a file of %llu", sb->directory_bytes,
                             (unsigned long long)in->size);
    return true;
}

bool msf_block_used(const struct msf *m, uint32_t block) { return m->used[block / 8] >> block % 8 & 1; }

/* Marks a block as used; false when it is not in the file or taken. */
static bool claim(struct msf *m, uint32_t block)
{
    if (block >= m->block_count || msf_block_used(m, block))
        return false;
    m->used[block / 8] = (unsigned char)(m->used[block / 8] | 1u << block % 8);
    return true;
}

static void claim_fixed(struct msf *m)
{
    claim(m, 0);
    for (uint64_t at = 0; at < m->block_count; at += m->block_size)
        for (uint64_t i = 1; i <= 2; i++) /* both free maps have a block at 1 and 2 of every interval */
            claim(m, (uint32_t)(at + i < UINT32_MAX ? at + i : UINT32_MAX));
}

static uint32_t blocks_of(const struct msf *m, uint32_t bytes)
{
    return bytes / m->block_size + (bytes % m->block_size != 0);
}

/* Reads `count` block numbers at a file offset and, when asked, claims them. */
static bool read_blocks(struct msf *m, struct bytes *from, uint32_t count, bool own, const uint32_t **blocks)
{
    uint64_t at = from->base + from->off;
    uint32_t *list = arena_array(m->arena, count, sizeof *list);
    for (uint32_t i = 0; i < count; i++) {
        list[i] = bytes_u32(from);
        if (own && !claim(m, list[i]))
            return input_damaged(m->input, at + (uint64_t)i * 4, list[i] < m->block_count
                                     ? "block %u belongs to two streams" : "block %u is not in the file", list[i]);
    }
    *blocks = list;
    return true;
}

/* The bytes of the directory, read from the blocks that the block map lists. */
static bool read_directory(struct msf *m, const struct superblock *sb, struct text *directory)
{
    uint32_t count = blocks_of(m, sb->directory_bytes), map_blocks = blocks_of(m, count * 4);
    for (uint32_t i = 0; i < map_blocks; i++)
        if (sb->map_block > UINT32_MAX - i || !claim(m, sb->map_block + i))
            return input_damaged(m->input, 52, "the map of the directory lies in block %u", sb->map_block);
    uint64_t map_at = (uint64_t)sb->map_block * m->block_size;
    char *map = arena_alloc(m->arena, (size_t)count * 4);
    if (!input_read(m->input, map_at, map, (size_t)count * 4))
        return false;
    struct bytes b = bytes_from(map, (size_t)count * 4);
    b.base = map_at;
    struct msf_stream as_stream = {.size = sb->directory_bytes};
    if (!read_blocks(m, &b, count, true, &as_stream.blocks))
        return false;
    char *at = arena_alloc(m->arena, sb->directory_bytes);
    m->streams = &as_stream;
    m->stream_count = 1;
    bool ok = msf_read(m, 0, 0, at, sb->directory_bytes);
    m->streams = NULL;
    *directory = (struct text){at, sb->directory_bytes};
    return ok;
}

static bool read_streams(struct msf *m, struct text directory)
{
    struct bytes b = bytes_from(directory.at, directory.len);
    uint32_t count = bytes_u32(&b);
    if (count > bytes_left(&b) / 4)
        return input_damaged(m->input, 44, "the directory is too short for its %u streams", count);
    m->stream_count = count;
    m->streams = arena_array(m->arena, count, sizeof *m->streams);
    uint64_t blocks = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t size = bytes_u32(&b);
        m->streams[i].size = size == UINT32_MAX ? 0 : size; /* a stream that was deleted */
        blocks += blocks_of(m, m->streams[i].size);
    }
    if (blocks > bytes_left(&b) / 4)
        return input_damaged(m->input, 44, "the directory is too short for the blocks of its streams");
    for (uint32_t i = 0; i < count; i++)
        if (!read_blocks(m, &b, blocks_of(m, m->streams[i].size), i != 0, &m->streams[i].blocks))
            return false;
    return true;
}

bool msf_open(struct msf *m, struct input *in, struct arena *a)
{
    *m = (struct msf){.input = in, .arena = a};
    struct superblock sb = {0};
    struct text directory = {0};
    if (!read_superblock(m, &sb))
        return false;
    m->used = arena_alloc(a, m->block_count / 8 + 1);
    claim_fixed(m);
    return read_directory(m, &sb, &directory) && read_streams(m, directory);
}

uint64_t msf_file_offset(const struct msf *m, uint32_t stream, uint32_t off)
{
    return (uint64_t)m->streams[stream].blocks[off / m->block_size] * m->block_size + off % m->block_size;
}

bool msf_read(struct msf *m, uint32_t stream, uint32_t off, void *to, size_t n)
{
    if (stream >= m->stream_count)
        return input_damaged(m->input, 0, "there is no stream %u", stream);
    const struct msf_stream *s = &m->streams[stream];
    if (off > s->size || n > s->size - off)
        return input_damaged(m->input, s->size ? msf_file_offset(m, stream, 0) : 0,
                             "stream %u has %u bytes, too few for %zu at 0x%x", stream, s->size, n, off);
    for (char *at = to; n;) { /* neighbouring blocks in one read */
        uint32_t block = off / m->block_size;
        size_t run = m->block_size - off % m->block_size;
        while (run < n && s->blocks[block + 1] == s->blocks[block] + 1) {
            run += m->block_size;
            block++;
        }
        if (run > n)
            run = n;
        if (stream == 0 && s->blocks[off / m->block_size] >= m->block_count)
            return input_damaged(m->input, 0, "stream 0 lies outside the file");
        if (!input_read(m->input, msf_file_offset(m, stream, off), at, run))
            return false;
        at += run;
        off += (uint32_t)run;
        n -= run;
    }
    return true;
}

bool msf_read_into(struct msf *m, uint32_t stream, uint32_t n, struct buffer *out)
{
    out->len = 0;
    buffer_reserve(out, n);
    if (!msf_read(m, stream, 0, out->at, n))
        return false;
    out->len = n;
    return true;
}
