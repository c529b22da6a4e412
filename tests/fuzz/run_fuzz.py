#!/usr/bin/env python3
"""Runs one libFuzzer target for a while over seeds made of the golden inputs.

usage: run_fuzz.py --kind scan|config|template --work DIR --seconds N TARGET

A finding is left in DIR/found_KIND, and its path is printed.
"""
import argparse, pathlib, subprocess, sys

SUFFIXES = {'scan': ('.c', '.cpp', '.h'), 'config': ('.ini', '.h'), 'template': ('.tpl',)}

def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--kind', choices=SUFFIXES, required=True)
    parser.add_argument('--work', type=pathlib.Path, required=True)
    parser.add_argument('--seconds', type=int, default=10)
    parser.add_argument('target')
    options = parser.parse_args()
    golden = pathlib.Path(__file__).resolve().parent.parent / 'golden'
    seeds, corpus, found = (options.work / f'{name}_{options.kind}' for name in ('seeds', 'corpus', 'found'))
    for folder in (seeds, corpus, found):
        folder.mkdir(parents=True, exist_ok=True)
    for path in golden.rglob('*'):
        if path.suffix in SUFFIXES[options.kind] and 'expect' not in path.parts and path.is_file():
            (seeds / path.relative_to(golden).as_posix().replace('/', '_')).write_bytes(path.read_bytes())
    done = subprocess.run([options.target, str(corpus), str(seeds), f'-max_total_time={options.seconds}', '-timeout=10',
                           '-rss_limit_mb=2048', '-max_len=4096', '-print_final_stats=1', f'-artifact_prefix={found}/'],
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    print(done.stderr.decode(errors='replace')[-3000:])
    return done.returncode

if __name__ == '__main__':
    sys.exit(main())
