"""Makes .etl files: what viewer/etl.h says a trace session writes, from Python. `python3 make_etl.py OUT BYTES`
writes a large one, whose messages are those of GUID below."""
import struct
import sys
import uuid

GUID = uuid.UUID('9b93a332-c452-3e71-64f7-55130c7de2e4')
START = 133_500_000_000_000_000   # FILETIME of the header event
FIRST_TICK = 1_000_000
SEQUENCE, HAS_GUID, COMPONENT, TIME, PERFORMANCE, SYSTEM, POINTER32, POINTER64 = 1, 2, 4, 8, 16, 32, 64, 128
USUAL = HAS_GUID | TIME | SYSTEM | POINTER64

TMF = f'''// PDB:  make_etl.pdb
{GUID} maker // SRC=make.c MJ= MN=
#typev make_c1 10 "%0item %10!d! of %11!s!: %12!s!" //   LEVEL=TRACE_LEVEL_INFORMATION FLAGS=MAKE FUNC=make
{{
i, ItemLong -- 10
name, ItemString -- 11
status, ItemNTSTATUS -- 12
}}
#typev make_c2 11 "%0failed at 0x%10!p!" //   LEVEL=TRACE_LEVEL_ERROR FLAGS=MAKE FUNC=fail
{{
p, ItemPtr -- 10
}}
'''


def arguments(i):
    return struct.pack('<i', i) + b'queue\0' + struct.pack('<I', 0xC0000022 if i % 7 == 0 else 0)


def message(number, args, tick=FIRST_TICK, options=USUAL, guid=GUID, sequence=0, thread=0x1234, process=0x5678):
    body = b''
    if options & SEQUENCE:
        body += struct.pack('<I', sequence)
    if options & HAS_GUID:
        body += guid.bytes_le
    elif options & COMPONENT:
        body += struct.pack('<I', 7)
    if options & (TIME | PERFORMANCE):
        body += struct.pack('<Q', tick)
    if options & SYSTEM:
        body += struct.pack('<II', thread, process)
    event = struct.pack('<HBBHH', 8 + len(body) + len(args), 0, 0x90, number, options) + body + args
    return event + b'\0' * (-len(event) % 8)


def buffer(events, size=8192, processor=0, time=0, kind=0, flags=0x21):
    data = b''.join(events)
    used = 72 + len(data)
    assert used <= size, (used, size)
    head = struct.pack('<IIIIQQQHHIIHHQQ', size, used, used, 0, time, 0, 0, processor, 22, 3, used, flags, kind, 0, 0)
    assert len(head) == 72
    return head + data + b'\xff' * (size - used)


def logfile_header(size=8192, clock=1, frequency=10_000_000, pointer=8, lost=0, buffers_lost=0, start=START):
    address = '<QQ' if pointer == 8 else '<II'
    fields = struct.pack('<IIIIQIIIIIIII', size, 0x0501000A, 26100, 4, start + 10_000_000, 156250, 0, 0, 2, 1, pointer, lost, 3000)
    fields += struct.pack(address, 0, 0) + struct.pack('<i', -60) + b'\0' * 168
    fields += b'\0' * (-len(fields) % 8)
    fields += struct.pack('<QQQII', start - 1000, frequency, start, clock, buffers_lost)
    fields += 'maker\0make.etl\0'.encode('utf-16-le')
    event = struct.pack('<HBBHHIIQII', 2, 2 if pointer == 8 else 1, 0xC0, 32 + len(fields), 0, 1, 2, FIRST_TICK, 0, 0) + fields
    return event + b'\0' * (-len(event) % 8)


def header_buffer(size=8192, **rest):
    return buffer([logfile_header(size, **rest)], size, kind=4)


def other_event():
    """A full-header event of some classic provider."""
    return struct.pack('<HBBI', 48, 20, 0xC0, 0) + b'\0' * 40


def large(path, total, size=65536, processors=4):
    """Buffers of all processors in turn; the times inside one overlap those of the others."""
    one = len(message(10, arguments(0)))
    count = (size - 72) // one
    pattern = bytearray(buffer([message(10, arguments(i)) for i in range(count)], size))
    with open(path, 'wb') as f:
        f.write(header_buffer(size))
        tick, written, messages = FIRST_TICK, size, 0
        while written < total:
            for processor in range(processors):
                struct.pack_into('<Q', pattern, 16, tick + count * processors)
                struct.pack_into('<H', pattern, 40, processor)
                for i in range(count):
                    struct.pack_into('<Q', pattern, 72 + i * one + 24, tick + i * processors + processor)
                f.write(pattern)
                written += size
                messages += count
            tick += count * processors
    return messages


if __name__ == '__main__':
    print(large(sys.argv[1], int(sys.argv[2])))
