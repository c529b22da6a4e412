"""tracefmt: genuine captures, and made ones with everything that the container can hold or lose."""
import csv
import io
import json
import os
import struct
import subprocess

import make_etl
from common import Case, main, skip, tool

TEXT0 = 'item 0 of queue: 0xc0000022(STATUS_ACCESS_DENIED)'


class Etl(Case):
    def setUp(self):
        super().setUp()
        self.put(f'{make_etl.GUID}.tmf', make_etl.TMF)

    def etl(self, *buffers, name='a.etl'):
        return self.put(name, b''.join(buffers))

    def lines(self, path, *words, **more):
        out, err = self.run_tool('TRACEFMT', path, '-p', self.folder.name, '-displayonly', '-nosummary', *words, **more)
        return out.splitlines(), err


class Genuine(Case):
    def test_expected_lines(self):
        data = os.path.join(os.environ.get('TRACEWPP_SHARED_DATA', ''), 'findneedle')
        if not os.path.exists(os.path.join(data, 'expected.tsv')):
            skip(f'no {data}')
        decoded = {}
        with open(os.path.join(data, 'expected.tsv'), encoding='utf-8') as f:
            rows = [line.rstrip('\n').split('\t') for line in f]
        self.assertGreater(len(rows), 15)
        for capture, line in rows:
            if capture not in decoded:
                out, _ = self.run_tool('TRACEFMT', os.path.join(data, capture), '-p', data, '-displayonly', '-nosummary', '-noprefix')
                decoded[capture] = out.splitlines()
            self.assertIn(line, decoded[capture], capture)
        emitter = decoded['wppemitter-sample.etl']
        self.assertEqual(sum('work item' in line for line in emitter), 30)
        self.assertEqual(sum('detail' in line for line in emitter), 15)


class Output(Etl):
    def setUp(self):
        super().setUp()
        self.file = self.etl(make_etl.header_buffer(), make_etl.buffer(
            [make_etl.message(10, make_etl.arguments(i), make_etl.FIRST_TICK + i * 10000) for i in range(3)] +
            [make_etl.other_event(), make_etl.message(11, struct.pack('<Q', 0xABC))], processor=3))

    def test_text(self):
        lines, _ = self.lines(self.file)
        self.assertEqual(lines[0], f'[3]5678.1234::01/17/2024-21:20:00.000 [maker]{TEXT0}')
        self.assertEqual(lines[3], '[3]5678.1234::01/17/2024-21:20:00.000 [maker]failed at 0x0000000000000ABC')
        self.assertEqual(len(lines), 4)

    def test_files_and_summary(self):
        self.run_tool('TRACEFMT', self.file, '-p', self.folder.name)
        with open(self.path('FmtFile.txt'), encoding='utf-8') as f:
            self.assertEqual(len(f.readlines()), 4)
        with open(self.path('FmtFile.sum'), encoding='utf-8') as f:
            summary = f.read()
        self.assertRegex(summary, r'Total Buffers Processed 2\n')
        self.assertRegex(summary, r'Total Events  Processed 4\n')
        self.assertRegex(summary, r'\n +3  maker +make_c1 +' + str(make_etl.GUID))
        self.run_tool('TRACEFMT', self.file, '-p', self.folder.name, '-o', 'out.log', '-nosummary')
        self.assertTrue(os.path.exists(self.path('out.log')))
        self.assertFalse(os.path.exists(self.path('out.sum')))

    def test_times(self):
        lines, _ = self.lines(self.file, '-hires', '-sortableTime', '-timeZoneSuffix', '-utc')
        self.assertTrue(lines[1].startswith('[3]5678.1234::2024-01-17-21:20:00.0010000Z '), lines[1])
        lines, _ = self.lines(self.file, '-timeZoneSuffix', TZ='XYZ-02:30')
        self.assertIn('::01/17/2024-23:50:00.001+02:30 ', lines[1])

    def test_prefix(self):
        lines, _ = self.lines(self.file, TRACE_FORMAT_PREFIX='%!LEVEL! %2!s! %!FUNC!: ')
        self.assertEqual(lines[3], 'TRACE_LEVEL_ERROR make_c2 fail: failed at 0x0000000000000ABC')
        self.assertEqual(self.lines(self.file, '-noprefix')[0][0], TEXT0)
        self.assertEqual(self.lines(self.file, '-noprefix', '-seq')[0][0], '0: ' + TEXT0)

    def test_csv(self):
        lines, _ = self.lines(self.file, '-csvheader')
        rows = list(csv.DictReader(io.StringIO('\n'.join(lines))))
        self.assertEqual(len(rows), 4)
        self.assertEqual(rows[0]['Text'], TEXT0)
        self.assertEqual(rows[3]['Function'], 'fail')
        self.assertEqual((rows[3]['CPU'], rows[3]['PID'], rows[3]['Level']), ('3', str(0x5678), 'TRACE_LEVEL_ERROR'))
        self.assertEqual(self.lines(self.file, '-csvquote')[0][0].count('"'), 26)

    def test_json(self):
        events = [json.loads(line) for line in self.lines(self.file, '-json')[0]]
        self.assertEqual(events[0]['text'], TEXT0)
        self.assertEqual(events[0]['arguments'][1], {'expression': 'name', 'value': 'queue'})
        self.assertEqual(events[3]['result'], 'whole')

    def test_encodings(self):
        self.run_tool('TRACEFMT', self.file, '-p', self.folder.name, '-cp', 'utf16', '-noprefix', '-o', 'w.txt')
        with open(self.path('w.txt'), encoding='utf-16') as f:
            self.assertEqual(f.readline().rstrip('\n'), TEXT0)

    def test_unknown(self):
        os.remove(self.path(f'{make_etl.GUID}.tmf'))
        lines, err = self.lines(self.file)
        self.assertEqual(lines[0], f'Unknown( 10): GUID={make_etl.GUID} (No Format Information found).')
        self.assertIn(f'looked for <guid>.tmf in {self.folder.name}', err)
        self.assertIn('tracepdb', err)
        self.assertEqual(self.lines(self.file, '-skipNoFormat')[0], [])

    def test_usage(self):
        self.run_tool('TRACEFMT', status=2)
        self.assertIn('-rt is not supported', self.run_tool('TRACEFMT', '-rt', status=2)[1])
        self.assertIn('unknown option', self.run_tool('TRACEFMT', '-nonsense', status=2)[1])
        self.assertIn('No such file', self.run_tool('TRACEFMT', 'none.etl', '-displayonly', status=1)[1])


