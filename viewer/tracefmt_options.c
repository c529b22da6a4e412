/* Options begin with - or /, count without regard to case, and take their value from the next word, as Microsoft's
 * tool has it. What it has and this one has not is named with the reason, so that nobody searches for a typing
 * error. */
#include "tracefmt_options.h"

#include "file.h"

static const struct diag_kind usage = {"usage", 3301, DIAG_ERROR, false};

static const char help[] =
    "usage: tracefmt [FILE.etl ...] [options]\n"
    "\n"
    "Writes the WPP messages of trace logs as text, to FmtFile.txt, and a summary, to FmtFile.sum.\n"
    "\n"
    "Formats\n"
    "  -tmf FILE      a .tmf file\n"
    "  -pdb FILE      a PDB; an object, library or ELF file is read too\n"
    "  -i IMAGE       a driver or program: its own messages, or those of its PDB\n"
    "  -r PATHS       where PDBs of images are looked for (default: %_NT_SYMBOL_PATH%)\n"
    "  -p FOLDERS     folders with <guid>.tmf files, before those of %TRACE_FORMAT_SEARCH_PATH%\n"
    "Output\n"
    "  -o FILE        instead of FmtFile.txt; the summary gets the same name with .sum\n"
    "  -display       on standard output, too          -displayonly   there alone\n"
    "  -nosummary     no summary                       -summaryonly   nothing else\n"
    "  -csv           comma-separated values           -csvheader     with a line of names\n"
    "  -csvquote      quotation marks around all       -json          one JSON object a line\n"
    "  -noprefix      messages alone                   -seq           sequence numbers in front\n"
    "  -skipNoFormat  leave out messages that have no format\n"
    "  -cp CODE       utf8 (default), utf16 or ansi\n"
    "Time\n"
    "  -utc, -gmt     not the time zone of this machine   -timeZoneSuffix   say which\n"
    "  -hires         seven digits behind the second      -sortableTime     2003-07-25-13:55:39.998\n"
    "  -v  -help  -version\n"
    "\n"
    "TRACE_FORMAT_PREFIX replaces the text in front of each message ([%9!d!]%8!04X!.%3!04X!::%4!s! [%1!s!]).\n"
    "Exit status: 0 done, 1 a file could not be read or written, 2 wrong usage.\n";

const char *tracefmt_usage(void) { return help; }

enum option { TMF, PDB, IMAGE, SYMBOLS, FOLDERS, OUTPUT, CODE, DISPLAY, DISPLAY_ONLY, NO_SUMMARY, SUMMARY_ONLY, CSV, CSV_HEADER,
              CSV_QUOTE, JSON, NO_PREFIX, SEQUENCE, SKIP, UTC, ZONE, HIRES, SORTABLE, VERBOSE, HELP, VERSION,
              REAL_TIME, MANIFEST, DEBUG_OUTPUT, OTHER_TIME };

static const struct spec { const char *name; enum option option; bool value; } specs[] = {
    {"tmf", TMF, true}, {"pdb", PDB, true}, {"i", IMAGE, true}, {"r", SYMBOLS, true}, {"p", FOLDERS, true},
    {"o", OUTPUT, true}, {"cp", CODE, true}, {"display", DISPLAY, false}, {"displayonly", DISPLAY_ONLY, false},
    {"nosummary", NO_SUMMARY, false}, {"summaryonly", SUMMARY_ONLY, false}, {"csv", CSV, false},
    {"csvheader", CSV_HEADER, false}, {"csvquote", CSV_QUOTE, false}, {"json", JSON, false}, {"preferJson", JSON, false},
    {"noprefix", NO_PREFIX, false}, {"seq", SEQUENCE, false}, {"skipNoFormat", SKIP, false}, {"utc", UTC, false},
    {"gmt", UTC, false}, {"timeZoneSuffix", ZONE, false}, {"hires", HIRES, false}, {"sortableTime", SORTABLE, false},
    {"v", VERBOSE, false}, {"h", HELP, false}, {"?", HELP, false}, {"help", HELP, false}, {"version", VERSION, false},
    {"rt", REAL_TIME, false}, {"man", MANIFEST, false}, {"manpath", MANIFEST, false}, {"bin", MANIFEST, false},
    {"skipTmfWpp", MANIFEST, false}, {"ods", DEBUG_OUTPUT, false}, {"noFileTimeUtc", OTHER_TIME, false},
    {"trace", DEBUG_OUTPUT, false}, {"jsonMeta", OTHER_TIME, false},
};

static bool wrong(struct diag *d, const char *what, struct text word)
{
    diag_report(d, &usage, span_none(), "%s%.*s", what, TEXT_ARG(word));
    return false;
}

