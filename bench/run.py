#!/usr/bin/env python3
"""Measures tracewpp over a tree of real sources, as ratios to other programs in the same run.

usage: bench/run.py --corpus DIR [--tool build/release/bin/tracewpp] [--cfgdir DIR] [--rounds 9]

One process scans every .c and .cpp below DIR with the trace functions that its headers and project files
declare. Beside it run: `cat` of the same files, `cat` plus writing the same outputs with cp, `rg -w -f names`
(where ripgrep is installed) and `md5sum`. All read from the page cache; medians of --rounds are reported. Types
that only other kits define are added to a scratch configuration, so that no call is left out.
"""
import argparse, os, pathlib, re, shutil, statistics, subprocess, sys, tempfile, time

def seconds(command, rounds, **options):
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
        times.append(time.perf_counter() - started)
    return statistics.median(times), done.returncode

def declarations(corpus):
    """FUNC statements of begin_wpp blocks and <WppTraceFunction> metadata, one a name."""
    found = {}
    for path in list(corpus.rglob('*.h')) + list(corpus.rglob('*.vcxproj')):
        text = path.read_text('latin1')
        for block in re.findall(r'begin_wpp config(.*?)end_wpp', text, re.S):
            for m in re.finditer(r'\bFUNC\s+(\w+)\s*(\{[^}\n]*\})?\s*(\([^;\n]*\));', block):
                found.setdefault(m.group(1), m.group(1) + (m.group(2) or '') + m.group(3))
        for m in re.findall(r'<WppTraceFunction[^>]*>([^<]*)', text):
            for one in m.split(';'):
                name = re.match(r'\s*(\w+)', one)
                if name and 'Trace' in one or name and 'Print' in one:
                    found.setdefault(name.group(1), one.strip())
    return found

def usable(tool, corpus, work, functions, sources, extra):
    """A configuration under which the whole corpus has no error, found by trying."""
    types, dropped = set(), set()
    for _ in range(60):
        ini = work / 'bench.ini'
        ini.write_text('\n'.join([f'FUNC {d};' for n, d in functions.items() if n not in dropped] +
                                 [f'DEFINE_FLAVOR({t}, UINT);' for t in sorted(types)]))
        done = subprocess.run([tool, f'-ini:{ini}', '-odir:' + str(work / 'out')] + extra + ['@' + str(sources)],
                              cwd=corpus, capture_output=True)
        if done.returncode == 0:
            return len(functions) - len(dropped), len(types)
        log = done.stderr.decode('latin1')
        names = set(re.findall(r"unknown type '([^']*)'", log))
        calls = set(re.findall(r"(?:call of|for) '(\w+)'", log))
        lines = re.findall(r'^(.*?):(\d+):\d+: error', log, re.M)
        if names - types:
            types |= names
        elif calls - dropped:
            dropped |= calls & functions.keys()
        else:
            bad = {path for path, _ in lines}
            kept = [l for l in sources.read_text().split('\n') if l.strip('"') not in bad]
            sources.write_text('\n'.join(kept))
    sys.exit('the corpus cannot be configured:\n' + log)

def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--corpus', type=pathlib.Path, required=True)
    parser.add_argument('--tool', default='build/release/bin/tracewpp')
    parser.add_argument('--cfgdir')
    parser.add_argument('--rounds', type=int, default=9)
    options = parser.parse_args()
    tool, corpus = os.path.abspath(options.tool), options.corpus.resolve()
    with tempfile.TemporaryDirectory(dir=os.environ.get('TMPDIR')) as temporary:
        work = pathlib.Path(temporary)
        names = {}
        for p in sorted(p for e in ('*.c', '*.cpp') for p in corpus.rglob(e)):
            names.setdefault(p.name.lower(), p)  # one output a name: the measured run must not overwrite its own
        files = [str(p.relative_to(corpus)) for p in names.values()]
        sources = work / 'sources.rsp'
        sources.write_text('\n'.join(f'"{f}"' for f in files))
        extra = [f'-cfgdir:{options.cfgdir}'] if options.cfgdir else []
        functions = declarations(corpus)
        declared, added = usable(tool, corpus, work, functions, sources, extra)
        files = [l.strip('"') for l in sources.read_text().split('\n')]
        measure(tool, corpus, work, files, sources, extra, functions, declared, added, options)

def measure(tool, corpus, work, files, sources, extra, functions, declared, added, options):
    size = sum((corpus / f).stat().st_size for f in files)
    largest = max((corpus / f).stat().st_size for f in files)
    out = work / 'out'
    run = [tool, f'-ini:{work}/bench.ini', f'-odir:{out}'] + extra + ['@' + str(sources)]
    written = sum(p.stat().st_size for p in out.iterdir())
    report = subprocess.run(run + ['-perfreport'], cwd=corpus, capture_output=True, text=True).stdout
    messages = re.search(r'(\d+) messages', report)
    print(f'{len(files)} sources, {size / 1e6:.1f} MB, largest {largest / 1e6:.2f} MB; {declared} trace functions, '
          f'{messages and messages.group(1)} messages, {added} types added; outputs {written / 1e6:.2f} MB')
    (work / 'names').write_text('\n'.join(functions))
    (work / 'list').write_text('\0'.join(files))
    def listed(command):
        return ['sh', '-c', f'xargs -0 {command} < {work}/list']
    rounds = options.rounds
    results = {}
    results['tracewpp, nothing changed'], _ = seconds(run, rounds, cwd=corpus)
    fresh = []
    for _ in range(rounds):
        shutil.rmtree(out)
        out.mkdir()
        fresh.append(seconds(run, 1, cwd=corpus)[0])
    results['tracewpp, all written'] = statistics.median(fresh)
    results['cat'], _ = seconds(listed('cat'), rounds, cwd=corpus)
    copies = []
    for _ in range(rounds):
        shutil.rmtree(work / 'copy', ignore_errors=True)
        copies.append(seconds(['sh', '-c', f'xargs -0 cat < {work}/list > /dev/null; cp -r {out} {work}/copy'], 1, cwd=corpus)[0])
    results['cat, and cp of the outputs'] = statistics.median(copies)
    if shutil.which('rg'):
        results['rg -w -f names'], _ = seconds(listed(f'rg -j1 -w -F -f {work}/names --no-messages'), rounds, cwd=corpus)
    results['md5sum'], _ = seconds(listed('md5sum'), rounds, cwd=corpus)
    for name, t in results.items():
        print(f'{name:28} {t * 1000:8.1f} ms  {size / t / 1e6:7.0f} MB/s  {t / results["cat"]:6.2f} x cat')
    start_to_header(tool, work, extra, rounds)
    memory = subprocess.run(['/usr/bin/time', '-f', '%M'] + run, cwd=corpus, capture_output=True, text=True) if os.path.exists('/usr/bin/time') else None
    if memory:
        print(f'peak memory {int(memory.stderr.split()[-1]) / 1024:.1f} MB')

def start_to_header(tool, work, extra, rounds):
    folder = work / 'one'
    folder.mkdir()
    (folder / 'one.c').write_text('void f(void) { DoTraceMessage(Flag, "one %d", 1); }\n')
    base, _ = seconds(['true'], 5 * rounds)
    t, _ = seconds([tool, '-nohashchk'] + extra + ['one.c'], 5 * rounds, cwd=folder)
    print(f'start to one .tmh             {t * 1000:7.2f} ms  (starting `true` takes {base * 1000:.2f} ms)')

if __name__ == '__main__':
    main()
