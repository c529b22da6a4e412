"""Annotations out of objects, libraries and ELF and PE files; types; what a damaged file does."""
import os
import struct
import subprocess

from tools import Case, message, annotation, section, variable, tool, need, main, strings_of

SINK = 'void sink(int x); '
ENUM = '''enum _STATE { Idle, Active = 5, Failed = -1 };
enum _STATE state;
'''


def program(emit=annotation):
    """Functions with messages: static, inlined, nested blocks, several in one."""
    return ENUM + '''int target;
void sink(int x) { target = x; }
static inline int inlined(int i) { %s sink(i); return i; }
static int local(int a) { %s if (a) { int q = a; sink(q); } return a; }
int first(int a) { %s if (a > 3) { int b = a * 2; sink(inlined(b)); { int c = b + 1; sink(c); %s } } return local(a); }
int second(int a) { state = (enum _STATE)a; %s return a; }
''' % (message(10, 'inlined %10!d!', ['i, ItemLong -- 10'], emit=emit), message(11, 'say "local"', emit=emit),
       message(12, emit=emit), message(13, 'a %10!s! %11!s!', ['a, ItemEnum(_STATE) -- 10', 'b. c, ItemListByte(x,y) -- 11'],
                                       emit=emit),
       message(14, 'tab\\tand \\\\', emit=emit))


FUNCTIONS_O0 = {10: 'inlined', 11: 'local', 12: 'first', 13: 'first', 14: 'second'}


class Objects(Case):
    def setUp(self):
        need('CLANG', 'READOBJ')
        super().setUp()

    def assert_same_as_readobj(self, obj):
        self.assertCountEqual(strings_of(self.catalogue(obj)), self.readobj_strings(obj))

    def test_targets_and_forms(self):
        for target in ('x86_64', 'i686', 'aarch64'):
            for options in (('-O0',), ('-O2', '-ffunction-sections')):
                if target == 'i686' and options[0] == '-O2':
                    continue
                with self.subTest(target=target, options=options):
                    obj = self.clang('a.c', program(), *options, target=target + '-pc-windows-msvc')
                    self.assert_same_as_readobj(obj)
                    if options[0] == '-O0':
                        self.assertEqual({m[3]: m[6] for m in self.messages(obj)}, FUNCTIONS_O0)

    def test_bigobj(self):
        need('OBJCOPY_MINGW')
        obj = self.clang('a.c', program(), '-ffunction-sections')
        self.run_tool(tool('OBJCOPY_MINGW'), '-I', 'pe-x86-64', '-O', 'pe-bigobj-x86-64', obj, 'big.obj')
        self.assertEqual(self.read('big.obj')[:4], b'\0\0\xff\xff')
        self.assertEqual(self.messages('big.obj'), self.messages(obj))
        self.assertEqual(len(self.messages(obj)), 5)

    def test_cxx_names(self):
        obj = self.clang('a.cpp', 'namespace n { struct s { int m(int); }; } int n::s::m(int a) { %s return a; }'
                         % message(10, source='a.cpp'))
        self.assertEqual([m[6] for m in self.messages(obj)], ['n::s::m'])

    def test_control_guid_and_others(self):
        obj = self.clang('a.c', 'void c(void) { %s %s }' % (
            annotation(['TMC:', '640ea842-7520-455d-8542-27cb48684c66', 'Provider', 'FLAG_A', 'FLAG_B']),
            annotation(['something', 'else'])))
        found = self.catalogue(obj)
        self.assertEqual(found['controls'], [{'guid': '640ea842-7520-455d-8542-27cb48684c66', 'name': 'Provider',
                                              'function': 'c', 'public': False, 'flags': ['FLAG_A', 'FLAG_B']}])
        self.assertEqual(found['annotations'], [{'object': 'a.obj', 'function': 'c', 'strings': ['something', 'else']}])
        self.tracepdb('-f', obj, '-p', 'out', '-c')
        self.assertEqual(sorted(os.listdir('out')), ['640ea842-7520-455d-8542-27cb48684c66.tmc', 'a.mof'])
        self.assertIn(b'FLAG_B,0x00000002\n', self.read('out/640ea842-7520-455d-8542-27cb48684c66.tmc'))
        self.assertIn(b'class aProvider : EventTrace', self.read('out/a.mof'))

    def test_malformed_annotation_is_a_warning_with_its_place(self):
        obj = self.clang('a.c', 'void c(void) { %s %s }' % (annotation(['TMF:', 'no guid', '#typev']), message(10)))
        self.assertEqual(self.numbers(obj), [10])
        self.assertRegex(self.err, r"warning: a.obj: offset 0x[0-9a-f]+: annotation of function 'c': .*\[bad-annotation\]")

    def test_libraries(self):
        need('LIB', 'AR')
        names = [self.clang(f'long_name_of_a_source_{i}.c', 'int f%d(int a) { %s return a; }' % (i, message(10 + i)))
                 for i in range(3)]
        self.run_tool(tool('LIB'), '/out:all.lib', *names)
        self.run_tool(tool('LIB'), '/llvmlibthin', '/out:thin.lib', *names)
        for form in ('gnu', 'bsd', 'darwin'):
            self.run_tool(tool('AR'), f'--format={form}', 'rc', form + '.lib', *names)
        for library in ('all.lib', 'thin.lib', 'gnu.lib', 'bsd.lib', 'darwin.lib'):
            with self.subTest(library=library):
                self.assertEqual(sorted(self.numbers(library)), [10, 11, 12])
        os.remove(names[1])
        self.tracepdb('--json', '-f', 'thin.lib', status=1)
        self.assertIn(names[1], self.err)

    def test_objects_without_code(self):
        self.write('a.c', 'int f(void) { return 1; }')
        self.run_tool(tool('CLANG'), '--target=x86_64-pc-windows-msvc', '-flto', '-c', 'a.c', '-o', 'a.obj')
        self.tracepdb('-f', 'a.obj', status=1)
        self.assertIn('bitcode', self.err)
        self.write('b.txt', 'just a text, long enough to be looked at')
        self.tracepdb('-f', 'b.txt', status=1)
        self.assertIn('offset 0x0: neither a PDB nor', self.err)


