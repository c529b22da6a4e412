#!/usr/bin/env python3
"""Compiles generated headers, and runs what they do.

usage: run.py --tracewpp BIN [--only TEXT] [--keep DIR] [--jobs N]

Every folder of cases/ with a case.ini is a case:
    sources     files given to tracewpp and then compiled, each including its own header
    scan        files with begin_wpp blocks
    args        more arguments for tracewpp
    modes       um, km, stor: which stub headers, which template
    langs       c, c++
    variants    plain, recorder, filtering: whether ENABLE_WPP_RECORDER is on, and who decides for a session
    defines     macros for the compiler
    flags       other arguments for it
    env         variables for tracewpp and for the program
    run         no: compile only
    error       the compiler must fail, and say this
    template    instead of the mode's; none: tracewpp's arguments say
    tools       kinds of compilers: native msvc mingw sdk (default all)
    genuine     no: templates of the WDK cannot do this case
Each combination is compiled by every compiler that is there, with all warnings as errors, and for native ones
linked with runtime.c and run. Programs check themselves and exit with 1 when something is not so.

Message data is read back from what the compilers wrote (annotations, sections .debug_wpp and .debug_weaknames). All compilers must
agree with each other and with the file `messages` of the case, if there is one: a string a line, records apart
by an empty line, trace GUIDs as {guid}, in the order of message numbers.

With TRACEWPP_GENUINE=DIR (templates of a WDK) each case is also compiled with those, by clang for Windows, and
the annotations must be the same. Without it that comparison is skipped, and the last line says so.
"""
import argparse, concurrent.futures, configparser, os, pathlib, re, shutil, struct, subprocess, sys, tempfile

HERE = pathlib.Path(__file__).resolve().parent
TEMPLATES = HERE.parent.parent / 'templates'
WARNINGS = ['-Wall', '-Wextra', '-Werror']
MODE_TEMPLATE = {'um': 'um-default.tpl', 'km': 'km-default.tpl', 'stor': 'km-StorDefault.tpl', 'simple': 'simple.tpl'}
MODE_STUBS = {'um': 'um', 'km': 'km', 'stor': 'stor', 'simple': 'um'}
VARIANTS = {'plain': [], 'recorder': ['-DENABLE_WPP_RECORDER=1'],
            'filtering': ['-DENABLE_WPP_RECORDER=1', '-DENABLE_WPP_TRACE_FILTERING_WITH_WPP_RECORDER=1']}
MSVC = ['--target=x86_64-pc-windows-msvc', '-fms-extensions', '-g', '-gcodeview']

class Tool:
    """A compiler, and the variants worth its time; kind is native (programs run here), msvc (annotations), mingw, or sdk: mingw with its own headers."""
    def __init__(self, name, kind, command, flags=(), variants=VARIANTS):
        self.name, self.kind, self.flags, self.variants = name, kind, list(flags), variants
        self.command = shutil.which(command)

    def compile(self, lang, source, out, flags):
        language = ['-x', lang] + (['-std=c++17'] if lang == 'c++' else [])
        short = [] if self.kind != 'native' else ['-fshort-wchar']
        return [self.command, *self.flags, *short, *WARNINGS, *flags, *language, '-c', str(source), '-o', str(out)]

TOOLS = [
    Tool('gcc', 'native', 'gcc', ['-O2']),
    Tool('gcc-O0', 'native', 'gcc', ['-O0', '-g'], ['plain']),
    Tool('clang', 'native', 'clang-19', ['-O2']),
    Tool('clang-msvc', 'msvc', 'clang-19', MSVC),
    Tool('clang-msvc32', 'msvc', 'clang-19', ['--target=i686-pc-windows-msvc', '-fms-extensions', '-g', '-gcodeview'],
         ['plain']),
    Tool('mingw', 'mingw', 'x86_64-w64-mingw32-gcc', ['-O2']),
    Tool('mingw-sdk', 'sdk', 'x86_64-w64-mingw32-gcc', ['-O2'], ['plain', 'recorder']),
]

# ---- message data ------------------------------------------------------------------------------------------

