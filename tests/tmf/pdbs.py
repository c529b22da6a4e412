"""PDBs: annotations put back after lld, taken out again, read with every option."""
import os
import shutil
import subprocess

from tools import Case, message, annotation, tool, need, need_folder, main, strings_of

EXPORT = '__declspec(dllexport) '
CONTROL = ['TMC:', '640ea842-7520-455d-8542-27cb48684c66', 'Provider', 'FLAG_A']


def source():
    """Inlining, nested blocks, a dead function, two functions that fold into one, a static one."""
    return '''int target;
__declspec(noinline) void sink(int x) { target = x; }
static __forceinline void inlined(int i) { %s sink(i); }
static __declspec(noinline) int local(int a) { %s if (a) { int q = a; sink(q); } return a; }
%s int first(int a) { %s if (a > 3) { int b = a * 2; inlined(b); { int c = b + a; sink(c); %s } inlined(a); } return local(a); }
int dead(int a) { %s sink(7); return a; }
%s int fold_a(int a) { %s sink(9); return 3; }
%s int fold_b(int a) { %s sink(9); return 3; }
void control(void) { %s }
%s void user(void) { control(); }
''' % (message(10), message(11), EXPORT, message(12, 'x %10!d!', ['a, ItemLong -- 10']), message(13), message(14), EXPORT,
       message(15), EXPORT, message(16), annotation(CONTROL), EXPORT)


