/* Options as the GNU tools write them: --name, --name VALUE or --name=VALUE. */
#include "ifrdump_options.h"

#include "file.h"

static const struct diag_kind usage = {"usage", 3301, DIAG_ERROR, false};

static const char help[] =
    "usage: ifrdump FILE... [options]\n"
    "       ifrdump --pid PID [options]\n"
    "\n"
    "Shows the messages that the in-flight recorder holds: in a snapshot or log file, an ELF core, a Windows minidump,\n"
    "a raw memory image, or a running process.\n"
    "\n"
    "What to show\n"
    "  --list             only the logs: identifier, size, records, overwritten, lost\n"
    "  --log ID           one log, by its identifier or address\n"
    "  --merge            the records of all logs in the order they were written\n"
    "  --errors           messages of level ERROR and worse; the same as --level error\n"
    "  --level LEVEL      messages of that level and worse: fatal, error, warning, information, verbose, or 1 to 5\n"
    "  --flag FLAG        messages with that flag: its name, or its number from 1 on\n"
    "  --function NAME    messages of that function\n"
    "  --text TEXT        messages with that text\n"
    "  --regex EXPRESSION messages that match; --iregex: without regard to case\n"
    "  --follow           go on with what is written from now on, until interrupted\n"
    "Formats\n"
    "  --tmf FILE         a .tmf, PDB, object, library, ELF file or image; or a folder of <guid>.tmf files\n"
    "  --path FOLDERS     folders with <guid>.tmf files, before those of TRACE_FORMAT_SEARCH_PATH\n"
    "  --symbols PATHS    where PDBs of images are looked for (default: _NT_SYMBOL_PATH)\n"
    "  --prefix TEXT      in front of each message (default: %7!u!: %!FUNC! - , or TRACE_FORMAT_PREFIX)\n"
    "Output\n"
    "  --format=rcdrkd    as !rcdrlogdump of the Windows debugger prints it\n"
    "  --json  --csv      one object or line for each message\n"
    "  --color WHEN       auto (default: on a terminal), always or never\n"
    "  --utc              not the time zone of this machine\n"
    "  --help  --version\n"
    "\n"
    "Exit status: 0 done, 1 an input could not be read or holds no such log, 2 wrong usage.\n";

const char *ifrdump_usage(void) { return help; }

enum option { LIST, LOG, MERGE, ERRORS, LEVEL, FLAG, FUNCTION, TEXT_, REGEX, IREGEX, FOLLOW, PID, TMF, PATH, SYMBOLS, PREFIX,
              FORMAT, JSON, CSV, COLOR, UTC, HELP, VERSION };

static const struct spec { struct text name; enum option option; bool value; } specs[] = {
    {TEXT_INIT("list"), LIST, false}, {TEXT_INIT("log"), LOG, true}, {TEXT_INIT("merge"), MERGE, false},
    {TEXT_INIT("errors"), ERRORS, false}, {TEXT_INIT("level"), LEVEL, true}, {TEXT_INIT("flag"), FLAG, true},
    {TEXT_INIT("function"), FUNCTION, true}, {TEXT_INIT("text"), TEXT_, true}, {TEXT_INIT("regex"), REGEX, true},
    {TEXT_INIT("iregex"), IREGEX, true}, {TEXT_INIT("follow"), FOLLOW, false}, {TEXT_INIT("pid"), PID, true},
    {TEXT_INIT("tmf"), TMF, true}, {TEXT_INIT("pdb"), TMF, true}, {TEXT_INIT("path"), PATH, true},
    {TEXT_INIT("symbols"), SYMBOLS, true}, {TEXT_INIT("prefix"), PREFIX, true}, {TEXT_INIT("format"), FORMAT, true},
    {TEXT_INIT("json"), JSON, false}, {TEXT_INIT("csv"), CSV, false}, {TEXT_INIT("color"), COLOR, true},
    {TEXT_INIT("utc"), UTC, false}, {TEXT_INIT("help"), HELP, false}, {TEXT_INIT("version"), VERSION, false}};

static bool wrong(struct diag *d, const char *what, struct text word)
{
    diag_report(d, &usage, span_none(), "%s%.*s", what, TEXT_ARG(word));
    return false;
}

static const struct spec *spec_of(struct text word, struct text *value)
{
    *value = (struct text){0};
    if (text_equal(word, TEXT("-h")) || text_equal(word, TEXT("-?")))
        word = TEXT("--help");
    if (!text_starts(word, TEXT("--")))
        return NULL;
    word = text_skip(word, 2);
    const char *equals = text_find(word, '=');
    struct text name = equals ? text_slice(word.at, equals) : word;
    for (size_t i = 0; i < sizeof specs / sizeof *specs; i++) {
        if (!text_equal(name, specs[i].name) || (equals && !specs[i].value))
            continue;
        if (equals)
            *value = text_slice(equals + 1, word.at + word.len);
        return &specs[i];
    }
    return NULL;
}