def u32(data, at):
    return struct.unpack_from('<I', data, at)[0]

def u16(data, at):
    return struct.unpack_from('<H', data, at)[0]

def coff_sections(data):
    symbols = u32(data, 8) + 18 * u32(data, 12)
    for i in range(u16(data, 2)):
        at = 20 + u16(data, 16) + 40 * i
        name = data[at:at + 8].rstrip(b'\0')
        if name.startswith(b'/'):
            start = symbols + int(name[1:])
            name = data[start:data.index(b'\0', start)]
        size, start = u32(data, at + 16), u32(data, at + 20)
        yield name, data[start:start + size]

def elf_sections(data):
    table, = struct.unpack_from('<Q', data, 40)
    size, count, names = struct.unpack_from('<HHH', data, 58)
    rows = [struct.unpack_from('<IIQQQQ', data, table + size * i) for i in range(count)]
    strings = rows[names][4]
    for name, kind, flags, address, offset, length in rows:
        start = strings + name
        yield data[start:data.index(b'\0', start)], data[offset:offset + length], flags

def annotations(section):
    """Records of type S_ANNOTATION in a .debug$S section."""
    at = 4
    while at + 8 <= len(section):
        kind, length = u32(section, at), u32(section, at + 4)
        part, q = section[at + 8:at + 8 + length], 0
        while kind == 0xF1 and q + 4 <= len(part):
            size = u16(part, q)
            if u16(part, q + 2) == 0x1019:
                yield part[q + 12:q + 2 + size].split(b'\0')[:u16(part, q + 10)]
            q += 2 + size
        at = (at + 8 + length + 3) & ~3

def section_records(section, pointer):
    """Records of a .debug_wpp section; pointer is the size of the address behind each."""
    at = 0
    while at < len(section):
        if section[at] == 0:
            at += 1
            continue
        end = section.index(b'\0\0', at)
        yield section[at:end].split(b'\0')
        at = end + 2 + pointer

def message_data(path):
    data = path.read_bytes()
    if data[:4] == b'\x7fELF':
        found = []
        for name, section, flags in elf_sections(data):
            if name == b'.debug_wpp':
                if flags & 2:
                    raise ValueError('.debug_wpp would be loaded')
                found += section_records(section, 8)
    else:
        found = []
        for name, section in coff_sections(data):
            found += annotations(section) if name == b'.debug$S' else []
            found += section_records(section, 0) if name == b'.debug_weaknames' else []
    return [[s.decode('utf-8', 'replace') for s in r] for r in found]

def number(record):
    m = re.match(r'#typev \S+ (\d+) ', record[2]) if record[0] == 'TMF:' else None
    return (0 if m is None else 1, int(m[1]) if m else 0, record)

def listing(records):
    """One text for all records: those of control GUIDs first, then by message number, no repeats."""
    unique = {tuple(r): r for r in records}
    text = '\n\n'.join('\n'.join(r) for r in sorted(unique.values(), key=number)) + '\n'
    return re.sub(r'(?m)^(?!91b20fea|81b20fea)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12} ', '{guid} ', text)

# ---- running -----------------------------------------------------------------------------------------------

class Failure(Exception):
    pass

def run(command, cwd=None, env=None, expect=0):
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, errors='replace', timeout=120)
    if expect is not None and done.returncode != expect:
        raise Failure(f'exit {done.returncode}: {" ".join(map(str, command))}\n{done.stdout}{done.stderr}')
    return done

