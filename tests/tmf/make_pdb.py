"""Writes PDBs that no linker would: tiny ones with small blocks to fuzz, huge ones to measure memory."""
import struct
import sys

GUID = '65043ee1-1371-3d59-e978-6fe788926939'


def record(kind, body):
    body += b'\0' * (-(len(body) + 4) % 4)
    return struct.pack('<HH', len(body) + 2, kind) + body


def annotation(offset, strings):
    return record(0x1019, struct.pack('<IHH', offset, 1, len(strings)) + b''.join(s.encode() + b'\0' for s in strings))


def message(number, function):
    return annotation(number, ['TMF:', GUID + ' mod // SRC=a.c MJ= MN=',
                               f'#typev a_c{number} {number} "%0message {number} of {function} %10!s!" //   LEVEL=X',
                               '{', 'x, ItemEnum(_STATE) -- 10', '}'])


def procedure(name, children):
    head = struct.pack('<IIIIIIIIHB', 0, 0, 0, 64, 0, 0, 0x1000, 0, 1, 0) + name.encode() + b'\0'
    return record(0x1110, head) + b''.join(children) + record(0x0006, b'')


def types():
    values = b''
    for i, name in enumerate(('Idle', 'Active', 'Failed')):
        one = struct.pack('<HHH', 0x1502, 3, i) + name.encode() + b'\0'
        values += one + bytes(0xF0 + k for k in range(-len(one) % 4, 0, -1))
    enum = struct.pack('<HHII', 3, 0, 0x74, 0x1000) + b'_STATE\0'
    records = record(0x1203, values) + record(0x1507, enum)
    return struct.pack('<IIIII', 20040203, 56, 0x1000, 0x1002, len(records)) + b'\0' * 36 + records


def module_info(name, stream, symbol_bytes):
    info = b'\0' * 34 + struct.pack('<HIII', stream, symbol_bytes, 0, 0) + b'\0' * 16
    info += name.encode() + b'\0' + name.encode() + b'\0'
    return info + b'\0' * (-len(info) % 4)


def dbi(infos):
    return struct.pack('<iII', -1, 19990903, 1) + b'\0' * 12 + struct.pack('<I', len(infos)) + b'\0' * 28 + \
        struct.pack('<HHI', 0, 0x8664, 0) + infos


def write(path, streams, block=512):
    """Streams are bytes, or (unit, count): bytes repeated, written without building them."""
    size_of = [len(s) if isinstance(s, bytes) else len(s[0]) * s[1] for s in streams]
    next_block = 3

    def take(count):
        nonlocal next_block
        blocks = []
        while len(blocks) < count:
            if next_block % block not in (1, 2): # the free maps of each interval
                blocks.append(next_block)
            next_block += 1
        return blocks
    lists = [take(-(-size // block)) for size in size_of]
    directory = struct.pack('<I', len(streams)) + struct.pack(f'<{len(streams)}I', *size_of)
    directory += b''.join(struct.pack(f'<{len(b)}I', *b) for b in lists)
    directory_blocks = take(-(-len(directory) // block))
    (map_block,) = take(1)
    assert len(directory_blocks) * 4 <= block, 'the map of the directory needs a second block'
    with open(path, 'wb') as f:
        f.truncate(next_block * block)
        f.write(b'Microsoft C/C++ MSF 7.00\r\n\x1aDS\0\0\0' +
                struct.pack('<IIIIII', block, 1, next_block, len(directory), 0, map_block))

        def put(blocks, data):
            for i, b in enumerate(blocks):
                f.seek(b * block)
                f.write(data(i * block, block))
        for s, blocks in zip(streams, lists):
            if isinstance(s, bytes):
                put(blocks, lambda at, n, s=s: s[at:at + n])
            else:
                long = s[0] * (block // len(s[0]) + 2)
                put(blocks, lambda at, n, s=s, long=long: long[at % len(s[0]):][:min(n, len(s[0]) * s[1] - at)])
        put(directory_blocks, lambda at, n: directory[at:at + n])
        put([map_block], lambda at, n: struct.pack(f'<{len(directory_blocks)}I', *directory_blocks))


INFO = struct.pack('<III', 20000404, 1, 1) + bytes(range(16))


def small(path):
    symbols = struct.pack('<I', 4) + record(0x1101, b'\0\0\0\0a.obj\0') + \
        procedure('f', [message(10, 'f'), record(0x1103, b'\0' * 18 + b'\0'), message(11, 'f'), record(6, b'')]) + \
        procedure('c', [annotation(0, ['TMC:', GUID, 'Name', 'FLAG']), annotation(0, ['x'])])
    write(path, [b'', INFO, types(), dbi(module_info('a.obj', 4, len(symbols)) + module_info('none', 0xFFFF, 0)), symbols])


def large(path, megabytes, modules):
    """Modules that are nearly all one procedure of many small records, with one message each."""
    filler = record(0x113E, struct.pack('<IH', 0x74, 0) + b'some_local_variable\0')
    each = megabytes * 1000000 // modules // len(filler)
    streams, infos = [b'', INFO, types(), b''], b''
    for i in range(modules):
        start = struct.pack('<I', 4) + procedure(f'function_{i}', [message(10 + i % 60000, f'function_{i}')])
        start += b'' if len(start) % len(filler) == 0 else record(0x0007, b'\0' * (len(filler) - 4 + (-len(start) % len(filler))))
        whole = start + filler * 2 if each < 2 else None
        streams.append(whole if whole else start + filler * each)
        infos += module_info(f'folder/object_{i}.obj', len(streams) - 1, len(streams[-1]))
    streams[3] = dbi(infos)
    write(path, streams, 4096)


if __name__ == '__main__':
    if len(sys.argv) == 2:
        small(sys.argv[1])
    else:
        large(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
