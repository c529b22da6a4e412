"""Makes the seeds of the viewer's fuzz targets, below the folder given: made .etl files, and dumps around the logs of
the toaster, which is run here; without a toaster there are fewer."""
import os
import struct
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'viewer'))
import make_dump
import make_etl


def put(folder, name, data):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name), 'wb') as f:
        f.write(data)


def etl():
    def events():
        return [make_etl.message(10, make_etl.arguments(i), make_etl.FIRST_TICK + i) for i in range(5)] + [make_etl.other_event()]
    size = 1024
    head = make_etl.header_buffer(size)
    put('etl', 'plain', head + make_etl.buffer(events(), size))
    put('etl', 'processors', head + b''.join(make_etl.buffer(events(), size, processor=p, time=p) for p in (3, 1, 2)))
    put('etl', 'small', make_etl.header_buffer(size, pointer=4, clock=3) + make_etl.buffer([make_etl.message(11, b'1234')], size))
    put('etl', 'compressed', head + make_etl.buffer([], size, flags=0x61) + make_etl.buffer(events(), size))
    fields = [make_etl.message(10, make_etl.arguments(1), options=options) for options in (0, 1, 4, 8, 0x11, 0x23, 0x3B)]
    put('etl', 'fields', head + b'\0' * 64 + make_etl.buffer(fields, size))


def formats():
    head = f'{make_etl.GUID} m // SRC=a.c MJ= MN=\n'
    items = ('Char', 'Short', 'Long', 'LongLongX', 'Double', 'Ptr', 'Guid', 'String', 'WString', 'PString', 'PWString', 'Sid',
             'ListByte(a,b=5)', 'SetShort(a,b)', 'Enum(_E)', 'FlagsEnum(_E)', 'NTSTATUS', 'WINERROR', 'HRESULT', 'NDIS_OID', 'IPAddr',
             'Port', 'Timestamp', 'WaitTime', 'TimeDelta', 'Char4', 'HexDump', 'MACAddr', 'IPv6Addr', 'Mine(x)')
    for i, item in enumerate(items):
        spec = ('s', 'd', '08x', '-5.3s', '+d', '#o', 'c', '10.2f')[i % 8]
        text = head + f'#typev a_c1 10 "%0%!FUNC! %10!{spec}! %11!s!" //   LEVEL=X FUNC=f\n{{\nx, Item{item} -- 10\ny, ItemString -- 11\n}}\n'
        text += '#enumv _E\n{\nA,0x1\nB,2\n}\n'
        put('format', item.split('(')[0], text.encode() + b'\0' + struct.pack('<IIII', 3, 0x41, 2, 0) + b'abc\0')
    for i, pattern in enumerate(('a*b|c+d?', '^(x|[a-z]+)$', r'[^\d\]]\w\s.', '((a*)*)*b')):
        put('format', f'pattern{i}', pattern.encode() + b'\naaab\n')


def dumps():
    toaster = os.environ.get('VIEWER_TOASTER')
    if not toaster:
        return
    subprocess.run([toaster, 'crash', 'toaster.ifr'], stdout=subprocess.DEVNULL, check=False, env={**os.environ, 'WPPRECORDER_LOGPAGES': '1'})
    with open('toaster.ifr', 'rb') as f:
        logs = make_dump.logs_of(f.read())
    small = sorted(logs, key=lambda log: len(log[1]))[:2]
    for i, (address, log) in enumerate(logs):
        put('records', f'log{i}', log)
    put('core', 'wide', make_dump.core(small))
    put('core', 'split', make_dump.core(make_dump.split(small)))
    put('core', 'small', make_dump.core([(0x1000, b'text')], wide=False))
    put('minidump', 'full', make_dump.minidump(small))
    put('minidump', 'list', make_dump.minidump(make_dump.split(small), full=False))


os.makedirs(sys.argv[1], exist_ok=True)
os.chdir(sys.argv[1])
etl()
formats()
dumps()