class Enums(Case):
    def setUp(self):
        need('CLANG', 'LLD')
        super().setUp()

    def test_enum_of_object_and_pdb(self):
        values = ',\n'.join(f'Value{i:05}_with_a_name_of_some_length = {i * 3}' for i in range(3000))
        obj = self.clang('a.c', '''enum _STATE { Idle, Active = 5, Failed = -1 }; enum _STATE s;
            enum _LARGE { %s }; enum _LARGE l; enum _LATER; enum _ONLY_DECLARED *only;
            __declspec(dllexport) int f(int a) { s = a; l = a; only = 0; %s return a; }''' % (values, message(10, 'x', [
                's, ItemEnum(_STATE) -- 10', 'l, ItemFlagsEnum(_LARGE) -- 11', 'o, ItemEnum(_ONLY_DECLARED) -- 12',
                'u, ItemEnum(_UNKNOWN) -- 13'])), '-fno-eliminate-unused-debug-types')
        pdb = self.link('a', obj)
        self.tracepdb('--restore', pdb, obj)
        for path in (obj, pdb):
            with self.subTest(path=path):
                enums = {e['name']: [(v['name'], v['value']) for v in e['values']] for e in self.catalogue(path)['enums']}
                self.assertEqual(sorted(enums), ['_LARGE', '_STATE'])
                self.assertEqual(enums['_STATE'], [('Idle', '0x0'), ('Active', '0x5'), ('Failed', '0xffffffff')])
                self.assertEqual(enums['_LARGE'], [(f'Value{i:05}_with_a_name_of_some_length', hex(i * 3))
                                                   for i in range(3000)])
        self.tracepdb('-f', pdb, '-p', 'out')
        (body,) = self.tmf_bodies('out').values()
        at = body.index('#enumv _STATE')
        self.assertEqual(body[at:at + 6], ['#enumv _STATE', '{', 'Idle,0x0', 'Active,0x5', 'Failed,0xffffffff', '}'])
        self.assertEqual(body.count('#enumv _STATE'), 1)


