"""Makes the seeds of the tmf room's fuzz targets, below the folder given: everything is built here and now, from
sources in tests/tmf, so nothing of others is stored. Compilers that are missing just give fewer seeds."""
import os
import struct
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'tmf'))
import make_pdb
from objects import program, coff_with_section
from tools import section, tool, variable


def put(folder, name, data):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name), 'wb') as f:
        f.write(data)


def run(*words):
    return subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


def take(folder, name):
    if os.path.exists(name):
        with open(name, 'rb') as f:
            put(folder, name, f.read())


def wpp_record():
    strings = ('TMF:', make_pdb.GUID + ' m // SRC=a.c MJ= MN=', '#typev a_c1 10 "%0x" //   LEVEL=X', '{', '}')
    return b''.join(t.encode() + b'\0' for t in strings) + b'\0'


def coff():
    put('coff', 'wpp.obj', coff_with_section(b'.debug_weaknames', wpp_record()))
    with open('a.c', 'w') as f:
        f.write(program())
    for target in ('x86_64', 'i686'):
        name = f'{target}.obj'
        if tool('CLANG') and run(tool('CLANG'), f'--target={target}-pc-windows-msvc', '-fms-extensions', '-g', '-gcodeview', '-O1',
                                 '-ffunction-sections', '-c', 'a.c', '-o', name):
            take('coff', name)
            if tool('OBJCOPY_MINGW') and target == 'x86_64':
                run(tool('OBJCOPY_MINGW'), '-I', 'pe-x86-64', '-O', 'pe-bigobj-x86-64', name, 'big.obj')
                take('coff', 'big.obj')
            if tool('LIB'):
                run(tool('LIB'), f'/out:{target}.lib', name)
                take('coff', f'{target}.lib')


def pdb():
    make_pdb.small('small.pdb')
    take('pdb', 'small.pdb')


def elf_and_pe():
    body = '\nint main(int argc, char **argv) { (void)argv; return first(argc) + second(argc); }\n'
    with open('s.c', 'w') as f:
        f.write(program(section) + body)
    with open('v.c', 'w') as f:
        f.write(program(variable) + body)
    if tool('GCC'):
        run(tool('GCC'), '-c', '-O0', 's.c', '-o', 's.o')
        run(tool('GCC'), '-c', '-O0', 'v.c', '-o', 'v.o')
        run(tool('GCC'), '-nostdlib', '-static', '-Wl,-e,main,-z,max-page-size=64', 's.c', '-o', 'linked')
    for name in ('s.o', 'v.o', 'linked'):
        take('elf', name)
    if tool('MINGW'):
        run(tool('MINGW'), '-Dmain=entry', '-nostdlib', '-Wl,-e,first,--file-alignment,16,--section-alignment,16', '-shared', 'v.c', '-o', 'v.dll')
        take('pe', 'v.dll')
    if tool('CLANG') and tool('LLD') and run(tool('CLANG'), '--target=x86_64-pc-windows-msvc', '-fms-extensions', '-g', '-gcodeview',
                                             '-c', 'a.c', '-o', 'p.obj'):
        run(tool('LLD'), '/debug', '/noentry', '/dll', '/nodefaultlib', '/align:16', '/out:p.dll', 'p.obj')
        take('pe', 'p.dll')
    put('elf', 'none', b'\x7fELF\2\1\1' + bytes(57))
    put('pe', 'none', b'MZ' + bytes(58) + struct.pack('<I', 64) + b'PE\0\0' + struct.pack('<HHIIIHH', 0x8664, 0, 0, 0, 0, 0, 0))


def tmf():
    head = '// PDB:  a.pdb\n' + make_pdb.GUID + ' mod // SRC=a.c MJ= MN=\n'
    text = head + '#typev a_c1 10 "%0x %10!s!" //   LEVEL=X FLAGS=(A | B) FUNC=f\n{\ni, ItemListByte(a,b) -- 10\n}\n' \
                  '#enumv S\n{\nA,0x1\n}\n'
    put('tmf', 'lf', text.encode())
    put('tmf', 'crlf', text.replace('\n', '\r\n').encode())
    put('tmf', 'lines', (head + '#typev  a_c1 10 "two\nlines" //\n{\n}').encode())


if __name__ == '__main__':
    os.makedirs(sys.argv[1], exist_ok=True)
    os.chdir(sys.argv[1])
    for make in (coff, pdb, elf_and_pe, tmf):
        make()
