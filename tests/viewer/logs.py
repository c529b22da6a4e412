"""ifrdump: the toaster's logs in every place where logs can be, and what is said when there is none."""
import json
import os
import re
import struct
import subprocess
import threading
import time

import make_dump
from common import HERE, Case, main, skip, tool

with open(os.path.join(HERE, 'toaster.txt'), encoding='utf-8') as expected_file:
    EXPECTED = expected_file.read()


class Logs(Case):
    def snapshot(self):
        subprocess.run([tool('TOASTER'), 'crash', self.path('t.ifr')], stdout=subprocess.DEVNULL, check=False)
        with open(self.path('t.ifr'), 'rb') as f:
            return f.read()

    def dump(self, *words, **more):
        return self.run_tool('IFRDUMP', *words, '--path', tool('TMF'), **more)

    def merged(self, *words):
        return re.sub(r'(?m)^([^\n]{11}) \d+: ', r'\1 ', self.dump(*words, '--merge')[0])


class Snapshot(Logs):
    def test_expected(self):
        self.snapshot()
        out, err = self.dump('t.ifr', '--format=rcdrkd')
        out = out.replace(tool('TMF'), 'FOLDER')
        out = re.sub(r'-a [0-9a-f]+ +', '-a ADDRESS  ', out)
        out = re.sub(r'(default +)\d+$', r'\1SIZE', out, flags=re.M)
        self.assertEqual(out, EXPECTED)
        self.assertEqual(err, '')

    def test_list(self):
        self.snapshot()
        out, _ = self.run_tool('IFRDUMP', 't.ifr', '--list')
        rows = [line.split() for line in out.splitlines()]
        self.assertEqual(rows[0][:3], ['Driver', 'Log', 'ID'])
        bus = next(row for row in rows if 'Bus' in row)
        self.assertEqual(bus[1:8], ['Toaster', 'Bus', '8192', '2048', '18', '0', '0'])
        logs = [json.loads(line) for line in self.run_tool('IFRDUMP', 't.ifr', '--list', '--json')[0].splitlines()]
        self.assertEqual({log['log'] for log in logs}, {'default', 'Toaster 1', 'Toaster 2', 'Toaster 3', 'Toaster Bus'})
        self.assertEqual(next(log for log in logs if log['log'] == 'Toaster 3')['records'], 2)

    def test_one_log(self):
        self.snapshot()
        out, _ = self.dump('t.ifr', '--log', 'toaster 3')
        self.assertEqual(out.splitlines()[1:], [
            '1: ToasterEvtDeviceAdd - device 3 has [Left,Right], name Toaster, model T-1000',
            '2: ToasterEvtDeviceAdd - toasting failed after 180 seconds: 0xc00000b5(STATUS_IO_TIMEOUT)'])
        logs = [json.loads(line) for line in self.run_tool('IFRDUMP', 't.ifr', '--list', '--json')[0].splitlines()]
        address = next(log for log in logs if log['log'] == 'Toaster 3')['address']
        self.assertEqual(self.dump('t.ifr', '--log', f'{address:x}')[0], out)
        self.assertEqual(self.dump('t.ifr', '--log', 'Toaster 3', '--format=rcdrkd', '--prefix', '%7!u!: ')[0].splitlines()[-3:], [
            '1: device 3 has [Left,Right], name Toaster, model T-1000',
            '2: toasting failed after 180 seconds: 0xc00000b5(STATUS_IO_TIMEOUT)', '---- end of log ----'])

    def test_nothing_there(self):
        self.snapshot()
        err = self.dump('t.ifr', '--log', 'nope', status=1)[1]
        self.assertIn('there is no log "nope"', err)
        self.assertIn('there is "Toaster Bus" of toaster', err)
        self.assertIn('no recorder log was found', self.dump(self.put('x', b'tracewpp IFR log' * 100), status=1)[1])
        self.assertIn('No such file', self.dump('none', status=1)[1])
        out, err = self.run_tool('IFRDUMP', 't.ifr')
        self.assertRegex(out, r'Unknown\( 11\): GUID=[0-9a-f-]{36} \(No Format Information found\)\.')
        self.assertIn('TRACE_FORMAT_SEARCH_PATH is not set', err)
        self.assertIn('tracepdb -f', err)

    def test_search_path(self):
        self.snapshot()
        out, err = self.run_tool('IFRDUMP', 't.ifr', '--merge', TRACE_FORMAT_SEARCH_PATH='/nowhere;' + tool('TMF'))
        self.assertNotIn('Unknown', out)
        self.assertEqual(err, '')

    def test_newer_version(self):
        data = bytearray(self.snapshot())
        for address, log in make_dump.logs_of(bytes(data)):
            at = bytes(data).find(log)
            struct.pack_into('<H', data, at + 16, 9)
        self.assertIn('a log of version 9; this program reads version 1', self.dump(self.put('n', bytes(data)), status=1)[1])
        mixed = bytes(data) + self.snapshot()
        out, err = self.dump(self.put('m', mixed), '--merge')
        self.assertIn('version 9', err)
        self.assertEqual(len(out.splitlines()), 32)

    def test_torn(self):
        """A record whose writer did not finish is left out and said; those around it stay."""
        _, log = next((a, log) for a, log in make_dump.logs_of(self.snapshot()) if b'Toaster Bus' in log[:128])
        data = bytearray(log)
        place = self.bytes_of_third_record(log)
        data[place + 8] ^= 0xFF
        out, err = self.dump(self.put('torn', bytes(data)), '--log', 'Toaster Bus')
        self.assertEqual(len(out.splitlines()), 18)
        self.assertIn('1 records are not whole', err)

    def bytes_of_third_record(self, log):
        rings = struct.unpack_from('<H', log, 40)[0]
        for ring in range(rings):
            state, = struct.unpack_from('<Q', log, 256 + 128 * ring)
            data, = struct.unpack_from('<Q', log, 256 + 128 * ring + 40)
            at, count = (state & 0x1FFF) * 8, state >> 26 & 0x7FF
            if count < 4:
                continue
            for _ in range(2):
                header, = struct.unpack_from('<Q', log, data + at)
                at += (header >> 27 & 0x1FFF) * 8
            return data + at
        raise AssertionError('no ring with three records')


