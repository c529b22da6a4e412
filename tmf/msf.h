/* The container of a PDB: a file of equal blocks in which numbered streams lie scattered ("MSF 7.00").
 * Layout: superblock of 56 bytes, block map, stream directory; microsoft/microsoft-pdb and LLVM's docs.
 *
 * Only the directory is kept in memory; streams are read where they lie. No stream reaches outside the file
 * and no block belongs to two streams, so reading all streams is never more than reading the file once. */
#ifndef TMF_MSF_H
#define TMF_MSF_H

#include "buffer.h"
#include "input.h"

enum { MSF_NO_STREAM = 0xFFFF };

struct msf_stream {
    uint32_t size;
    const uint32_t *blocks;
};

struct msf {
    struct input *input;
    struct arena *arena;
    uint32_t block_size, block_count, free_map; /* free_map: 1 or 2, which of the two maps is in use */
    struct msf_stream *streams;
    uint32_t stream_count;
    unsigned char *used; /* a bit per block: superblock, free maps, directory and streams */
};

/* False: reported. The msf borrows `in`. */
bool msf_open(struct msf *m, struct input *in, struct arena *a);
/* n bytes of a stream from off on. False: reported, a read outside the stream too. */
bool msf_read(struct msf *m, uint32_t stream, uint32_t off, void *to, size_t n);
/* The whole stream, or its first n bytes, into a buffer that is emptied first. */
bool msf_read_into(struct msf *m, uint32_t stream, uint32_t n, struct buffer *out);
/* Where byte `off` of a stream lies in the file; off must be inside the stream. */
uint64_t msf_file_offset(const struct msf *m, uint32_t stream, uint32_t off);
bool msf_block_used(const struct msf *m, uint32_t block);

#endif
