"""From sources to .tmf on every way there is: tracewpp -tmf, objects, a PDB that lld wrote and --restore repaired,
MinGW and ELF. All must give the same messages."""
import os
import re

from tools import Case, tool, need, need_folder, main

STUBS = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'compile', 'stub')

TRACE = '''#define WPP_CONTROL_GUIDS WPP_DEFINE_CONTROL_GUID(Provider, (5c1f2f0e,6d0b,4a6e,9d7d,3a1f0c7d9b42), \\
        WPP_DEFINE_BIT(INIT) WPP_DEFINE_BIT(IO))
#define WPP_LEVEL_FLAGS_LOGGER(level, flags) WPP_LEVEL_LOGGER(flags)
#define WPP_LEVEL_FLAGS_ENABLED(level, flags) (WPP_LEVEL_ENABLED(flags) && WPP_CONTROL(WPP_BIT_ ## flags).Level >= level)
// begin_wpp enum
typedef enum _STATE {
    StateIdle, StateActive = 5, StateFailed
} STATE;
// end_wpp
// begin_wpp config
// FUNC TraceEvents(LEVEL, FLAGS, MSG, ...);
// FUNC TracePublic{LEVEL=TRACE_LEVEL_ERROR}(FLAGS, MSG, ...);
// WPP_FLAGS(-public:TracePublic);
// CUSTOM_TYPE(state, ItemEnum(_STATE));
// CUSTOM_TYPE(mode, ItemListLong(Low, High));
// end_wpp
'''

C_SOURCE = '''#include <windows.h>
#include <evntrace.h>
#include "trace.h"
#include "%(name)s.tmh"

extern int work(int a);
extern int other(int a);
STATE %(prefix)s_state;

static int %(prefix)s_helper(int a)
{
    TraceEvents(TRACE_LEVEL_WARNING, IO, "helper %%d of %%s", a, "a, \\"quoted\\" name");
    return a + 1;
}

int %(function)s(int a)
{
    TraceEvents(TRACE_LEVEL_INFORMATION, INIT, "%%!FUNC! in state %%!state! mode %%!mode!", %(prefix)s_state, a);
    if (a > 3) {
        int b = %(prefix)s_helper(a);
        TraceEvents(TRACE_LEVEL_ERROR,
                    IO,
                    "two lines: %%I64x and %%p",
                    (long long)b,
                    (void *)0);
        {
            TracePublic(IO, "public %%d", b);
        }
    }
    TraceEvents(TRACE_LEVEL_VERBOSE, IO, "no arguments \\"at all\\"");
    return a;
}
'''

MAIN = '''
int main(void)
{
    WPP_INIT_TRACING(L"app");
    int done = work(5) + other(2);
    WPP_CLEANUP();
    return done == 0;
}
'''