class Container(Etl):
    def test_header_fields(self):
        for options in (0, make_etl.SEQUENCE, make_etl.TIME, make_etl.PERFORMANCE | make_etl.SEQUENCE | make_etl.HAS_GUID,
                        make_etl.USUAL, make_etl.SYSTEM | make_etl.HAS_GUID, make_etl.COMPONENT | make_etl.SYSTEM):
            event = make_etl.message(11, struct.pack('<Q', 5), options=options, sequence=77)
            lines, _ = self.lines(self.etl(make_etl.header_buffer(), make_etl.buffer([event])), '-json')
            found = json.loads(lines[0])
            known = bool(options & make_etl.HAS_GUID)
            self.assertEqual(found['result'], 'whole' if known else 'unknown')
            self.assertEqual(found['sequence'], 77 if options & make_etl.SEQUENCE else 0)
            self.assertEqual('time' in found, bool(options & (make_etl.TIME | make_etl.PERFORMANCE)))
            self.assertEqual(found.get('thread'), 0x1234 if options & make_etl.SYSTEM else None)

    def test_pointer_sizes(self):
        short = make_etl.message(11, struct.pack('<I', 0xABC), options=make_etl.HAS_GUID | make_etl.POINTER32)
        plain = make_etl.message(11, struct.pack('<I', 0xDEF), options=make_etl.HAS_GUID)
        lines, _ = self.lines(self.etl(make_etl.header_buffer(pointer=4), make_etl.buffer([short, plain])), '-noprefix')
        self.assertEqual(lines, ['failed at 0x00000ABC', 'failed at 0x00000DEF'])

    def test_clocks(self):
        def first(clock, frequency, tick):
            event = make_etl.message(10, make_etl.arguments(0), tick)
            file = self.etl(make_etl.header_buffer(clock=clock, frequency=frequency), make_etl.buffer([event]))
            return json.loads(self.lines(file, '-json', '-hires')[0][0])['time']
        base = make_etl.FIRST_TICK
        self.assertEqual(first(1, 10_000_000, base + 12345), '01/17/2024-21:20:00.0012345')
        self.assertEqual(first(1, 2_500_000, base + 2_500_000), '01/17/2024-21:20:01.0000000')
        self.assertEqual(first(1, 10_000_000, base - 10_000), '01/17/2024-21:19:59.9990000')
        self.assertEqual(first(2, 0, make_etl.START + 7), '01/17/2024-21:20:00.0000007')
        self.assertEqual(first(3, 0, base + 3_000_000_000), '01/17/2024-21:20:01.0000000')

    def test_processors_are_merged(self):
        ticks = [(0, 0), (1, 1), (0, 2), (0, 3), (2, 3), (1, 4), (2, 9), (0, 10)]
        buffers = [make_etl.header_buffer()]
        for processor in (2, 0, 1):
            mine = [t for p, t in ticks if p == processor]
            for flush, part in enumerate((mine[:2], mine[2:])):
                events = [make_etl.message(10, make_etl.arguments(t), make_etl.FIRST_TICK + t) for t in part]
                buffers.append(make_etl.buffer(events, processor=processor, time=100 + flush))
        lines, _ = self.lines(self.etl(*buffers), '-noprefix')
        self.assertEqual([int(line.split()[1]) for line in lines], sorted(t for _, t in ticks))

    def test_circular(self):
        old = make_etl.buffer([make_etl.message(10, make_etl.arguments(1), make_etl.FIRST_TICK + 1)], time=1)
        new = make_etl.buffer([make_etl.message(10, make_etl.arguments(2), make_etl.FIRST_TICK + 2)], time=2)
        lines, _ = self.lines(self.etl(make_etl.header_buffer(), new, old), '-noprefix')
        self.assertEqual([line.split()[1] for line in lines], ['1', '2'])

    def test_lost(self):
        file = self.etl(make_etl.header_buffer(lost=5, buffers_lost=2), make_etl.buffer([]))
        self.assertIn('lost 5 events and 2 buffers', self.lines(file)[1])


