/* PDB files: which modules there are, and the annotations in their symbol streams. Layouts of the DBI, TPI
 * and module streams: microsoft/microsoft-pdb, LLVM's docs/PDB. Modules are read one at a time into one
 * buffer, so memory is bounded by the directory, the list of modules and the largest module. */
#ifndef TMF_PDB_H
#define TMF_PDB_H

#include "annotation.h"
#include "msf.h"

enum { PDB_STREAM_INFO = 1, PDB_STREAM_TYPES = 2, PDB_STREAM_DBI = 3 };
enum { PDB_SYMBOLS_START = 4 }; /* a module's stream starts with the signature 4; records follow */

struct pdb_module {
    struct text name;      /* the object, as the linker was given it; a member's name for archives (lld) */
    struct text file;      /* the object, or the archive it came from */
    uint16_t stream;       /* MSF_NO_STREAM when it has no symbols */
    uint32_t symbol_bytes; /* of the symbol records, the signature included */
};

struct pdb {
    struct msf msf;
    struct tmf_guid guid;  /* what an image's debug directory names, with the age */
    uint32_t age;
    bool stripped;         /* made by /PDBSTRIPPED: public symbols only */
    uint32_t compiler_age; /* age of the DBI stream: what debuggers compare */
    uint16_t symbol_records; /* stream of the public and global symbols, or MSF_NO_STREAM */
    struct pdb_module *modules;
    size_t module_count;
};

/* False: reported. Everything hangs in the arena; pdb borrows `in`. */
bool pdb_open(struct pdb *p, struct input *in, struct arena *a);
/* Reads the symbol records of a module into `out`, signature included; records then start at
 * PDB_SYMBOLS_START, and their offsets in the stream are those in the buffer. Empty without a stream. */
bool pdb_read_module(struct pdb *p, const struct pdb_module *m, struct buffer *out);
/* A public symbol: its linker's name and address. The name is only there during the call of each(). */
struct pdb_public { struct text name; uint32_t offset; uint16_t segment; };
bool pdb_each_public(struct pdb *p, void (*each)(void *context, const struct pdb_public *s), void *context);
/* Hands every S_ANNOTATION to the sink, module by module. */
bool pdb_scan(struct pdb *p, const struct annotation_sink *sink);

#endif