class Gcc(Case):
    """gcc, for Linux and for Windows: the section of tmf/section.h, in objects and in linked files."""

    def check(self, compiler, suffix, link_options, strip, emit):
        for options, name in ((('-O0',), 'a.c'), (('-O2',), 'a.c'), (('-O0', '-ffunction-sections'), 'a.cpp')):
            with self.subTest(options=options, name=name):
                text = program(emit)
                text = 'extern "C" {\n' + text + '}' if name.endswith('.cpp') else text
                text += '\nint main(int argc, char **argv) { (void)argv; return first(argc) + second(argc); }\n'
                self.write(name, text)
                self.run_tool(compiler, '-c', *options, name, '-o', 'a.o')
                self.run_tool(compiler, *options, 'a.o', '-o', 'a' + suffix, *link_options)
                for path in ('a.o', 'a' + suffix):
                    functions = {m[3]: m[6] for m in self.messages(path)}
                    self.assertEqual(sorted(functions), [10, 11, 12, 13, 14])
                    if options[0] == '-O0':
                        self.assertEqual(functions, FUNCTIONS_O0)
                    else: # which functions are inlined is the compiler's affair; that each has a name is ours
                        self.assertNotIn('', functions.values())
                        self.assertLessEqual(set(functions.values()), {'local', 'inlined', 'first', 'second', 'main'})
                self.tracepdb('-i', 'a' + suffix, '-p', 'out' + name)
                self.assertEqual(len(self.tmf_bodies('out' + name)), 1)
                self.run_tool(strip, '--strip-debug', 'a' + suffix)
                self.assertEqual(self.messages('a' + suffix), [])
                self.assertIn('no trace message formats', self.err)

    def test_elf(self):
        need('GCC', 'STRIP')
        self.check(tool('GCC'), '.elf', ['-lstdc++'], tool('STRIP'), section)

    def test_mingw(self):
        need('MINGW', 'STRIP_MINGW')
        self.check(tool('MINGW'), '.exe', [], tool('STRIP_MINGW'), variable)

    def test_cxx_functions(self):
        need('GCC')
        self.write('a.cpp', '''
            namespace n { struct s { s(); ~s(); int m(int) const; }; static int hidden(int a) { %s return a; } }
            n::s::s() { %s } n::s::~s() { %s } int n::s::m(int a) const { %s return hidden(a); }
            namespace { int inner(int a) { %s return a; } }
            template <class T> int generic(T a) { %s return a; } int use() { return generic(1) + inner(2); }''' % tuple(
                message(10 + i, emit=section) for i in range(6)))
        self.run_tool(tool('GCC'), '-c', '-O0', 'a.cpp', '-o', 'a.o')
        functions = {m[3]: m[6] for m in self.messages('a.o')}
        self.assertEqual([functions[i] for i in range(10, 15)],
                         ['n::hidden', 'n::s::s', 'n::s::~s', 'n::s::m', "`anonymous namespace'::inner"])
        self.assertIn('generic', functions[15])

    def test_padding_and_damage(self):
        strings = ['TMF:', '65043ee1-1371-3d59-e978-6fe788926939 mod // SRC=a.c MJ= MN=',
                   '#typev a_c1 10 "%0x" //   LEVEL=X', '{', '}']
        record = b''.join(s.encode() + b'\0' for s in strings) + b'\0'
        other = record.replace(b'a_c1 10', b'a_c2 11')
        for padding in (b'', b'\0' * 3, b'\0' * 61):
            with self.subTest(padding=len(padding)):
                self.write('a.obj', coff_with_section(b'.debug_weaknames', padding + record + padding + other + padding))
                self.assertEqual([(m[3], m[6]) for m in self.messages('a.obj')], [(10, ''), (11, '')])
        self.write('a.obj', coff_with_section(b'.debug_weaknames', record + other[:-1]))
        self.tracepdb('-f', 'a.obj', status=1)
        self.assertRegex(self.err, r'a\.obj: offset 0x[0-9a-f]+: message data: the record at 0x[0-9a-f]+ has no end')


def coff_with_section(name, data):
    """A COFF object of one section, whose name is long and so stands in the string table."""
    strings = struct.pack('<I', 4 + len(name) + 1) + name + b'\0'
    header = struct.pack('<HHIIIHH', 0x8664, 1, 0, 60 + len(data), 0, 0, 0)
    section_header = struct.pack('<8sIIIIIIHHI', b'/4', 0, 0, len(data), 60, 0, 0, 0, 0, 0x42000040)
    return header + section_header + data + strings


class Damaged(Case):
    """Files cut off and with bits flipped: no crash, and an error that names an offset or no error."""

    def check(self, path, cuts, flips, *command):
        whole = self.read(path)
        errors = 0
        for n in sorted({int(len(whole) * i / cuts) for i in range(cuts)}):
            errors += self.check_one(path, whole[:n], command)
        self.assertGreater(errors, 0)
        for i in range(flips):
            at = (i * 2654435761) % (len(whole) * 8)
            changed = bytearray(whole)
            changed[at // 8] ^= 1 << at % 8
            self.check_one(path, bytes(changed), command)

    def check_one(self, path, data, command):
        name = 'broken' + os.path.splitext(path)[1]
        self.write(name, data)
        words = [tool('TRACEPDB'), *command, name]
        result = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.assertIn(result.returncode, (0, 1), (result, words))
        if result.returncode == 1:
            self.assertRegex(result.stderr.decode('utf-8', 'replace'), r'offset 0x[0-9a-f]+|PDB of version|bitcode|/GL')
        return result.returncode

    def test_object_and_pdb(self):
        need('CLANG', 'LLD')
        obj = self.clang('a.c', program() + '__declspec(dllexport) int keep(int a) { return first(a) + second(a); }')
        pdb = self.link('a', obj)
        self.tracepdb('--restore', pdb, obj)
        self.check(obj, 60, 60, '--json', '-f')
        self.check(pdb, 60, 60, '--json', '-f')

    def test_elf(self):
        need('GCC')
        self.write('a.c', program(section))
        self.run_tool(tool('GCC'), '-c', '-O0', 'a.c', '-o', 'a.o')
        self.check('a.o', 60, 60, '--json', '-f')


if __name__ == '__main__':
    main()
