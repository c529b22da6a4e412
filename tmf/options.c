/* An option's value may be the next word or follow a colon (-p:dir). -f and -i take every word up to the next
 * option, because a shell that expands *.pdb passes many, and each word may be a list with semicolons. */
#include "options.h"

#include <string.h>

static const struct diag_kind usage = {"usage", 3301, DIAG_ERROR, false};

static const char help[] =
    "usage: tracepdb [-f FILES] [-s] [-p DIR] [-o FILE] [-c] [-v] [--public] [--json | --csv]\n"
    "       tracepdb -i IMAGES [-r SYMBOLPATH] [-p DIR] [-o FILE] [-c] [-v]\n"
    "       tracepdb --restore PDB OBJECT...\n"
    "       tracepdb --strip-private PDB COPY\n"
    "\n"
    "Writes the formats of WPP trace messages as <guid>.tmf, and control GUIDs as <name>.mof.\n"
    "\n"
    "  -f FILES      PDBs, objects, libraries, ELF or PE files, or .tmf files; * and ? in the last part,\n"
    "                lists with ;  (default: *.pdb)\n"
    "  -s            also in the folders below\n"
    "  -i IMAGES     programs or drivers: their own messages, or those of the PDB they name\n"
    "  -r PATHS      where to look for PDBs of images, with ;  (default: %_NT_SYMBOL_PATH%)\n"
    "  -p DIR        folder for the files written  (default: the current one)\n"
    "  -o FILE       one .tmf for all messages; with --json and --csv the file instead of standard output\n"
    "  -c            also write <control guid>.tmc\n"
    "  -v            say what is found and written\n"
    "  --public      only what a stripped PDB keeps\n"
    "  --json --csv  write the catalogue instead of .tmf files\n"
    "  --restore     put back the annotations that lld-link dropped, from the objects and libraries it linked\n"
    "  --strip-private  write a copy of a PDB without the annotations that are not public\n"
    "\n"
    "Exit status: 0 done, 1 a file could not be read or written, 2 wrong usage.\n";

const char *options_usage(void) { return help; }

enum option { OPTION_F, OPTION_S, OPTION_I, OPTION_R, OPTION_P, OPTION_O, OPTION_C, OPTION_V, OPTION_PUBLIC,
              OPTION_JSON, OPTION_CSV, OPTION_RESTORE, OPTION_STRIP, OPTION_HELP, OPTION_VERSION };

static const struct spec { struct text name; enum option option; bool value, list; } specs[] = {
    {TEXT_INIT("-f"), OPTION_F, false, true}, {TEXT_INIT("-s"), OPTION_S, false, false},
    {TEXT_INIT("-i"), OPTION_I, false, true}, {TEXT_INIT("-r"), OPTION_R, true, false},
    {TEXT_INIT("-p"), OPTION_P, true, false}, {TEXT_INIT("-o"), OPTION_O, true, false},
    {TEXT_INIT("-c"), OPTION_C, false, false}, {TEXT_INIT("-v"), OPTION_V, false, false},
    {TEXT_INIT("--public"), OPTION_PUBLIC, false, false}, {TEXT_INIT("--json"), OPTION_JSON, false, false},
    {TEXT_INIT("--csv"), OPTION_CSV, false, false}, {TEXT_INIT("--restore"), OPTION_RESTORE, false, true},
    {TEXT_INIT("--strip-private"), OPTION_STRIP, false, true}, {TEXT_INIT("-?"), OPTION_HELP, false, false},
    {TEXT_INIT("-h"), OPTION_HELP, false, false}, {TEXT_INIT("--help"), OPTION_HELP, false, false},
    {TEXT_INIT("--version"), OPTION_VERSION, false, false},
};

/* The option a word names; with "-p:dir" the text behind the colon goes to *value. */
static const struct spec *spec_of(struct text word, struct text *value)
{
    const char *colon = text_find(word, ':');
    for (size_t i = 0; i < sizeof specs / sizeof *specs; i++) {
        const struct spec *s = &specs[i];
        *value = (struct text){0};
        if (text_equal_nocase(word, s->name))
            return s;
        /* /f as Windows tools allow it; anything longer is a path elsewhere */
        if (s->name.len == 2 && word.len == 2 && word.at[0] == '/' && text_lower(word.at[1]) == s->name.at[1])
            return s;
        if (colon && (s->value || s->list) && text_equal_nocase(text_slice(word.at, colon), s->name)) {
            *value = text_slice(colon + 1, word.at + word.len);
            return s;
        }
    }
    return NULL;
}

