"""What the end-to-end tests of the tmf room share: the tools, small sources, and oracles.

The tools come from the environment (CMake sets it). A test whose tools or data are missing is skipped, and
says so in a line that starts with SKIPPED.
"""
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest

GUID = '65043ee1-1371-3d59-e978-6fe788926939'


def tool(name):
    """The path of a tool, '' when CMake did not find it."""
    path = os.environ.get('TMF_' + name, '')
    return '' if path.endswith('NOTFOUND') else path


def need(*names):
    """Skips the test unless all these tools are there."""
    missing = [name for name in names if not tool(name)]
    if missing:
        print('SKIPPED: no', ', '.join(missing), flush=True)
        raise unittest.SkipTest('no ' + ', '.join(missing))


def need_folder(variable, *parts):
    """A folder of data that is not part of the repository."""
    path = os.path.join(os.environ.get(variable, ''), *parts)
    if not os.environ.get(variable) or not os.path.exists(path):
        print(f'SKIPPED: no {path} ({variable})', flush=True)
        raise unittest.SkipTest('no ' + path)
    return path


def wide(text):
    return 'L"' + text.replace('\\', '\\\\').replace('"', '\\"') + '"'


def message(number, text='hello', arguments=(), line=None, source='a.c', guid=GUID, public=False, emit=None):
    """A trace message as the templates leave it in C: strings of an annotation."""
    name = re.sub(r'\W', '_', source) + str(line or number)
    strings = ['TMF:', f'{guid} mod // SRC={source} MJ= MN=',
               f'#typev {name} {number} "%0{text}" //   LEVEL=X FLAGS=Y', '{', *arguments, '}']
    if public:
        strings[1] = f'{guid} mod // SRC=Unknown_cxx00 MJ= MN='
        strings[2] = f'#typev Unknown_cxx00 {number} "%0{text}" //   LEVEL=X FLAGS=Y'
        strings.append('PUBLIC_TMF:')
    return (emit or annotation)(strings)


def annotation(strings):
    return '__annotation(' + ', '.join(wide(s) for s in strings) + ');'


def c_string(text):
    return '"' + text.replace('\\', '\\\\').replace('"', '\\"') + '"'


def section(strings):
    """The same where there is no __annotation, in ELF: a record in .debug_wpp (tmf/section.h) by an asm statement."""
    lines = ['771:', '.pushsection .debug_wpp,"",%progbits', *('.asciz ' + c_string(s) for s in strings), '.byte 0', '.dc.a 771b',
             '.popsection']
    return '__asm__ __volatile__(' + ' '.join(c_string(line + chr(10)).replace(chr(10), '\\n') for line in lines) + ');'


def variable(strings):
    """The same for COFF: a variable, and a local symbol at the call."""
    name = strings[2].split()[1]
    text = ''.join(c_string(s)[:-1] + '\\0"' for s in strings)
    return '{ static const char WPP_TMF_%s[] __asm__("WPP_TMF_%s") __attribute__((section(".debug_weaknames"), used, aligned(1))) ' \
           '= %s; __asm__ __volatile__(".set wpp_at_%s, ."); }' % (name, name, text, name)


class Case(unittest.TestCase):
    """A test with a folder of its own as the current one."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.addCleanup(os.chdir, os.getcwd())
        os.chdir(self.folder.name)

    def run_tool(self, *words, status=0):
        words = [str(w) for w in words]
        result = subprocess.run(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.out, self.err = result.stdout.decode('utf-8', 'replace'), result.stderr.decode('utf-8', 'replace')
        if result.returncode != status:
            self.fail(f'{words}: exit status {result.returncode}, not {status}\n{self.out}{self.err}')
        return self.out

    def tracepdb(self, *words, status=0):
        return self.run_tool(tool('TRACEPDB'), *words, status=status)

    def write(self, path, text):
        folder = os.path.dirname(path)
        if folder:
            os.makedirs(folder, exist_ok=True)
        with open(path, 'wb' if isinstance(text, bytes) else 'w') as f:
            f.write(text)
        return path

    def read(self, path):
        with open(path, 'rb') as f:
            return f.read()

    def clang(self, source, text, *options, target='x86_64-pc-windows-msvc', obj=None):
        """Compiles C (or C++) for Windows with debug information; gives the object's path."""
        self.write(source, text)
        obj = obj or os.path.splitext(source)[0] + '.obj'
        self.run_tool(tool('CLANG'), '--target=' + target, '-fms-extensions', '-g', '-gcodeview', *options,
                      '-Wno-unused', '-c', source, '-o', obj)
        return obj

    def link(self, name, *inputs):
        self.run_tool(tool('LLD'), '/debug', '/noentry', '/dll', '/nodefaultlib', f'/out:{name}.dll', *inputs)
        return name + '.pdb'

    def catalogue(self, *paths, options=()):
        return json.loads(self.tracepdb('--json', *options, '-f', *paths))

    def messages(self, *paths, options=()):
        """The messages of files as comparable tuples, in order."""
        found = []
        for source in self.catalogue(*paths, options=options)['sources']:
            for m in source['messages']:
                arguments = tuple((a['number'], a['expression'], a['item'], a.get('list')) for a in m['arguments'])
                found.append((source['guid'], source['module'], source['file'], m['id'], m['name'], m['text'], m['function'],
                              tuple((p['key'], p['value']) for p in m['pairs']), arguments))
        return found

    def numbers(self, *paths, options=()):
        return [m[3] for m in self.messages(*paths, options=options)]

    def tmf_bodies(self, folder):
        """The .tmf files of a folder without their comments, by name."""
        bodies = {}
        for name in sorted(os.listdir(folder)):
            if name.endswith('.tmf'):
                lines = self.read(os.path.join(folder, name)).decode().splitlines()
                bodies[name] = [line for line in lines if not line.startswith('//')]
        return bodies

    def pdbutil_strings(self, pdb):
        """The annotations of a PDB as llvm-pdbutil shows them: lists of strings."""
        text = self.run_tool(tool('PDBUTIL'), 'dump', '-symbols', pdb)
        return [[s.strip() for s in block.split('\n') if s.strip()]
                for block in re.findall(r'S_ANNOTATION \[size = \d+\]\n\s+addr = [\d:]+\n\s+strings = \[\n(.*?)\]\n', text, re.S)]

    def readobj_strings(self, obj):
        """The annotations of an object as llvm-readobj shows them."""
        text = self.run_tool(tool('READOBJ'), '--codeview', obj)
        return [[s.strip() for s in block.strip('\n').split('\n')]
                for block in re.findall(r'AnnotationSym \{.*?Strings \[\n(.*?)\n\s+\]\n\s+\}', text, re.S)]


def strings_of(catalogue):
    """The annotation strings, FUNC= aside, that a catalogue's messages and controls must have come from."""
    found = []
    for s in catalogue['sources']:
        for m in s['messages']:
            pairs = ''.join(f" {p['key']}={p['value']}" for p in m['pairs'])
            found.append(['TMF:', f"{s['guid']} {s['module']} // SRC={s['file']} MJ={s['major']} MN={s['minor']}",
                          f"#typev {m['name']} {m['id']} \"{m['text']}\" //  {pairs}", '{'] +
                         [f"{a['expression']}, {a['item']}" + (f"({a['list']})" if 'list' in a else '') + f" -- {a['number']}"
                          for a in m['arguments']] + ['}'])
    for c in catalogue['controls']:
        found.append(['TMC:', c['guid'], c['name'], *c['flags']])
    return found


def main():
    sys.stdout.reconfigure(line_buffering=True)
    unittest.main(verbosity=2)
