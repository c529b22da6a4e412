#!/usr/bin/env python3
"""Reading PDBs, as a ratio to llvm-pdbutil in the same run, and the memory a large one takes.

usage: tmf.py --tracepdb BIN [--pdb FILE] [--megabytes N] [--modules N] [--runs N]

Without --pdb the first-driver PDB next to the checkout is measured (1.1 MB, made by Microsoft's linker). The large
PDB is made here (tests/tmf/make_pdb.py): modules of many records, read for real, with one message each.
"""
import argparse
import json
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
MAKE_PDB = str(ROOT / 'tests' / 'tmf' / 'make_pdb.py')


def measure(words, runs):
    """The best wall time of some runs, in milliseconds."""
    best = None
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        took = (time.perf_counter() - start) * 1000
        best = took if best is None else min(best, took)
    return best


def peak_memory(words):
    """Peak resident memory in MB and seconds, of one child of its own."""
    start = time.perf_counter()
    child = os.fork()
    if child == 0:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.execv(words[0], words)
    _, status, usage = os.wait4(child, 0)
    if status:
        sys.exit(f'{words}: status {status}')
    return usage.ru_maxrss / 1024, time.perf_counter() - start


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--tracepdb', required=True)
    parser.add_argument('--pdb', default=ROOT.parent / 'ext/first-driver/x64/Debug/UmdfDriver.pdb', type=pathlib.Path)
    parser.add_argument('--megabytes', type=int, default=500)
    parser.add_argument('--modules', type=int, default=4000)
    parser.add_argument('--runs', type=int, default=20)
    options = parser.parse_args()
    tool = os.path.abspath(options.tracepdb)
    pdbutil = shutil.which('llvm-pdbutil-19') or shutil.which('llvm-pdbutil')
    with tempfile.TemporaryDirectory() as folder:
        if options.pdb.exists() and pdbutil:
            ours = measure([tool, '--json', '-f', str(options.pdb)], options.runs)
            written = measure([tool, '-f', str(options.pdb), '-p', folder], options.runs)
            theirs = measure([pdbutil, 'dump', '-symbols', str(options.pdb)], options.runs)
            print(f'{options.pdb.name}, {options.pdb.stat().st_size / 1e6:.1f} MB: tracepdb --json {ours:.1f} ms, to .tmf files '
                  f'{written:.1f} ms, llvm-pdbutil dump -symbols {theirs:.1f} ms, ratio {ours / theirs:.3f}')
        else:
            print(f'SKIPPED: {options.pdb} or llvm-pdbutil is not there')
        if options.megabytes:
            large = os.path.join(folder, 'large.pdb')
            # in a process of its own: a child's peak counts from before its exec, when it still is this program
            subprocess.run([sys.executable, '-B', MAKE_PDB, large, str(options.megabytes), str(options.modules)], check=True)
            size = os.path.getsize(large) / 1e6
            memory, seconds = peak_memory([tool, '--json', '-f', large])
            found = json.loads(subprocess.run([tool, '--json', '-f', large], stdout=subprocess.PIPE, check=True).stdout)
            messages = sum(len(s['messages']) for s in found['sources'])
            if messages != options.modules:
                sys.exit(f'{messages} messages found, {options.modules} expected')
            print(f'{size:.0f} MB in {options.modules} modules: {messages} messages, {memory:.1f} MB resident at most, {seconds:.2f} s')


if __name__ == '__main__':
    main()