class Case:
    def __init__(self, folder):
        ini = configparser.ConfigParser(interpolation=None)
        ini.read(folder / 'case.ini')
        self.folder, self.name, self.ini = folder, folder.name, ini['case']
        words = lambda key, default='': self.ini.get(key, default).split()
        self.sources, self.scan, self.args = words('sources'), words('scan'), words('args')
        self.modes, self.langs = words('modes', 'um'), words('langs', 'c')
        self.variants, self.defines = words('variants', 'plain'), words('defines')
        self.extra = words('flags')
        self.tools = words('tools', 'native msvc mingw sdk')
        self.error = self.ini.get('error')
        self.runs = self.ini.getboolean('run', True) and not self.error
        self.env = {k: v for k, v in (w.split('=', 1) for w in words('env'))}

    def generate(self, options, mode, out, templates):
        out.mkdir(parents=True, exist_ok=True)
        template = self.ini.get('template', MODE_TEMPLATE[mode])
        run([options.tracewpp, f'-cfgdir:{templates}', *(['-km'] if mode in ('km', 'stor') else []),
             *(f'-scan:{s}' for s in self.scan), '-p:cases', f'-odir:{out}',
             *([] if template == 'none' else [f'-gen:{{{template}}}*.tmh']), *self.args, *self.sources],
            cwd=self.folder, env={**os.environ, **self.env})

    def flags(self, mode, variant, headers, kind):
        flags = [f'-DMODE_{mode.upper()}', *VARIANTS[variant], *('-D' + d for d in self.defines), *self.extra]
        flags += [f'-I{headers}', f'-I{self.folder}', f'-I{HERE}']
        if kind == 'sdk':
            return flags + [f'-I{HERE}/stub/sdk']
        flags += [f'-I{HERE}/stub/{d}' for d in ('common', MODE_STUBS[mode])]
        return flags + ([f'-I{HERE}/stub/msvc'] if kind == 'msvc' else [])

class Job:
    """One case in one mode, language and variant, by all compilers."""
    def __init__(self, options, case, mode, lang, variant):
        self.options, self.case, self.mode, self.lang, self.variant = options, case, mode, lang, variant
        self.name = f'{case.name}/{mode}/{lang}/{variant}'

    def objects(self, tool, headers, where, flags=()):
        made = []
        for source in self.case.sources:
            made.append(where / (source + '.o'))
            run(tool.compile(self.lang, self.case.folder / source, made[-1],
                             self.case.flags(self.mode, self.variant, headers, tool.kind) + list(flags)))
        return made

    def expect_error(self, tool, headers, where):
        command = tool.compile(self.lang, self.case.folder / self.case.sources[-1], where / 'x.o',
                               self.case.flags(self.mode, self.variant, headers, tool.kind))
        done = run(command, expect=None)
        if done.returncode == 0 or self.case.error not in done.stderr:
            raise Failure(f'{tool.name}: expected the error "{self.case.error}", got exit {done.returncode}\n{done.stderr}')

    def program(self, tool, objects, where):
        runtime = where / 'runtime.o'
        run(tool.compile('c', HERE / 'runtime.c', runtime, self.case.flags(self.mode, 'plain', where, tool.kind)
                         + ['-Wno-varargs'])) # the functions' last named parameter is a USHORT, as on Windows
        linker = tool.command if self.lang == 'c' else shutil.which(
            os.path.basename(tool.command).replace('gcc', 'g++').replace('clang-', 'clang++-'))
        run([linker, *map(str, objects), str(runtime), '-o', str(where / 'program')])
        run([str(where / 'program')], env={**os.environ, **self.case.env})

    def stripped(self, tool, objects, where):
        """strip --strip-debug leaves no message data."""
        strip = shutil.which('x86_64-w64-mingw32-strip' if tool.kind in ('mingw', 'sdk') else 'strip')
        for o in objects if strip else []:
            run([strip, '--strip-debug', '-o', str(where / 'stripped.o'), str(o)])
            if message_data(where / 'stripped.o'):
                raise Failure(f'{tool.name}: strip --strip-debug keeps the message data of {o.name}')

    def compare(self, what, listings):
        (first, expected), *others = listings
        for name, text in others:
            if text != expected:
                a, b = expected.splitlines(), text.splitlines()
                n = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
                at = lambda lines: lines[n] if n < len(lines) else '(end)'
                raise Failure(f'{what} differs, line {n + 1}:\n  {first}: {at(a)}\n  {name}: {at(b)}')

    def contains(self, tool, found, listings):
        have = set(listing(found).split('\n\n'))
        for name, text in listings[:1]:
            for record in text.rstrip('\n').split('\n\n'):
                if record not in have and record + '\n' not in have:
                    raise Failure(f'{tool.name}: missing a record that {name} has:\n{record}')

    def genuine(self, base, listings):
        out, tool = base / 'genuine', next(t for t in TOOLS if t.name == 'clang-msvc')
        self.case.generate(self.options, self.mode, out, self.options.genuine)
        quiet = ['-Wno-everything', '-DWPP_EMULATED_GENUINE']
        objects = self.objects(tool, out, out, quiet)
        theirs = listing(r for o in objects for r in message_data(o))
        ours = next(text for name, text in listings if name == tool.name)
        self.compare('message data', [('genuine templates', theirs), ('ours', ours)])

    def __call__(self):
        base = self.options.work / self.name
        self.case.generate(self.options, self.mode, base, TEMPLATES)
        listings = []
        for tool in self.options.tools:
            if tool.kind not in self.case.tools or self.variant not in tool.variants:
                continue
            if tool.kind == 'sdk' and self.mode != 'um':
                continue
            where = base / tool.name
            where.mkdir(parents=True, exist_ok=True)
            if self.case.error:
                self.expect_error(tool, base, where)
                continue
            objects = self.objects(tool, base, where)
            found = [r for o in objects for r in message_data(o)]
            if tool.kind in ('mingw', 'sdk'): # at file scope, so also those of calls that were not compiled
                self.contains(tool, found, listings)
            else:
                listings.append((tool.name, listing(found)))
            if tool.kind == 'native' and self.case.runs:
                self.program(tool, objects, where)
            if tool.kind != 'msvc' and tool.name != 'gcc-O0':
                self.stripped(tool, objects, where)
        if not listings:
            return
        wanted = self.case.folder / f'messages.{self.mode}'
        wanted = wanted if wanted.exists() else self.case.folder / 'messages'
        if wanted.exists():
            listings.insert(0, (wanted.name, wanted.read_text()))
        elif self.options.update:
            wanted.write_text(listings[0][1])
        self.compare('message data', listings)
        if self.options.genuine and self.case.ini.getboolean('genuine', True):
            self.genuine(base, listings)