class Filters(Logs):
    def check(self, words, count, text=''):
        self.snapshot()
        lines = self.dump('t.ifr', '--merge', *words)[0].splitlines()
        self.assertEqual(len(lines), count, lines)
        for line in lines:
            self.assertIn(text, line)

    def test_filters(self):
        self.check(['--errors'], 3)
        self.check(['--level', 'error'], 3)
        self.check(['--level=warning'], 6)
        self.check(['--level', '4'], 32)
        self.check(['--function', 'ToasterToast'], 18, 'ToasterToast - ')
        self.check(['--text', 'is 0x00000003(Burnt)'], 4, 'Burnt')
        self.check(['--regex', '^device [13] (is|arrived)'], 12, 'device ')
        self.check(['--iregex', 'DEVICE 1 .*(cold|HOT)'], 2, 'device 1')
        self.check(['--flag', 'TRACE_FLAG_POWER', '--text', 'took'], 3)
        self.check(['--flag', '0x2', '--level', 'error'], 3)

    def test_usage(self):
        for words, text in ((['x', '--regex', 'a(b'], 'a ( is never closed, at character 4'),
                            (['x', '--regex', '[b'], 'a [ is never closed'), (['x', '--regex', '*'], 'nothing to repeat'),
                            (['x', '--level', 'loud'], '--level knows'), (['--pid', 'me'], '--pid takes'), ([], 'name a snapshot'),
                            (['x', '--colour'], 'unknown option'), (['x', '--format=rcdrkd', '--json'], 'does not go with')):
            self.assertIn(text, self.run_tool('IFRDUMP', *words, status=2)[1])

    def test_colors(self):
        self.snapshot()
        out, _ = self.dump('t.ifr', '--merge', '--errors', '--color=always')
        self.assertEqual(out.count('\x1b[31m'), 3)
        self.assertNotIn('\x1b', self.dump('t.ifr', '--merge', '--errors')[0])

    def test_json_and_csv(self):
        self.snapshot()
        events = [json.loads(line) for line in self.dump('t.ifr', '--merge', '--json')[0].splitlines()]
        self.assertEqual(len(events), 32)
        self.assertEqual([e['sequence'] for e in events], list(range(1, 33)))
        self.assertEqual(sum(e['errorPartition'] for e in events), 3)
        lines = self.dump('t.ifr', '--merge', '--csv')[0].splitlines()
        self.assertEqual(len(lines), 33)
        self.assertTrue(lines[0].startswith('Sequence,Time,'))