static bool set_pattern(struct ifrdump_options *o, struct text value, bool ignore_case, struct diag *d)
{
    const char *why;
    size_t at;
    o->pattern = pattern_compile(d->arena, value, ignore_case, &why, &at);
    if (!o->pattern)
        diag_report(d, &usage, span_none(), "--regex %.*s: %s, at character %zu", TEXT_ARG(value), why, at + 1);
    return o->pattern != NULL;
}

static bool set_choice(struct ifrdump_options *o, enum option option, struct text value, struct diag *d)
{
    uint64_t number;
    switch (option) {
    case LEVEL:
        o->level = show_level_of(value);
        return o->level || wrong(d, "--level knows fatal, error, warning, information, verbose and 1 to 5, not ", value);
    case PID:
        if (!text_to_u64(value, &number) || !number)
            return wrong(d, "--pid takes the number of a process, not ", value);
        *(uint64_t *)ARENA_PUSH(d->arena, o->processes) = number;
        return true;
    case FORMAT:
        o->rcdrkd = text_equal_nocase(value, TEXT("rcdrkd"));
        return o->rcdrkd || text_equal_nocase(value, TEXT("text")) || wrong(d, "--format knows text and rcdrkd, not ", value);
    case COLOR:
        o->color = text_equal(value, TEXT("always")) ? COLOR_ALWAYS : text_equal(value, TEXT("never")) ? COLOR_NEVER : COLOR_AUTO;
        return o->color != COLOR_AUTO || text_equal(value, TEXT("auto")) ||
               wrong(d, "--color knows auto, always and never, not ", value);
    case LIST: case LOG: case MERGE: case ERRORS: case FLAG: case FUNCTION: case TEXT_: case REGEX: case IREGEX: case FOLLOW:
    case TMF: case PATH: case SYMBOLS: case PREFIX: case JSON: case CSV: case UTC: case HELP: case VERSION:
        break;
    }
    return true;
}

static bool set(struct ifrdump_options *o, enum option option, struct text value, struct diag *d)
{
    switch (option) {
    case LIST: o->list = true; break;
    case LOG: o->log = value; break;
    case MERGE: o->merge = true; break;
    case ERRORS: o->level = 2; break;
    case FLAG:
        o->flag = value;
        text_to_u64(value, &o->flag_number);
        break;
    case FUNCTION: o->function = value; break;
    case TEXT_: o->text = value; break;
    case REGEX: return set_pattern(o, value, false, d);
    case IREGEX: return set_pattern(o, value, true, d);
    case FOLLOW: o->follow = true; break;
    case TMF: *(struct text *)ARENA_PUSH(d->arena, o->formats) = value; break;
    case PATH: o->search_path = value; break;
    case SYMBOLS: o->symbol_path = value; break;
    case PREFIX: o->prefix = value; break;
    case JSON: o->form = SHOW_JSON; break;
    case CSV: o->form = SHOW_CSV; break;
    case UTC: o->clock.utc = true; break;
    case HELP: o->help = true; break;
    case VERSION: o->version = true; break;
    case LEVEL: case PID: case FORMAT: case COLOR: return set_choice(o, option, value, d);
    }
    return true;
}

bool ifrdump_options_parse(struct ifrdump_options *o, int argc, char **argv, struct diag *d)
{
    *o = (struct ifrdump_options){0};
    for (int i = 1; i < argc; i++) {
        struct text word = text_from(argv[i]), value;
        const struct spec *s = spec_of(word, &value);
        if (!s && word.len > 1 && word.at[0] == '-')
            return wrong(d, "unknown option: ", word);
        if (!s) {
            *(struct text *)ARENA_PUSH(d->arena, o->inputs) = word;
            continue;
        }
        if (s->value && !value.at) {
            if (++i == argc)
                return wrong(d, "a value is missing behind ", word);
            value = text_from(argv[i]);
        }
        if (!set(o, s->option, value, d))
            return false;
    }
    if (o->help || o->version)
        return true;
    if (o->rcdrkd && o->form != SHOW_TEXT)
        return wrong(d, "--format=rcdrkd is text: it does not go with --json and --csv", TEXT(""));
    if (o->follow && o->rcdrkd)
        return wrong(d, "--format=rcdrkd prints a finished dump: it does not go with --follow", TEXT(""));
    return o->inputs.count || o->processes.count || wrong(d, "name a snapshot, core, minidump or memory image, or use --pid", TEXT(""));
}
