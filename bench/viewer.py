#!/usr/bin/env python3
"""How fast tracefmt and ifrdump are, and how much memory tracefmt takes.

usage: bench/viewer.py [--bin build/release/bin] [--size BYTES] [--lttng TRACE]

Makes an .etl of the size given (a gigabyte by default) and one of a tenth of it, formats both as text, and prints
records a second of processor time and of real time, and the largest memory of each run. With babeltrace2 and an
LTTng trace (bench/recorder makes one), the ratio to babeltrace2 for each record of it. ifrdump reads a snapshot of
the toaster's logs, repeated under other names up to some hundred megabytes.
"""
import argparse
import os
import random
import shutil
import struct
import subprocess
import sys
import tempfile
import time

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..')
sys.path.insert(0, os.path.join(ROOT, 'tests', 'viewer'))
import make_dump
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


def snapshot(folder, tools, formats):
    """Copies of the toaster's logs that differ in instance, so that each counts as a log of its own."""
    file = os.path.join(folder, 't.ifr')
    subprocess.run([os.path.join(tools, 'toaster'), 'crash', file], stdout=subprocess.DEVNULL, check=False)
    with open(file, 'rb') as f:
        logs = make_dump.logs_of(f.read())
    with open(file, 'wb') as f:
        for copy in range(2000):
            for _, log in logs:
                data = bytearray(log)
                struct.pack_into('<Q', data, 128 + 24, random.getrandbits(60) + copy)
                f.write(data)
    real, cpu, memory, lines = run([os.path.join(tools, 'ifrdump'), file, '--path', formats])
    report('ifrdump snapshot', lines, real, cpu, memory)


def babeltrace(trace, cost):
    tool = shutil.which('babeltrace2')
    if not tool or not trace:
        print('babeltrace2: not compared (needs babeltrace2 and --lttng TRACE)')
        return
    real, cpu, memory, lines = run([tool, trace])
    theirs = report('babeltrace2', lines, real, cpu, memory)
    print(f'one record costs babeltrace2 {theirs / cost:.1f} times the processor time that it costs tracefmt')


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--bin', default=os.path.join(ROOT, 'build', 'release', 'bin'))
    parser.add_argument('--size', type=int, default=1_000_000_000)
    parser.add_argument('--lttng')
    words = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        cost = etl(folder, words.bin, words.size)
        formats = os.path.join(words.bin, '..', 'examples', 'toaster')
        if os.path.exists(os.path.join(words.bin, 'toaster')):
            snapshot(folder, words.bin, formats)
        babeltrace(words.lttng, cost)


main()
