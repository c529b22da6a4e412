"""Files that hold memory, made of recorder logs: ELF cores, minidumps, raw images."""
import struct

MAGIC = b'tracewpp IFR log'


def logs_of(snapshot):
    """The logs in a snapshot: pairs of address and bytes."""
    found, at = [], 0
    while (at := snapshot.find(MAGIC, at)) >= 0:
        size, address = struct.unpack_from('<QQ', snapshot, at + 24)
        found.append((address, snapshot[at:at + size]))
        at += size
    return found


def split(ranges):
    """Cuts each range in two that touch."""
    return [part for a, data in ranges for part in ((a, data[:512]), (a + 512, data[512:]))]


def core(ranges, wide=True):
    head = 64 if wide else 52
    entry = 56 if wide else 32
    at, headers, body = head + entry * (len(ranges) + 1), b'', b''
    headers = struct.pack('<IIQQQQQQ', 4, 0, 0, 0, 0, 0, 0, 0) if wide else struct.pack('<IIIIIIII', 4, 0, 0, 0, 0, 0, 0, 0)
    for address, data in ranges:
        place = at + len(body)
        headers += (struct.pack('<IIQQQQQQ', 1, 6, place, address, 0, len(data), len(data), 4096) if wide else
                    struct.pack('<IIIIIIII', 1, place, address, 0, len(data), len(data), 6, 4096))
        body += data
    ident = b'\x7fELF' + bytes([2 if wide else 1, 1, 1]) + b'\0' * 9
    rest = (struct.pack('<HHIQQQIHHHHHH', 4, 62, 1, 0, head, 0, 0, head, entry, len(ranges) + 1, 0, 0, 0) if wide else
            struct.pack('<HHIIIIIHHHHHH', 4, 3, 1, 0, head, 0, 0, head, entry, len(ranges) + 1, 0, 0, 0))
    return ident + rest + headers + body


def minidump(ranges, full=True):
    directory, stream = 32, 32 + 12
    if full:
        size = 16 + 16 * len(ranges)
        listed = struct.pack('<QQ', len(ranges), stream + size)
        listed += b''.join(struct.pack('<QQ', a, len(data)) for a, data in ranges)
    else:
        size = 4 + 16 * len(ranges)
        listed, place = struct.pack('<I', len(ranges)), stream + size
        for address, data in ranges:
            listed += struct.pack('<QII', address, len(data), place)
            place += len(data)
    head = struct.pack('<4sIIIIIQ', b'MDMP', 0xA793, 1, directory, 0, 0, 2)
    return head + struct.pack('<III', 9 if full else 5, size, stream) + listed + b''.join(data for _, data in ranges)
