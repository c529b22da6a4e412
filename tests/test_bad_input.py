#!/usr/bin/env python3
"""Bad input and bad places for output: a clear error, an end, no crash, nothing lost and nothing left behind.

usage: test_bad_input.py --tool BIN [NAME...]

Each case runs in an empty folder of its own. What golden cases can hold as files is there; here is
what has to be made: large files, limits of the process, many kinds of damage at the same place.
"""
import argparse, os, pathlib, resource, signal, subprocess, sys, tempfile, threading, time

MB = 1 << 20
TIME_LIMIT = 60 # generous: it has to end, how fast is the benchmark's to say
CASES = []

class Failure(Exception):
    pass

class Run:
    def __init__(self, status, out, err, memory):
        self.status, self.out, self.err, self.memory = status, out, err, memory

def check(condition, what):
    if not condition:
        raise Failure(what)

def limited(file_size):
    def limit():
        resource.setrlimit(resource.RLIMIT_NOFILE, (256, 256))
        if file_size is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, file_size))
    return limit

class World:
    """An empty folder, and the tool run in it."""
    def __init__(self, options, folder):
        self.options, self.folder = options, folder

    def file(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def run(self, *args, file_size=None, seconds=TIME_LIMIT):
        env = {k: v for k, v in os.environ.items() if k != 'WPP_FLAGS'} | {'NO_COLOR': '1'}
        command = [self.options.tool, '-I' + self.options.common, *args]
        process = subprocess.Popen(command, cwd=self.folder, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, preexec_fn=limited(file_size))
        timer = threading.Timer(seconds, process.kill)
        timer.start()
        out = []
        reader = threading.Thread(target=lambda: out.append(process.stdout.read()))
        reader.start()
        err = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        ended = timer.is_alive()
        timer.cancel(), reader.join(), process.stdout.close(), process.stderr.close()
        process.returncode = os.waitstatus_to_exitcode(status)
        run = Run(process.returncode, out[0], err, usage.ru_maxrss * 1024)
        check(ended, f'{args} did not end within {seconds} s')
        check(run.status in (0, 1, 2), f'{args}: status {run.status}\n{run.err[-2000:].decode(errors="replace")}')
        check(b'Sanitizer' not in run.err, f'{args}: {run.err[-4000:].decode(errors="replace")}')
        return run

    def good(self, *args, **limits):
        run = self.run(*args, **limits)
        check(run.status == 0, f'{args}: status {run.status}: {run.err[-500:].decode(errors="replace")}')
        return run

    def bad(self, kind, *args, **limits):
        run = self.run(*args, **limits)
        check(run.status == 1, f'{args}: status {run.status}, expected 1')
        check(f'[{kind}]'.encode() in run.err, f'{args}: no [{kind}] in {run.err[-500:].decode(errors="replace")}')
        return run

    def names(self):
        return sorted(p.relative_to(self.folder).as_posix() for p in self.folder.rglob('*'))

def case(function):
    CASES.append(function)
    return function

GEN = '-gen:{brief.tpl}*.txt'
CALL = b'TraceEvents(L, F, "message %d", 1);\n'

# ---- outputs ------------------------------------------------------------------------------------------------------

@case
def a_full_disk_leaves_the_old_outputs(w):
    w.file('a.c', CALL)
    w.file('b.c', CALL * 1)
    w.good(GEN, 'a.c', 'b.c')
    old = {n: (w.folder / n).read_bytes() for n in ('a.txt', 'b.txt')}
    w.file('a.c', b'TraceEvents(L, F, "another");\n')
    w.file('b.c', b''.join(b'TraceEvents(L, F, "number %d");\n' % n for n in range(2000)))
    before = w.names()
    for size in (0, 10, 50):
        w.bad('write-failed', GEN, 'a.c', 'b.c', file_size=size)
        check(w.names() == before, f'left behind at {size} bytes: {set(w.names()) - set(before)}')
        check((w.folder / 'b.txt').read_bytes() == old['b.txt'], f'b.txt was damaged at {size} bytes')
        check((w.folder / 'a.txt').read_bytes() == old['a.txt'] or size == 50, f'a.txt was damaged at {size} bytes')

@case
def an_error_in_one_source_writes_nothing(w):
    w.file('a.c', CALL)
    w.good(GEN, '-gen:{brief.tpl}all.out', '-depfile:d', 'a.c')
    before = {n: (w.folder / n).stat().st_mtime_ns for n in w.names()}
    w.file('a.c', CALL * 1 + b'\n' + CALL)
    w.file('b.c', b'TraceEvents(L, F, "%d");\n')
    w.bad('argument-count', GEN, '-gen:{brief.tpl}all.out', '-depfile:d', 'a.c', 'b.c')
    after = {n: (w.folder / n).stat().st_mtime_ns for n in w.names() if n not in ('a.c', 'b.c')}
    check(after == {n: t for n, t in before.items() if n != 'a.c'}, 'an output was touched')

@case
def a_template_error_in_the_second_output_writes_neither(w):
    w.file('a.c', CALL)
    w.file('bad.tpl', '`Nothing`')
    w.bad('template-name', GEN, '-gen:{bad.tpl}*.bad', 'a.c')
    check(w.names() == ['a.c', 'bad.tpl'], f'written: {w.names()}')

@case
def links_and_devices_stay_what_they_are(w):
    w.file('a.c', CALL)
    (w.folder / 'real').mkdir()
    (w.folder / 'a.txt').symlink_to('real/made.txt')
    w.good(GEN, 'a.c')
    check((w.folder / 'a.txt').is_symlink(), 'the link was replaced')
    check(b'message' in (w.folder / 'real/made.txt').read_bytes(), 'nothing was written behind the link')
    (w.folder / 'null').symlink_to('/dev/null')
    w.good('-gen:{brief.tpl}null', 'a.c')
    w.good('-gen:{brief.tpl}/dev/null', '-depfile:/dev/null', 'a.c')
    check(pathlib.Path('/dev/null').is_char_device(), '/dev/null is no device any more')
    (w.folder / 'loop').symlink_to('loop')
    w.bad('write-failed', '-gen:{brief.tpl}loop', 'a.c')
    os.mkfifo(w.folder / 'pipe') # nobody reads
    w.bad('write-failed', '-gen:{brief.tpl}pipe', 'a.c')
    check(not [n for n in w.names() if n.endswith('.tmp')], f'left behind: {w.names()}')

@case
def folders_that_cannot_be_written(w):
    w.file('a.c', CALL)
    w.file('file', b'x')
    for odir in ('file', 'file/deeper', '/proc', '/proc/none/deeper', '/dev/null/x'):
        run = w.bad('write-failed', GEN, '-odir:' + odir, 'a.c')
        check(b'a.txt' in run.err, f'{odir}: the message does not name the file')
    check(w.names() == ['a.c', 'file'], f'left behind: {w.names()}')

@case
def names_that_are_too_long(w):
    w.file('a.c', CALL)
    w.bad('write-failed', '-gen:{brief.tpl}' + 'n' * 300, 'a.c')
    w.bad('missing-file', 'n' * 5000 + '.c')
    w.bad('missing-file', '-scan:' + 'd/' * 3000 + 'x.h', 'a.c')
    check(w.names() == ['a.c'], f'left behind: {w.names()}')

# ---- damaged input ------------------------------------------------------------------------------------------------

DAMAGE = {
    'empty': (b'', None),
    'bom': (b'\xef\xbb\xbf', None),
    'bom16': (b'\xff\xfe', None),
    'nul': (b'\0', 'not-text'),
    'nul at the end': (b'int x;\n\0', 'not-text'),
    'binary': (bytes(range(256)) * 64, 'not-text'),
    'cut16': (b'\xff\xfea', 'bad-encoding'),
    'cut surrogate': (b'\xff\xfe\x00\xd8', 'bad-encoding'),
    'nul16': (b'\xff\xfe\0\0', 'not-text'),
    'no mark': ('int x;'.encode('utf-16-le'), 'not-text'),
}

@case
def damaged_files_everywhere(w):
    w.file('a.c', b'')
    for what, (content, kind) in DAMAGE.items():
        w.file('x.c', content)
        w.file('x.rsp', content)
        # A source, a scanned file, an ini, the main ini, a template, a response file.
        places = [(GEN, 'x.c'), (GEN, '-scan:x.c', 'a.c'), (GEN, '-ini:x.c', 'a.c'), ('-gen:{x.c}*.out', 'a.c')]
        for args in places:
            if kind:
                w.bad(kind, *args)
            else:
                w.good(*args)
        run = w.run(GEN, '@x.rsp', 'a.c')
        check(run.status == (2 if kind else 0), f'response file, {what}: status {run.status}')

@case
def folders_and_pipes_as_input(w):
    w.file('a.c', b'')
    (w.folder / 'dir').mkdir()
    os.mkfifo(w.folder / 'pipe')
    for name in ('dir', 'pipe', '/dev/null', '/dev/zero'):
        for args in ((GEN, '-ext:', '-ini:' + name, 'a.c'), ('-gen:{%s}*.out' % name, 'a.c'), (GEN, '-scan:' + name, 'a.c')):
            w.bad('unreadable-file', *args)
        run = w.run(GEN, '@' + name)
        check(run.status == 2 and b'[unreadable-file]' in run.err, f'@{name}: {run.status}')

@case
def configuration_with_a_thousand_errors(w):
    w.file('a.c', CALL)
    for line in (b'FUNC A(MSG, MSG);\n', b'FUNC (;\n', b'DEFINE_FLAVOR(x, y);\n', b'INCLUDE(nowhere.ini);\n', b'@;\n'):
        w.file('bad.ini', line * 1000)
        run = w.run(GEN, '-ini:bad.ini', 'a.c')
        check(run.status == 1 and b'20 errors, stopping' in run.err, f'{line}: {run.err[-200:]}')
        check(run.err.count(b' error: ') == 20, f'{line}: {run.err.count(b" error: ")} errors')
    check('a.txt' not in w.names(), 'written after errors')

@case
def files_that_include_each_other_without_end(w):
    w.file('a.c', CALL)
    for n in range(200):
        w.file(f'{n}.ini', f'INCLUDE({n + 1}.ini);')
        w.file(f'{n}.tpl', f'`INCLUDE {n + 1}.tpl`')
    w.bad('include-cycle', GEN, '-ini:0.ini', 'a.c')
    w.file('200.tpl', 'end')
    w.bad('template-nesting', '-gen:{0.tpl}*.out', 'a.c')
    w.file('twice.ini', 'INCLUDE(sub/../twice.ini);')
    w.file('sub/x', '')
    w.bad('include-cycle', GEN, '-ini:twice.ini', 'a.c')
    w.file('both.tpl', '`INCLUDE both.tpl``INCLUDE both.tpl`' * 10)
    w.bad('template-nesting', '-gen:{both.tpl}*.out', 'a.c')

@case
def deep_nesting(w):
    w.file('a.c', CALL)
    for content in (b'(' * 100000, b'{' * 100000, b'FUNC A' + b'{(' * 50000, b'FUNC A(' + b'(' * 100000 + b')' * 100001):
        w.file('deep.ini', content)
        w.bad('config-syntax', GEN, '-ini:deep.ini', 'a.c')
    w.file('deep.tpl', '`FORALL m IN Messages`\n' * 100000)
    run = w.run('-gen:{deep.tpl}*.out', 'a.c')
    check(run.status == 1, 'a deep template')
    w.file('e.h', b'// begin_wpp enum\nenum { a = ' + b'(' * 100000 + b'1' + b')' * 100000 + b' };\n// end_wpp\n')
    w.run(GEN, '-scan:e.h', 'a.c')
    w.file('deep.c', b'TraceEvents(L, F, "%d", ' + b'(' * 100000 + b'1' + b')' * 100000 + b');\n')
    w.bad('unmatched-paren', GEN, 'deep.c')

# ---- size ---------------------------------------------------------------------------------------------------------

def fill(unit, size):
    return unit * (size // len(unit)) + b'\n'

@case
def a_huge_source(w):
    """Ordinary code: it ends, and memory stays below three times its size."""
    size = 10 * w.options.megabytes * MB
    code = b'/* It\'s */ static int f%08d(int a) { return a > 1 ? "text (" : \')\'; } // end\n'
    w.file('a.c', b''.join(code % n for n in range(size // len(code))) + CALL)
    run = w.good(GEN, 'a.c')
    check(b'message' in (w.folder / 'a.txt').read_bytes(), 'the last call was not found')
    if not w.options.sanitized:
        check(run.memory < 3 * size, f'{run.memory // MB} MB of memory for {size // MB} MB of source')

# Text that repeats: each of these was, or might be, a reason to read the rest of the file again and again.
REPEATED = [
    b'TraceEvents(', b'(', b')', b'"', b"'", b'/*', b'*/', b'//', b'#if\n', b'#if 0\n', b'#', b'{', b'\\', b'\\\n', b'R"(', b'R"(\n',
    b'R"x(")', b'begin_wpp config\n', b'begin_wpp ', b'end_wpp\n', b'_wpp ', b'TraceEvents(\n#\n', b'TraceEvents /*', b'/*TraceEvents(',
    b'TraceEvents(L, F, "', b'TraceEvents(L, F, "%d" /*', b'TraceEvents(L, F, x);\n', b"TraceEvents(\\'", b'L"" ', b'%!', b'\r', b'\t', b'#\t',
    b'TraceEvents(L,F,"m",', b'WPP_DEFINE_BIT(', b'#define WPP_CONTROL_GUIDS WPP_DEFINE_BIT(X)\n', b'FUNC A', b'FUNC A(', b';', b'A;\n',
    b'A(MSG);', b'A(\n', b'(;', b'(;\n', b'A(,', b'"\n', b'\\"', b'#a', b'`', b'`*', b'`FORALL ', b'``', b'`IF x y`\n', b'enum {', b'a,',
]

# Where it stands: code that is reported, is not, or is read by another rule; configuration; a template.
PLACES = [
    (b'', GEN, 'x.c'), (b'#if 0\n', GEN, 'x.c'), (b'/*', GEN, 'x.c'), (b'TraceEvents(L, F, "m", (', GEN, 'x.c'),
    (b'', GEN, '-scan:x.c', 'empty.c'), (b'// begin_wpp config\nFUNC A(', GEN, '-scan:x.c', 'empty.c'),
    (b'// begin_wpp enum\nenum A {', GEN, '-scan:x.c', 'empty.c'), (b'', GEN, '-ini:x.c', 'empty.c'),
    (b'', '-gen:{x.c}*.out', 'empty.c'),
]

@case
def repetitions_end(w):
    """Every repetition in every place. Reading it once takes hundredths of a second; a way through that reads it
    again and again would take minutes, so the limit tells them apart on any machine."""
    size = w.options.megabytes * MB // (8 if w.options.sanitized else 1)
    w.file('empty.c', b'')
    for unit in REPEATED:
        for before, *args in PLACES:
            w.file('x.c', before + fill(unit, size))
            try:
                w.run('-q', *args, seconds=20)
            except Failure as failure:
                raise Failure(f'{size // 1024} KB of {unit!r} behind {before!r}: {failure}') from None

@case
def long_tokens(w):
    """One name, number, string, line or list as long as the file."""
    size = 2 * w.options.megabytes * MB // (8 if w.options.sanitized else 1)
    a = b'a' * size
    w.file('empty.c', b'')
    for content in (a, b'1' * size, b'"' + a + b'"', b'TraceEvents(L, F, "' + a + b'");', b'TraceEvents(' + a + b', F, "m");',
                    b'TraceEvents(L, F, "%d", ' + a + b');', b'TraceEvents(L, F, "' + b'%d' * (size // 2) + b'"' + b', 1' * (size // 3) + b');',
                    b'TraceEvents(L, F' + b', 1' * (size // 3) + b');', b'TraceEvents(L, F, ' + b'"" ' * (size // 3) + b');',
                    b'R"' + a + b'(', b'FUNC ' + a + b'(MSG);', b'FUNC A(' + a + b');', b'USEPREFIX(A, "' + a + b'");'):
        w.file('x.c', content)
        w.run('-q', GEN, 'x.c')
        w.run('-q', GEN, '-ini:x.c', 'empty.c')
        w.run('-q', '-gen:{x.c}*.out', 'empty.c')

@case
def many_files(w):
    """More sources than a process may have open files."""
    names = [f'{n}.c' for n in range(1500)]
    for n in names:
        w.file(n, CALL)
    w.good(GEN, '*.c')
    check(len([n for n in w.names() if n.endswith('.txt')]) == len(names), 'outputs are missing')

@case
def too_many_messages(w):
    w.file('a.c', b''.join(b'DoTraceMessage(F, "m");\n' for _ in range(65600)))
    w.bad('message-range', GEN, 'a.c')

def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--tool', required=True)
    parser.add_argument('--common', default=str(pathlib.Path(__file__).resolve().parent / 'golden/_common'))
    parser.add_argument('--sanitized', action='store_true', help='slow build: smaller sizes, no memory limits')
    parser.add_argument('--megabytes', type=int, default=2, help='size of what repeats; the huge source has ten times it')
    parser.add_argument('--without', default='', help='a test to leave out')
    parser.add_argument('names', nargs='*')
    options = parser.parse_args()
    options.tool = os.path.abspath(options.tool)
    failed = 0
    for function in CASES:
        if (options.names and function.__name__ not in options.names) or function.__name__ == options.without:
            continue
        with tempfile.TemporaryDirectory() as folder:
            start = time.monotonic()
            try:
                function(World(options, pathlib.Path(folder)))
                result = 'ok'
            except Failure as failure:
                failed += 1
                result = f'FAILED: {failure}'
            print(f'{function.__name__} ({time.monotonic() - start:.1f} s): {result}', flush=True)
    return 1 if failed or not CASES else 0

if __name__ == '__main__':
    sys.exit(main())