class Places(Logs):
    """The same text from a snapshot, made cores and minidumps of 32 and 64 bit, and raw memory."""
    def test_places(self):
        snapshot = self.snapshot()
        logs = make_dump.logs_of(snapshot)
        self.assertEqual(len(logs), 5)
        expected = self.merged('t.ifr')
        self.assertEqual(len(expected.splitlines()), 32)
        low = [(0x10000 * (i + 1), log) for i, (_, log) in enumerate(logs)]
        low = [(a, log[:20] + self.checked(log, a)) for a, log in low]
        other = (0x7000, b'tracewpp IFR log is text here' + bytes(3000))
        places = {'core': make_dump.core([other] + logs), 'split.core': make_dump.core(make_dump.split(logs)),
                  'core32': make_dump.core([other] + low, wide=False), 'full.dmp': make_dump.minidump(make_dump.split(logs)),
                  'small.dmp': make_dump.minidump([other] + logs, full=False),
                  'raw': os.urandom(80000) + snapshot + bytes(3_000_000)}
        for name, data in places.items():
            self.put(name, data)
            self.assertEqual(self.merged(name), expected, name)

    def checked(self, log, address):
        """The header from its check on, for another address."""
        data = bytearray(log)
        struct.pack_into('<Q', data, 32, address)
        struct.pack_into('<I', data, 20, 0)
        total = 2166136261
        for byte in data[16:64]:
            total = (total ^ byte) * 16777619 & 0xFFFFFFFF
        struct.pack_into('<I', data, 20, total)
        return bytes(data[20:])

    def test_copies(self):
        logs = make_dump.logs_of(self.snapshot())
        copies = [(a + 0x100000000, log) for a, log in logs]
        self.put('core', make_dump.core(sorted(logs + copies)))
        self.assertEqual(len(self.dump('core', '--merge')[0].splitlines()), 32)
        with open(self.path('t.ifr'), 'rb') as f:
            data = f.read()
        self.put('twice', data + data)
        self.assertEqual(len(self.dump('twice', '--merge')[0].splitlines()), 32)

    def test_cut(self):
        logs = make_dump.logs_of(self.snapshot())
        whole = make_dump.core(logs)
        out, err = self.dump(self.put('cut', whole[:-3000]), '--list')
        self.assertIn('the core file is cut off; what is there is used', err)
        self.assertEqual(len(out.splitlines()), 5)
        dump = make_dump.minidump(logs)
        out, err = self.dump(self.put('cut.dmp', dump[:-3000]), '--list')
        self.assertIn('the minidump is cut off or damaged', err)
        self.assertEqual(len(out.splitlines()), 5)
        self.assertIn('this minidump holds no memory', self.dump(self.put('e.dmp', make_dump.minidump([])), status=1)[1])
        for size in (16, 20, 60, 64, 70):
            self.dump(self.put('c', whole[:size]), status=1)
            self.dump(self.put('c.dmp', dump[:size]), status=1)