class Restore(Case):
    def setUp(self):
        need('CLANG', 'LLD', 'PDBUTIL', 'READOBJ')
        super().setUp()

    def assert_untouched(self, pdb, before, *objects):
        self.tracepdb('--restore', pdb, *objects, status=1)
        self.assertIn('error', self.err)
        self.assertEqual(self.read(pdb), before)
        self.assertEqual([n for n in os.listdir(os.path.dirname(pdb) or '.') if n.endswith('.tmp')], [])

    def test_one_object(self):
        for options, linker in ((['-O0'], []), (['-O2'], []), (['-O2', '-ffunction-sections'], ['/opt:ref,icf']),
                                (['-O2', '-ffunction-sections'], ['/opt:noref,noicf'])):
            with self.subTest(options=options, linker=linker):
                obj = self.clang('a.c', source(), *options)
                pdb = self.link('a', obj, *linker)
                self.assertEqual(self.pdbutil_strings(pdb), [])
                size = os.path.getsize(pdb)
                self.tracepdb('-v', '--restore', pdb, obj)
                self.assertEqual(os.path.getsize(pdb), size)
                shown, expected = self.pdbutil_strings(pdb), self.readobj_strings(obj)
                if '/opt:ref,icf' in linker: # the linker discards dead functions of their own
                    expected = [s for s in expected if '#typev a_c14' not in s[2]]
                self.assertEqual(shown, expected)
                kept = [m for m in self.messages(obj) if '/opt:ref,icf' not in linker or m[3] != 14]
                self.assertEqual(self.messages(pdb), kept)
                self.assertCountEqual([m[6] for m in kept if m[3] > 14], ['fold_a', 'fold_b'])
                before = self.read(pdb)
                self.tracepdb('-v', '--restore', pdb, obj)
                self.assertIn('0 annotations put back', self.out)
                self.assertEqual(self.read(pdb), before)

    def test_other_machines(self):
        for target, linker in (('aarch64', ['/machine:arm64']), ('i686', ['/machine:x86', '/safeseh:no'])):
            with self.subTest(target=target):
                obj = self.clang('a.c', source(), '-O0', target=target + '-pc-windows-msvc')
                pdb = self.link('a', obj, *linker)
                self.tracepdb('--restore', pdb, obj)
                self.assertEqual(self.messages(pdb), self.messages(obj))
                self.assertEqual(self.pdbutil_strings(pdb), self.readobj_strings(obj))

    def test_records_across_blocks(self):
        text = ''.join(EXPORT + 'int function_%d(int a) { %s return a; }\n' % (i, message(10 + i, 'words ' * (i % 50)))
                       for i in range(300))
        obj = self.clang('a.c', text)
        pdb = self.link('a', obj)
        self.tracepdb('--restore', pdb, obj)
        self.assertEqual(self.pdbutil_strings(pdb), self.readobj_strings(obj))
        self.assertEqual(self.numbers(pdb), list(range(10, 310)))

    def test_addresses_lie_in_their_procedures(self):
        import re
        obj = self.clang('a.c', source(), '-O2', '-ffunction-sections')
        pdb = self.link('a', obj, '/opt:ref,icf')
        self.tracepdb('--restore', pdb, obj)
        text = self.run_tool(tool('PDBUTIL'), 'dump', '-symbols', pdb)
        start = size = None
        count = 0
        for line in text.splitlines():
            if 'PROC32' in line:
                start = None
            found = re.search(r'addr = 0001:(\d+), code size = (\d+)', line)
            if found and start is None:
                start, size = int(found[1]), int(found[2])
            found = re.match(r'\s+addr = 0001:(\d+)$', line)
            if found:
                self.assertLessEqual(start, int(found[1]))
                self.assertLessEqual(int(found[1]), start + size)
                count += 1
        self.assertEqual(count, len(self.pdbutil_strings(pdb)))

    def test_libraries_and_objects_of_one_name(self):
        need('LIB')
        objects = []
        for i, folder in enumerate(('x', 'y', 'z')):
            text = 'int same(void); int f%d(int a) { %s return a; } static int helper(int a) { %s return a; } ' \
                   'int g%d(int a) { return helper(a); }' % (i, message(10 + i, 'one'), message(20 + i, 'two'), i)
            objects.append(self.clang(f'{folder}/util.c', text))
        main_obj = self.clang('main.c', ''.join(f'int f{i}(int); int g{i}(int); ' for i in range(3)) + EXPORT +
                              'int all(int a) { %s return f0(a) + f1(a) + f2(a) + g0(a) + g1(a) + g2(a); }' % message(30))
        self.run_tool(tool('LIB'), '/out:util.lib', *objects)
        self.run_tool(tool('LIB'), '/llvmlibthin', '/out:thin.lib', *objects)
        everything = [10, 11, 12, 20, 21, 22, 30]
        for linked, given in ((objects, objects), (['util.lib'], ['util.lib']), (['thin.lib'], ['thin.lib']),
                              (['util.lib'], objects), (objects, ['util.lib'])):
            with self.subTest(linked=linked, given=given):
                pdb = self.link('a', main_obj, *linked)
                self.tracepdb('--restore', pdb, main_obj, *given)
                self.assertEqual(sorted(self.numbers(pdb)), everything)
                self.assertEqual(self.err, '')
        pdb = self.link('a', main_obj, *objects)
        self.tracepdb('--restore', pdb, objects[1])
        self.assertEqual(sorted(self.numbers(pdb)), [11, 21])
        self.tracepdb('--restore', pdb, main_obj, *objects)
        self.assertEqual(sorted(self.numbers(pdb)), everything)
        shutil.copytree('.', 'moved', ignore=lambda *_: ['moved'])
        os.chdir('moved')
        pdb = self.link('b', 'main.obj', *objects)
        self.tracepdb('--restore', pdb, '../main.obj', *('../' + o for o in objects))
        self.assertEqual(sorted(self.numbers(pdb)), everything)

    def test_modules_without_object_are_named(self):
        one = self.clang('one.c', EXPORT + 'int f(int a) { %s return a; }' % message(10))
        two = self.clang('two.c', EXPORT + 'int g(int a) { %s return a; }' % message(11))
        pdb = self.link('a', one, two)
        self.tracepdb('--restore', pdb, one)
        self.assertRegex(self.err, r'warning: a.pdb: module .*two.obj has 1 records .*\[module-without-object\]')
        self.assertEqual(self.numbers(pdb), [10])

    def test_what_does_not_fit_leaves_the_pdb_alone(self):
        obj = self.clang('a.c', source())
        pdb = self.link('a', obj)
        before = self.read(pdb)
        other = self.clang('a.c', source().replace('sink(7)', 'sink(7); sink(8)'), '-ffunction-sections')
        self.assert_untouched(pdb, before, other)
        self.assertIn('linked from another build', self.err)
        stranger = self.clang('stranger.c', 'int f(int a) { %s return a; }' % message(10))
        self.clang('a.c', source())
        self.assert_untouched(pdb, before, obj, stranger)
        self.assertIn('no module made of stranger.obj', self.err)
        self.assert_untouched(pdb, before, obj, 'missing.obj')
        self.write('a.obj', self.read(obj)[:-2000])
        self.assert_untouched(pdb, before, obj)

    def test_damaged_input_never_changes_the_pdb(self):
        obj = self.clang('a.c', source())
        pdb = self.link('a', obj)
        whole, whole_obj = self.read(pdb), self.read(obj)
        for i in range(120):
            data, name = (whole, pdb) if i % 2 else (whole_obj, obj)
            changed = bytearray(data)
            at = (i * 2654435761) % (len(data) * 8)
            changed[at // 8] ^= 1 << at % 8
            self.write(pdb, whole)
            self.write(obj, whole_obj)
            self.write(name, bytes(changed))
            before = self.read(pdb)
            result = subprocess.run([tool('TRACEPDB'), '--restore', pdb, obj], stderr=subprocess.PIPE)
            self.assertIn(result.returncode, (0, 1), result)
            if result.returncode:
                self.assertEqual(self.read(pdb), before)
            else: # the flipped bit was of no consequence, or in a text: every annotation must be there
                found = self.catalogue(pdb)
                count = sum(len(s['messages']) for s in found['sources']) + len(found['controls']) + len(found['annotations'])
                self.assertEqual(count + self.err.count('[bad-annotation]'), 8)
        self.assertEqual([n for n in os.listdir('.') if n.endswith('.tmp')], [])

    def test_a_different_text_of_equal_size_is_refused_once_restored(self):
        obj = self.clang('a.c', EXPORT + 'int f(int a) { %s return a; }' % message(10, 'one'))
        pdb = self.link('a', obj)
        self.tracepdb('--restore', pdb, obj)
        before = self.read(pdb)
        self.clang('a.c', EXPORT + 'int f(int a) { %s return a; }' % message(10, 'two'))
        self.assert_untouched(pdb, before, obj)
        self.assertIn('not that of the object', self.err)

    def test_procedures_that_cannot_be_told_apart(self):
        # two copies of one inline function in one object, one of them discarded, with different texts
        text = 'static int f(int a) { %s return a; }' + EXPORT + 'int %s(int a) { return f(a); }'
        for texts, fits in ((('one', 'two'), False), (('one', 'one'), True)):
            with self.subTest(texts=texts):
                for name, t in zip('xy', texts):
                    self.clang(f'{name}/same.c', text % (message(10, t), 'user'))
                pdb = self.link('a', 'x/same.obj')
                before = self.read(pdb)
                os.rename('x', 'p')
                os.rename('y', 'q')
                if fits:
                    self.tracepdb('--restore', pdb, 'p/same.obj', 'q/same.obj')
                    self.assertEqual(self.numbers(pdb), [10])
                else:
                    self.assert_untouched(pdb, before, 'p/same.obj', 'q/same.obj')
                    self.assertIn('several objects fit', self.err)
                shutil.rmtree('p')
                shutil.rmtree('q')

    def test_cxx_templates_and_comdats(self):
        header = '''template <class T> __declspec(noinline) T generic(T a) { %s return a; }
            inline __declspec(noinline) int shared(int a) { %s return a + 1; }
            ''' % (message(10, source='h.h'), message(11, source='h.h'))
        objects = [self.clang(f'{name}.cpp', header + EXPORT + 'int %s(int a) { %s return generic(a) + generic((char)a) '
                              '+ shared(a); }' % (name, message(20 + i, source=name + '.cpp')), '-O1')
                   for i, name in enumerate(('a', 'b'))]
        pdb = self.link('a', *objects, '/opt:ref')
        self.tracepdb('--restore', pdb, *objects)
        self.assertEqual(self.err, '')
        self.assertEqual(sorted(set(self.numbers(pdb))), [10, 11, 20, 21])
        functions = {m[6] for m in self.messages(pdb)}
        self.assertEqual(functions, {'a', 'b', 'generic<int>', 'generic<char>', 'shared'})


class Public(Case):
    def setUp(self):
        need('CLANG', 'LLD', 'PDBUTIL')
        super().setUp()
        self.obj = self.clang('a.c', EXPORT + 'int f(int a) { %s %s %s %s return a; }' % (
            message(10, 'secret words'), message(11, 'shown', ['Arg, ItemLong -- 10'], public=True), annotation(CONTROL),
            annotation(CONTROL[:1] + ['740ea842-7520-455d-8542-27cb48684c66'] + CONTROL[2:] + ['PUBLIC_TMF:'])))
        self.pdb = self.link('a', self.obj)
        self.tracepdb('--restore', self.pdb, self.obj)

    def test_public_shows_what_stays(self):
        found = self.catalogue(self.pdb, options=['--public'])
        self.assertEqual([(m['id'], m['name'], m['public']) for s in found['sources'] for m in s['messages']],
                         [(11, 'Unknown_cxx00', True)])
        self.assertEqual([(c['guid'][0], c['flags'], c['public']) for c in found['controls']], [('7', ['FLAG_A'], True)])
        self.assertEqual(sorted(self.numbers(self.pdb)), [10, 11])
        self.tracepdb('-f', self.pdb, '-p', 'out')
        (body,) = self.tmf_bodies('out').values()
        self.assertEqual([line.split(' // SRC=')[1] for line in body if ' // SRC=' in line],
                         ['Unknown_cxx00 MJ= MN=', 'a.c MJ= MN='])

    def test_strip_private(self):
        before = self.read(self.pdb)
        self.assertIn(b'secret words', before)
        self.tracepdb('-v', '--strip-private', self.pdb, 'public.pdb')
        self.assertIn('2 private annotations removed, 2 public ones kept', self.out)
        self.assertEqual(self.read(self.pdb), before)
        self.assertNotIn(b'secret words', self.read('public.pdb'))
        self.assertEqual(self.catalogue('public.pdb'), self.catalogue(self.pdb, options=['--public']))
        self.assertEqual(len(self.pdbutil_strings('public.pdb')), 2)
        self.tracepdb('--strip-private', self.pdb, self.pdb, status=2)


class Options(Case):
    def setUp(self):
        need('CLANG', 'LLD')
        super().setUp()
        for i, path in enumerate(('one.c', 'two.c', 'below/three.c')):
            guid = f'{i}5043ee1-1371-3d59-e978-6fe788926939'
            obj = self.clang(path, EXPORT + 'int f(int a) { %s %s return a; }' % (
                message(10 + i, guid=guid, source=os.path.basename(path)), annotation(CONTROL)))
            stem = os.path.splitext(path)[0]
            self.link(stem, obj)
            self.tracepdb('--restore', stem + '.pdb', obj)

    def guids(self, folder):
        return sorted(name[0] for name in os.listdir(folder) if name.endswith('.tmf'))

    def test_wildcards_lists_and_folders(self):
        for words, expected in ((['-f', 'one.pdb;two.pdb'], '01'), (['-f', '*.pdb'], '01'), (['-f', 'O?E.pdb'], '0'),
                                (['-F', '*.pdb', '-s'], '012'), ([], '01'), (['-s'], '012'), (['-f:t*.pdb'], '1'),
                                (['-f', 'one.pdb', 'below/three.pdb'], '02'), (['-f', 'one.obj;two.pdb'], '01')):
            with self.subTest(words=words):
                self.tracepdb(*words, '-p', 'out')
                self.assertEqual(self.guids('out'), list(expected))
                shutil.rmtree('out')

    def test_default_is_the_current_folder(self):
        self.tracepdb()
        self.assertEqual(self.guids('.'), ['0', '1'])
        self.assertTrue(os.path.exists('one.mof') and os.path.exists('two.mof'))

    def test_running_twice_changes_nothing(self):
        self.tracepdb('-f', 'one.pdb', '-p', 'out', '-v')
        self.assertIn('1 messages new', self.out)
        name = 'out/05043ee1-1371-3d59-e978-6fe788926939.tmf'
        first = self.read(name)
        os.utime(name, (1, 1))
        self.tracepdb('-f', 'one.pdb', '-p', 'out', '-v')
        self.assertIn('0 messages new, 1 there before', self.out)
        self.assertEqual((self.read(name), os.path.getmtime(name)), (first, 1))

    def test_new_messages_are_added(self):
        name = 'out/05043ee1-1371-3d59-e978-6fe788926939.tmf'
        self.tracepdb('-f', 'one.pdb', '-p', 'out')
        first = self.read(name)
        obj = self.clang('one.c', EXPORT + 'int f(int a) { %s %s return a; }' % tuple(
            message(n, guid='05043ee1-1371-3d59-e978-6fe788926939', source='one.c') for n in (10, 99)))
        self.tracepdb('-f', obj, '-p', 'out')
        second = self.read(name)
        self.assertTrue(second.startswith(first))
        self.assertEqual(second.count(b'// PDB:  Last Updated :'), 2)
        self.assertEqual(second.count(b' // SRC='), 1)
        self.assertEqual(self.numbers(name), [10, 99])

    def test_one_file_for_all(self):
        self.tracepdb('-f', '*.pdb', '-s', '-o', 'all.tmf')
        once = self.read('all.tmf')
        self.assertEqual(once.count(b' // SRC='), 3)
        self.tracepdb('-f', '*.pdb', '-s', '-o', 'all.tmf')
        self.assertEqual(self.read('all.tmf'), once)
        self.assertEqual(sorted(self.numbers('all.tmf')), [10, 11, 12])

    def test_a_foreign_file_is_not_overwritten(self):
        self.write('out/05043ee1-1371-3d59-e978-6fe788926939.tmf', 'my notes\n')
        self.tracepdb('-f', 'one.pdb', '-p', 'out', status=1)
        self.assertEqual(self.read('out/05043ee1-1371-3d59-e978-6fe788926939.tmf'), b'my notes\n')

    def test_images_and_symbol_paths(self):
        self.tracepdb('-i', 'one.dll', '-p', 'beside')
        self.assertEqual(self.guids('beside'), ['0'])
        guid = self.pdb_key('one.dll')
        os.makedirs(f'store/one.pdb/{guid}')
        os.rename('one.pdb', f'store/one.pdb/{guid}/one.pdb')
        shutil.copy('two.pdb', 'one.pdb')
        self.tracepdb('-i', 'one.dll', '-p', 'none', '-r', 'below', status=1)
        self.assertIn('one.pdb is of another build', self.err)
        for path in ('srv*store*https://symbols.example/x', 'below;store', 'cache*store'):
            with self.subTest(path=path):
                self.tracepdb('-i', 'one.dll', '-p', 'found', '-r', path)
                self.assertEqual(self.guids('found'), ['0'])
                shutil.rmtree('found')

    def pdb_key(self, image):
        data = self.read(image)
        at = data.index(b'RSDS')
        g = data[at + 4:at + 20]
        return (g[3::-1] + g[5:3:-1] + g[7:5:-1] + g[8:]).hex().upper() + f'{data[at + 20]:X}'

    def test_exit_status_and_messages(self):
        self.tracepdb('-f', 'no*.pdb', status=1)
        self.assertIn('no file matches no*.pdb', self.err)
        self.tracepdb('-f', 'missing.pdb;two.pdb', '-p', 'out', status=1)
        self.assertEqual(self.guids('out'), ['1'])
        self.tracepdb('-z', status=2)
        self.tracepdb('-p', status=2)
        self.tracepdb('--restore', 'one.pdb', status=2)
        self.assertIn('usage', self.tracepdb('-?'))
        plain = self.clang('plain.c', EXPORT + 'int f(int a) { return a; }')
        self.link('plain', plain)
        self.tracepdb('-f', 'plain.pdb', '-p', 'empty')
        self.assertIn('no trace message formats', self.err)
        self.assertFalse(os.path.exists('empty'))

    def test_csv(self):
        import csv
        import io
        rows = list(csv.DictReader(io.StringIO(self.tracepdb('--csv', '-f', '*.pdb'))))
        self.assertEqual([(r['id'], r['file'], r['function'], r['pairs']) for r in rows],
                         [('10', 'one.c', 'f', 'LEVEL=X; FLAGS=Y'), ('11', 'two.c', 'f', 'LEVEL=X; FLAGS=Y')])


class Genuine(Case):
    """Files made by Microsoft's compiler and linker, where somebody has put them."""

    def setUp(self):
        self.folder_of_files = need_folder('TRACEWPP_EXTERNAL_DATA', 'first-driver', 'x64', 'Debug')
        need('READOBJ', 'PDBUTIL')
        super().setUp()

    def test_objects_and_pdb_are_as_llvm_shows_them(self):
        pdb = os.path.join(self.folder_of_files, 'UmdfDriver.pdb')
        objects = [os.path.join(self.folder_of_files, n) for n in ('Device.obj', 'Driver.obj', 'Queue.obj')]
        shown = self.pdbutil_strings(pdb)
        self.assertEqual(len(shown), 10)
        self.assertCountEqual(strings_of(self.catalogue(pdb)), shown)
        self.assertCountEqual(strings_of(self.catalogue(*objects)), [s for o in objects for s in self.readobj_strings(o)])
        self.assertCountEqual(self.messages(pdb), self.messages(*objects))

    def test_objects_of_cl_linked_by_lld(self):
        need('LLD')
        for name in ('Device.obj', 'Driver.obj', 'Queue.obj', 'vc143.pdb'):
            shutil.copy(os.path.join(self.folder_of_files, name), '.')
        objects = ['Driver.obj', 'Queue.obj', 'Device.obj']
        self.run_tool(tool('LLD'), '/debug', '/dll', '/noentry', '/nodefaultlib', '/force:unresolved', '/opt:noref', '/out:a.dll',
                      *objects)
        self.tracepdb('--restore', 'a.pdb', *objects)
        self.assertCountEqual(self.messages('a.pdb'), self.messages(os.path.join(self.folder_of_files, 'UmdfDriver.pdb')))
        self.assertEqual(len(self.pdbutil_strings('a.pdb')), 10)


if __name__ == '__main__':
    main()