class Pipeline(Case):
    def prepare(self, suffix):
        """Sources in C or C++, their headers, and what all ways must give."""
        self.write('trace.h', TRACE)
        self.sources = ['one' + suffix, 'two.source' + suffix]
        self.write(self.sources[0], C_SOURCE % {'name': 'one', 'prefix': 'one', 'function': 'work'} + MAIN)
        self.write(self.sources[1], C_SOURCE % {'name': 'two.source', 'prefix': 'two', 'function': 'other'})
        self.folder_of_all = 'tmf' + suffix
        self.run_tool(tool('TRACEWPP'), '-scan:trace.h', '-p:mod', '-tmf:' + self.folder_of_all, '-nodatetime', '-noenvironment',
                      *self.sources)
        self.expected = self.tmf_messages(self.folder_of_all)
        self.assertEqual(len(self.expected), 12) # five messages and an enumeration each

    def each_language(self, test):
        """Runs test(suffix) for C and for C++."""
        need('TRACEWPP')
        for suffix in ('.c', '.cpp'):
            with self.subTest(language=suffix):
                self.prepare(suffix)
                test(suffix)

    def tmf_messages(self, folder):
        """Every message and enumeration of a folder of .tmf files with the source line it stands under."""
        found = []
        for lines in self.tmf_bodies(folder).values():
            source = None
            for block in re.split(r'\n(?!\{|\}|[^\n]* -- \d+\n|[^\n]*,0x)', '\n'.join(lines)):
                if block.startswith('#'):
                    found.append(('' if block.startswith('#enumv') else source, block))
                else:
                    source = block
        return sorted(found)

    def check(self, suffix, where, expected, *files):
        self.tracepdb('-f', *files, '-p', where + suffix)
        self.assertEqual(self.tmf_messages(where + suffix), expected)

    def windows_objects(self):
        for source in self.sources:
            self.run_tool(tool('CLANG'), '--target=x86_64-pc-windows-msvc', '-fms-extensions', '-g', '-gcodeview', '-O0',
                          *(f'-I{STUBS}/{part}' for part in ('um', 'msvc', 'common')), '-c', source, '-o', source + '.obj')
        return [source + '.obj' for source in self.sources]

    def test_windows_objects_and_pdb(self):
        need('CLANG', 'LLD', 'PDBUTIL')
        self.each_language(self.windows)

    def windows(self, suffix):
        objects = self.windows_objects()
        self.check(suffix, 'objects', self.expected, *objects)
        self.run_tool(tool('LLD'), '/debug', '/dll', '/noentry', '/nodefaultlib', '/force:unresolved', '/export:main',
                      '/opt:noref', '/out:app.dll', *objects)
        self.assertEqual(self.pdbutil_strings('app.pdb'), [])
        self.tracepdb('--restore', 'app.pdb', *objects)
        self.assertEqual(len(self.pdbutil_strings('app.pdb')), 11)
        self.check(suffix, 'pdb', self.expected, 'app.pdb')
        self.assertIn(b'"INIT",', self.read(f'pdb{suffix}/app.mof'))
        self.assertEqual(self.catalogue('app.pdb')['controls'], self.catalogue(objects[0])['controls'])

    def compile(self, compiler, *flags):
        for source in self.sources:
            self.run_tool(compiler, '-O0', '-w', *flags, '-c', source, '-o', source + '.o')
        return [source + '.o' for source in self.sources]

    def check_section(self, suffix, objects, linked):
        """gcc writes no types that tracepdb reads, so #enumv is not there."""
        expected = [m for m in self.expected if not m[1].startswith('#enumv')]
        self.check(suffix, 'objects', expected, *objects)
        self.check(suffix, 'linked', expected, linked)
        self.assertEqual([c['flags'] for c in self.catalogue(linked)['controls']], [['INIT', 'IO']])

    def test_mingw(self):
        need('MINGW')
        self.each_language(self.mingw)

    def mingw(self, suffix):
        objects = self.compile(tool('MINGW'))
        self.run_tool(tool('MINGW'), *objects, '-o', 'app.exe', '-ladvapi32')
        self.check_section(suffix, objects, 'app.exe')

    def test_elf(self):
        need('GCC')
        self.each_language(self.elf)

    def elf(self, suffix):
        objects = self.compile(tool('GCC'), '-fPIC', '-fshort-wchar', *(f'-I{STUBS}/{part}' for part in ('um', 'common')))
        self.run_tool(tool('GCC'), '-shared', *objects, '-o', 'app.so')
        self.check_section(suffix, objects, 'app.so')


class Findneedle(Case):
    """The sources of small providers, and the .tmf files Microsoft's tracepdb made of their PDBs."""

    def setUp(self):
        need('TRACEWPP')
        self.tools = need_folder('TRACEWPP_EXTERNAL_DATA', 'findneedle', 'tools')
        self.genuine = need_folder('TRACEWPP_SHARED_DATA', 'findneedle')
        super().setUp()

    def messages_without_guid(self, path):
        return sorted(m[1:] for m in self.messages(path))

    def test_messages_from_sources_alone(self):
        genuine = {}
        for name in sorted(os.listdir(self.genuine)):
            if name.endswith('.tmf'):
                path = os.path.join(self.genuine, name)
                genuine[self.messages(path)[0][2]] = path
        self.assertEqual(len(genuine), 10)
        for source, path in genuine.items():
            with self.subTest(source=source):
                folder = os.path.join(self.tools, source[:-4])
                scans = ['-scan:' + os.path.join(folder, n) for n in os.listdir(folder) if n.endswith('.h')]
                self.run_tool(tool('TRACEWPP'), *scans, '-p:findneedle', '-noenvironment', '-tmf:' + source,
                              os.path.join(folder, source))
                (made,) = [n for n in os.listdir(source) if n.endswith('.tmf')]
                self.assertEqual(self.messages_without_guid(os.path.join(source, made)), self.messages_without_guid(path))


if __name__ == '__main__':
    main()