struct parse { struct options *o; struct diag *d; };

static void add_list(struct parse *p, enum option to, struct text list)
{
    struct options *o = p->o;
    while (list.len) {
        const char *end = text_find(list, ';');
        struct text one = text_trim(end ? text_slice(list.at, end) : list);
        list = text_skip(list, end ? (size_t)(end - list.at) + 1 : list.len);
        if (one.len == 0)
            continue;
        struct text *slot = to == OPTION_I ? ARENA_PUSH(p->d->arena, o->images) : ARENA_PUSH(p->d->arena, o->files);
        *slot = text_copy(p->d->arena, one);
    }
}

static void add_word(struct parse *p, const struct spec *open, struct text word)
{
    bool operand = open && (open->option == OPTION_RESTORE || open->option == OPTION_STRIP);
    if (operand)
        *(struct text *)ARENA_PUSH(p->d->arena, p->o->operands) = text_copy(p->d->arena, word);
    else
        add_list(p, open ? open->option : OPTION_F, word);
}

static void set_flag(struct options *o, enum option option, struct text value)
{
    switch (option) {
    case OPTION_S: o->recursive = true; break;
    case OPTION_C: o->control_files = true; break;
    case OPTION_V: o->verbose = true; break;
    case OPTION_R: o->symbol_path = value; break;
    case OPTION_P: o->dir = value; break;
    case OPTION_O: o->output = value; break;
    case OPTION_PUBLIC: o->public_only = true; break;
    case OPTION_JSON: o->form = OPTIONS_JSON; break;
    case OPTION_CSV: o->form = OPTIONS_CSV; break;
    case OPTION_RESTORE: o->action = OPTIONS_RESTORE; break;
    case OPTION_STRIP: o->action = OPTIONS_STRIP; break;
    case OPTION_HELP: o->action = OPTIONS_HELP; break;
    case OPTION_VERSION: o->action = OPTIONS_VERSION; break;
    case OPTION_F: case OPTION_I: break;
    }
}

static bool wrong(struct diag *d, const char *what, struct text word)
{
    diag_report(d, &usage, span_none(), "%s%.*s", what, TEXT_ARG(word));
    return false;
}

static bool check(const struct options *o, struct diag *d)
{
    if (o->action == OPTIONS_RESTORE && o->operands.count < 2)
        return wrong(d, "--restore needs a PDB and the objects or libraries it was linked from", TEXT(""));
    if (o->action == OPTIONS_STRIP && o->operands.count != 2)
        return wrong(d, "--strip-private needs a PDB and the path of the copy to write", TEXT(""));
    if (o->action == OPTIONS_STRIP && text_equal(o->operands.items[0], o->operands.items[1]))
        return wrong(d, "--strip-private writes a copy: name another file than ", o->operands.items[0]);
    bool words = o->files.count || o->images.count;
    if ((o->action == OPTIONS_RESTORE || o->action == OPTIONS_STRIP) && words)
        return wrong(d, "--restore and --strip-private take no -f or -i", TEXT(""));
    if (o->operands.count && o->action == OPTIONS_EXTRACT)
        return wrong(d, "--restore and --strip-private cannot be combined", TEXT(""));
    return true;
}

bool options_parse(struct options *o, int argc, char **argv, struct diag *d)
{
    struct parse p = {o, d};
    const struct spec *open = NULL; /* the option whose list goes on */
    *o = (struct options){0};
    for (int i = 1; i < argc; i++) {
        struct text word = text_from(argv[i]), value;
        const struct spec *s = spec_of(word, &value);
        if (!s && text_starts(word, TEXT("-")))
            return wrong(d, "unknown option: ", word);
        if (!s) {
            add_word(&p, open, word);
            continue;
        }
        if (s->value && !value.at) {
            if (++i == argc)
                return wrong(d, "a value is missing behind ", word);
            value = text_from(argv[i]);
        }
        set_flag(o, s->option, value);
        open = s->list ? s : open && s->value ? open : NULL;
        if (s->list && value.at)
            add_word(&p, s, value);
    }
    return check(o, d);
}