static const struct spec *spec_of(struct text word)
{
    if (word.len < 2 || (word.at[0] != '-' && word.at[0] != '/'))
        return NULL;
    struct text name = text_skip(word, text_starts(word, TEXT("--")) ? 2 : 1);
    for (size_t i = 0; i < sizeof specs / sizeof *specs; i++)
        if (text_equal_nocase(name, text_from(specs[i].name)))
            return &specs[i];
    return NULL;
}

static void add(struct diag *d, struct tracefmt_options *o, struct text word)
{
    *(struct text *)ARENA_PUSH(d->arena, o->formats) = word;
}

static bool set_code(struct tracefmt_options *o, struct text name, struct diag *d)
{
    if (text_equal_nocase(name, TEXT("utf8")))
        o->encoding = ENCODING_UTF8;
    else if (text_equal_nocase(name, TEXT("utf16")))
        o->encoding = ENCODING_UTF16LE;
    else if (text_equal_nocase(name, TEXT("ansi")))
        o->encoding = ENCODING_ANSI;
    else
        return wrong(d, "-cp knows utf8, utf16 and ansi, not ", name);
    return true;
}

static bool set(struct tracefmt_options *o, const struct spec *s, struct text value, struct diag *d)
{
    switch (s->option) {
    case TMF: case PDB: case IMAGE: add(d, o, value); break;
    case SYMBOLS: o->symbol_path = value; break;
    case FOLDERS: o->search_path = value; break;
    case OUTPUT: o->output = value; break;
    case CODE: return set_code(o, value, d);
    case DISPLAY: o->display = true; break;
    case DISPLAY_ONLY: o->display_only = true; break;
    case NO_SUMMARY: o->no_summary = true; break;
    case SUMMARY_ONLY: o->summary_only = true; break;
    case CSV_HEADER: o->csv_header = true; o->form = SHOW_CSV; break;
    case CSV: o->form = SHOW_CSV; break;
    case CSV_QUOTE: o->csv_quote = true; o->form = SHOW_CSV; break;
    case JSON: o->form = SHOW_JSON; break;
    case NO_PREFIX: o->no_prefix = true; break;
    case SEQUENCE: o->sequence = true; break;
    case SKIP: o->skip_unknown = true; break;
    case UTC: o->clock.utc = true; break;
    case ZONE: o->clock.zone = true; break;
    case HIRES: o->clock.fine = true; break;
    case SORTABLE: o->clock.style = FORMAT_TIME_SORTABLE; break;
    case VERBOSE: o->verbose = true; break;
    case HELP: o->help = true; break;
    case VERSION: o->version = true; break;
    case REAL_TIME: return wrong(d, "-rt is not supported: sessions are read from their .etl files", TEXT(""));
    case MANIFEST: return wrong(d, "not supported, this tool formats WPP messages only: -", text_from(s->name));
    case DEBUG_OUTPUT: return wrong(d, "not supported, there is no debugger to write to: -", text_from(s->name));
    case OTHER_TIME: return wrong(d, "not supported: -", text_from(s->name));
    }
    return true;
}

static bool add_input(struct tracefmt_options *o, struct text word, struct diag *d)
{
    size_t count = 0;
    struct text *found = file_has_wildcard(word) ? file_glob(d->arena, word, &count) : &word;
    if (!file_has_wildcard(word))
        count = 1;
    if (count == 0)
        return wrong(d, "no file matches ", word);
    for (size_t i = 0; i < count; i++)
        *(struct text *)ARENA_PUSH(d->arena, o->inputs) = text_copy(d->arena, found[i]);
    return true;
}

static bool is_file(struct diag *d, struct text word)
{
    return word.at[0] == '/' && file_exists(text_copy(d->arena, word).at);
}

bool tracefmt_options_parse(struct tracefmt_options *o, int argc, char **argv, struct diag *d)
{
    *o = (struct tracefmt_options){.encoding = ENCODING_UTF8};
    for (int i = 1; i < argc; i++) {
        struct text word = text_from(argv[i]), value = {0};
        const struct spec *s = spec_of(word);
        if (!s && word.len > 1 && word.at[0] == '-')
            return wrong(d, "unknown option: ", word);
        if (!s || is_file(d, word)) {
            if (!add_input(o, word, d))
                return false;
            continue;
        }
        if (s->value) {
            if (++i == argc)
                return wrong(d, "a value is missing behind ", word);
            value = text_from(argv[i]);
        }
        if (!set(o, s, value, d))
            return false;
    }
    if (o->inputs.count == 0 && !o->help && !o->version)
        return wrong(d, "no .etl file is named", TEXT(""));
    return true;
}