def attempt(job):
    try:
        job()
        return job, None
    except Failure as f:
        return job, str(f)
    except Exception as e: # a broken object is a failure of its case, not of the runner
        return job, f'{type(e).__name__}: {e}'

def main():
    p = argparse.ArgumentParser(usage=__doc__)
    p.add_argument('--tracewpp', required=True)
    p.add_argument('--only', default='')
    p.add_argument('--keep', type=pathlib.Path)
    p.add_argument('--jobs', type=int, default=os.cpu_count())
    p.add_argument('--update', action='store_true', help='write missing `messages` files')
    options = p.parse_args()
    options.tracewpp = os.path.abspath(options.tracewpp)
    options.tools = [t for t in TOOLS if t.command]
    options.genuine = os.environ.get('TRACEWPP_GENUINE')
    missing = sorted({t.name for t in TOOLS if not t.command})
    temporary = None if options.keep else tempfile.TemporaryDirectory(prefix='tracewpp-compile-')
    options.work = (options.keep or pathlib.Path(temporary.name)).resolve()
    cases = [Case(f.parent) for f in sorted(HERE.glob('cases/*/case.ini'))]
    jobs = [Job(options, c, m, l, v) for c in cases for m in c.modes for l in c.langs for v in c.variants
            if not (m == 'stor' and v != 'plain' and not c.error)]
    jobs = [j for j in jobs if options.only in j.name]
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for job, problem in pool.map(attempt, jobs):
            if problem:
                failed += 1
                print(f'FAIL {job.name}\n    ' + problem.rstrip().replace('\n', '\n    '))
    if missing:
        print('SKIPPED compilers that are not installed: ' + ' '.join(missing))
    if not options.genuine:
        print('SKIPPED comparison with the WDK\'s templates: TRACEWPP_GENUINE is not set')
    print(f'{len(jobs) - failed} of {len(jobs)} combinations passed')
    return failed != 0 or not jobs

if __name__ == '__main__':
    sys.exit(main())
