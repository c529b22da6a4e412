#!/usr/bin/env python3
"""How fast tracefmt and ifrdump are, and how much memory tracefmt takes.

usage: bench/viewer.py [--bin build/release/bin] [--size BYTES]

Makes an .etl of the size given (a gigabyte by default) and one of a tenth of it, formats both as text, and prints
records a second of processor time and of real time, and the largest memory of each run. Where LTTng is installed the
same message is traced with it a million times, and babeltrace2 prints that. ifrdump reads full logs of the toaster,
repeated as logs of many processes.
"""
import argparse
import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import time

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..')
sys.path.insert(0, os.path.join(ROOT, 'tests', 'viewer'))
import make_etl


def run(command):
    """Real seconds, processor seconds, kilobytes at most, lines of output."""
    with tempfile.TemporaryFile() as out:
        before = time.monotonic()
        child = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        memory = 0 # not from the usage below, which knows this process's own before exec
        while True:
            with open(f'/proc/{child.pid}/status', encoding='ascii') as f:
                memory = max([memory] + [int(line.split()[1]) for line in f if line.startswith('VmHWM')])
            done, status, usage = os.wait4(child.pid, os.WNOHANG)
            if done:
                break
            time.sleep(0.01)
        child.returncode = status
        real = time.monotonic() - before
        if status:
            sys.exit(f'{command[0]}: status {status}')
        out.seek(0)
        lines = sum(block.count(b'\n') for block in iter(lambda: out.read(1 << 20), b''))
    return real, usage.ru_utime + usage.ru_stime, memory, lines


def report(name, lines, real, cpu, memory):
    print(f'{name:32} {lines:10} records  {lines / cpu / 1e6:6.2f} M/s of processor time  {lines / real / 1e6:6.2f} M/s real  '
          f'{memory:8} KB')
    return cpu / lines


def etl(folder, tools, size):
    with open(os.path.join(folder, f'{make_etl.GUID}.tmf'), 'w', encoding='ascii') as f:
        f.write(make_etl.TMF)
    cost = 0
    for total in (size // 10, size):
        file = os.path.join(folder, 'large.etl')
        make_etl.large(file, total)
        for name, words in (('text', []), ('csv', ['-csv']), ('json', ['-json'])) if total != size else (('text', []),):
            real, cpu, memory, lines = run([os.path.join(tools, 'tracefmt'), file, '-p', folder, '-utc', '-displayonly', '-nosummary', *words])
            cost = report(f'tracefmt {total / 1e6:.0f} MB {name}', lines, real, cpu, memory)
        os.remove(file)
    return cost


def full_logs(tools):
    """The two fullest logs of a toaster that traced for a while, copied as they stand in its memory."""
    settings = {**os.environ, 'WPPRECORDER_LOGPAGES': '16', 'WPPRECORDER_PERBUFFERMAXBYTES': '65536'}
    victim = subprocess.Popen([os.path.join(tools, 'victim'), 'wait'], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=settings)
    victim.stdin.write(b'\n' * 2000)
    victim.stdin.flush()
    for _ in range(2001):
        victim.stdout.readline()
    listed = subprocess.run([os.path.join(tools, 'ifrdump'), '--pid', str(victim.pid), '--list', '--json'],
                            stdout=subprocess.PIPE, check=True).stdout
    logs = []
    with open(f'/proc/{victim.pid}/mem', 'rb') as memory:
        for log in sorted(map(json.loads, listed.splitlines()), key=lambda log: -log['records'])[:2]:
            memory.seek(log['address'])
            data = memory.read(64)
            memory.seek(log['address'])
            logs.append(memory.read(struct.unpack_from('<Q', data, 24)[0]))
    victim.stdin.close()
    victim.wait()
    return logs


def snapshot(folder, tools, formats):
    """Copies of logs that differ in instance, so that each counts as a log of its own; about 300 MB."""
    file = os.path.join(folder, 't.ifr')
    logs = full_logs(tools)
    with open(file, 'wb') as f:
        copy = 0
        while f.tell() < 300_000_000:
            copy += 1
            for log in logs:
                f.write(log[:152] + struct.pack('<Q', copy) + log[160:])
    for name, words in (('one after the other', []), ('errors alone', ['--errors'])):
        real, cpu, memory, lines = run([os.path.join(tools, 'ifrdump'), file, '--path', formats, *words])
        report('ifrdump ' + name, lines, real, cpu, memory)


def lttng_trace(folder):
    """A trace of a million messages; None where LTTng is not complete."""
    source = os.path.join(ROOT, 'bench', 'viewer')
    program, trace, session = os.path.join(folder, 'messages'), os.path.join(folder, 'trace'), f'viewer-bench-{os.getpid()}'
    compiler = shutil.which('gcc') or shutil.which('clang-19')
    if not shutil.which('lttng') or not shutil.which('babeltrace2') or not compiler:
        return None
    commands = [[compiler, '-O2', '-I', source, '-o', program, os.path.join(source, 'messages.c'), '-llttng-ust', '-ldl'],
                ['lttng', 'create', session, '--output=' + trace],
                ['lttng', 'enable-channel', '-u', '-s', session, 'wide', '--subbuf-size=4M', '--num-subbuf=16'],
                ['lttng', 'enable-event', '-s', session, '-c', 'wide', '--userspace', 'viewer_bench:*'],
                ['lttng', 'start', session], [program, '1000000'], ['lttng', 'destroy', session]]
    for command in commands:
        if subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120, check=False).returncode:
            return None
    return trace


def babeltrace(folder, cost):
    trace = lttng_trace(folder)
    if not trace:
        print('babeltrace2: not compared (needs babeltrace2, lttng with a session daemon, lttng-ust and a compiler)')
        return
    real, cpu, memory, lines = run([shutil.which('babeltrace2'), trace])
    theirs = report('babeltrace2, same messages', lines, real, cpu, memory)
    print(f'one record costs babeltrace2 {theirs / cost:.1f} times the processor time that it costs tracefmt')


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--bin', default=os.path.join(ROOT, 'build', 'release', 'bin'))
    parser.add_argument('--size', type=int, default=1_000_000_000)
    words = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        cost = etl(folder, words.bin, words.size)
        formats = os.path.join(words.bin, '..', 'examples', 'toaster')
        if os.path.exists(os.path.join(words.bin, 'victim')):
            snapshot(folder, words.bin, formats)
        babeltrace(folder, cost)


main()