class Live(Logs):
    def start(self):
        self.victim = subprocess.Popen([tool('VICTIM'), 'wait'], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.addCleanup(self.end)
        self.assertEqual(self.victim.stdout.readline(), b'ready\n')
        return str(self.victim.pid)

    def end(self):
        if not self.victim.stdin.closed:
            self.victim.stdin.close()
        self.victim.wait(timeout=60)
        self.victim.stdout.close()

    def may_read(self, pid):
        try:
            with open(f'/proc/{pid}/mem', 'rb'):
                pass
        except OSError as error:
            skip(f'the system does not let processes be read: {error}')

    def test_process(self):
        pid = self.start()
        self.may_read(pid)
        out, err = self.dump('--pid', pid, '--merge')
        self.assertEqual(len(out.splitlines()), 20, err)
        self.assertIn('device 2 is 0x00000003(Burnt)', out)

    def test_overwritten_while_read(self):
        """Whatever a writer does meanwhile, only whole records are shown."""
        pid = self.start()
        self.may_read(pid)
        lines, stop = 0, time.monotonic() + 3
        drain = threading.Thread(target=lambda: [None for _ in self.victim.stdout])
        drain.start()
        try:
            while time.monotonic() < stop:
                self.victim.stdin.write(b'\n' * 20)
                self.victim.stdin.flush()
                out, _ = self.dump('--pid', pid, '--merge')
                lines += len(out.splitlines())
                for bad in ('Unknown', 'exception', 'left over', '<missing>'):
                    self.assertNotIn(bad, out)
        finally:
            self.victim.stdin.close()
            drain.join()
        self.assertGreater(lines, 100)

    def test_no_process(self):
        self.assertIn('process 4194305', self.dump('--pid', '4194305', status=1)[1])

    def test_follow(self):
        pid = self.start()
        self.may_read(pid)
        with open(self.path('out'), 'wb') as out:
            follower = subprocess.Popen([tool('IFRDUMP'), '--pid', pid, '--follow', '--path', tool('TMF')], stdout=out,
                                        stderr=subprocess.PIPE, env=self.environment)
        self.wait_for(b'device 2 took', 1)
        self.victim.stdin.write(b'\n')
        self.victim.stdin.flush()
        self.assertEqual(self.victim.stdout.readline(), b'traced\n')
        self.wait_for(b'device 3 took', 1)
        self.victim.stdin.close()
        err = follower.communicate(timeout=60)[1]
        self.assertEqual((follower.returncode, err), (0, b''))
        with open(self.path('out'), 'rb') as f:
            lines = f.read().splitlines()
        self.assertEqual(len(lines), 32, lines)

    def wait_for(self, text, count):
        for _ in range(300):
            with open(self.path('out'), 'rb') as f:
                if f.read().count(text) >= count:
                    return
            time.sleep(0.1)
        self.fail(f'{text} never came')


class Core(Live):
    """A core that gdb's gcore writes of the process."""
    def test_process(self):
        if not tool('GCORE'):
            skip('no gcore')
        if os.environ.get('VIEWER_SANITIZED'):
            skip('the core of a sanitized program has terabytes')
        pid = self.start()
        done = subprocess.run([tool('GCORE'), '-o', self.path('core'), pid], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              timeout=120, check=False)
        if done.returncode:
            skip('gcore: ' + done.stdout.decode().splitlines()[-1])
        self.assertEqual(self.merged('core.' + pid), self.merged('--pid', pid))
        self.assertEqual(len(self.merged('core.' + pid).splitlines()), 20)

    def test_no_process(self):
        pass

    def test_overwritten_while_read(self):
        pass

    def test_follow(self):
        pass


class Minidump(Logs):
    """The toaster for Windows, built here, crashes under Wine, whose dbghelp writes a minidump."""
    def test_wine(self):
        if not tool('WINE') or not tool('MINGW') or not tool('TRACEWPP'):
            skip('no wine, no MinGW or no tracewpp')
        build = os.path.join(os.environ['VIEWER_WORK'], 'windows')
        source = os.environ['VIEWER_SOURCE']
        toolchain = os.path.join(source, 'cmake', 'mingw-x86_64.cmake')
        for words in (['-S', source, '-B', build, '-G', 'Ninja', f'-DCMAKE_TOOLCHAIN_FILE={toolchain}', '-DTRACEWPP_TESTS=OFF',
                       '-DTRACEWPP_VICTIM=ON', '-DCMAKE_BUILD_TYPE=Release', '-DTRACEWPP_TOOL=' + tool('TRACEWPP')],
                      ['--build', build, '-j', '2', '--target', 'victim']):
            done = subprocess.run([os.environ['VIEWER_CMAKE'], *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
            self.assertEqual(done.returncode, 0, done.stdout.decode())
        wine = {**os.environ, 'WINEPREFIX': os.path.join(os.environ['VIEWER_WORK'], 'wine'), 'WINEDEBUG': '-all'}
        done = subprocess.run([tool('WINE'), os.path.join(build, 'bin', 'victim.exe'), 'dump', 'v.dmp'], cwd=self.folder.name, env=wine,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300, check=False)
        if not os.path.exists(self.path('v.dmp')):
            skip('wine: ' + done.stdout.decode(errors='replace').strip()[-200:])
        self.assertEqual(done.returncode, 3)
        out, err = self.run_tool('IFRDUMP', 'v.dmp', '--merge', '--path', os.path.join(build, 'examples', 'toaster'))
        self.assertEqual(err, '')
        words = [line.split(': ', 1)[1] for line in out.splitlines()]
        expected = [line.split(': ', 1)[1] for line in EXPECTED.split('--- start of log ---\n')[1].splitlines()[:20]]
        self.assertEqual(words, expected)


if __name__ == '__main__':
    main()