class Damage(Etl):
    good = make_etl.buffer([make_etl.message(10, make_etl.arguments(0))])

    def check(self, data, warning, count=1, more=()):
        lines, err = self.lines(self.put('d.etl', data), '-noprefix')
        self.assertEqual(lines, [TEXT0] * count + list(more))
        self.assertIn(warning, err)

    def test_compressed(self):
        packed = make_etl.buffer([], flags=0x61)
        self.check(make_etl.header_buffer() + packed + self.good, 'a compressed buffer; it is passed over')

    def test_compressed_of_another_size(self):
        packed = make_etl.buffer([], flags=0x61)[:4096]
        self.check(make_etl.header_buffer() + packed + self.good, 'compressed', 0)  # its size says that it covers the next

    def test_garbage_between(self):
        self.check(make_etl.header_buffer() + b'\x13' * 8192 + self.good, 'offset 0x2000: no buffer starts here')
        self.check(make_etl.header_buffer() + b'\0' * 4096 + self.good, 'offset 0x2000')

    def test_cut_buffer(self):
        self.check(make_etl.header_buffer() + self.good + self.good[:100], 'the file ends inside this buffer', 1)

    def test_bad_event(self):
        bad = bytearray(make_etl.buffer([make_etl.message(10, make_etl.arguments(0))] * 2))
        size = len(make_etl.message(10, make_etl.arguments(0)))
        bad[72 + size:72 + size + 2] = b'\xff\xff'
        self.check(make_etl.header_buffer() + bytes(bad) + self.good, 'no event starts here', 2)
        tiny = struct.pack('<HBBHH', 12, 0, 0x90, 10, make_etl.USUAL) + b'\0' * 8
        self.check(make_etl.header_buffer() + make_etl.buffer([tiny, make_etl.message(10, make_etl.arguments(0))]) + self.good,
                   'a message shorter than its own header', 2)

    def test_no_header(self):
        lines, err = self.lines(self.put('d.etl', self.good))
        self.assertEqual(lines, [f'[0]5678.1234:: [maker]{TEXT0}'])
        self.assertIn('the file header is missing', err)

    def test_arguments(self):
        short = make_etl.message(10, make_etl.arguments(0)[:-2])
        rest = ('item 0 of queue: <missing> *****FormatMessage make_c1(10) of maker, parameter 12 raised an exception*****',)
        self.check(make_etl.header_buffer() + make_etl.buffer([make_etl.message(10, make_etl.arguments(0)), short]), '', 1, rest)

    def test_no_etl(self):
        for data in (b'', b'hello', b'\0' * 100000, os.urandom(5000)):
            out, err = self.run_tool('TRACEFMT', self.put('n.etl', data), '-displayonly', '-nosummary', status=1)
            self.assertIn('not an .etl file', err)
            self.assertEqual(out, '')


class Memory(Etl):
    def test_flat(self):
        """Forty times the file, and not half a megabyte more."""
        def peak(size):
            file = self.path('large.etl')
            make_etl.large(file, size)
            done = subprocess.Popen([tool('TRACEFMT'), file, '-p', self.folder.name, '-summaryonly', '-displayonly'],
                                    stdout=subprocess.DEVNULL)
            _, status, usage = os.wait4(done.pid, 0)
            done.returncode = status
            self.assertEqual(status, 0)
            return usage.ru_maxrss
        if os.environ.get('VIEWER_SANITIZED'):
            skip('memory is measured without sanitizers')
        small, large = peak(2_000_000), peak(80_000_000)
        self.assertLess(large - small, 512)


if __name__ == '__main__':
    main()
