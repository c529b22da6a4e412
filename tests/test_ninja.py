#!/usr/bin/env python3
"""Builds with the Ninja rule that the README shows: nothing to do runs nothing, an edited header runs the tool
again, and a header that did not change keeps its time stamp.

usage: test_ninja.py --tool BIN
"""
import argparse, os, pathlib, re, subprocess, sys, tempfile

def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--tool', required=True)
    tool = pathlib.Path(parser.parse_args().tool).resolve()
    readme = (pathlib.Path(__file__).resolve().parent.parent / 'README.md').read_text()
    rule = re.search(r'```ninja\n(.*?)```', readme, re.S).group(1)
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        def ninja():
            done = subprocess.run(['ninja'], cwd=folder, env={**os.environ, 'PATH': f'{tool.parent}:{os.environ["PATH"]}'},
                                  capture_output=True, text=True)
            if done.returncode:
                sys.exit(done.stdout + done.stderr)
            return done.stdout
        def times():
            return [(folder / 'obj' / n).stat().st_mtime_ns for n in ('driver.tmh', 'queue.tmh')]
        def expect(condition, what):
            if not condition:
                sys.exit(f'failed: {what}')
        (folder / 'build.ninja').write_text(rule)
        (folder / 'trace.h').write_text('// begin_wpp config\n// FUNC Trace(LEVEL, FLAGS, MSG, ...);\n// end_wpp\n')
        (folder / 'driver.c').write_text('void f(void) { Trace(L, F, "driver"); }\n')
        (folder / 'queue.c').write_text('void g(void) { Trace(L, F, "queue"); }\n')
        expect('no work' not in ninja(), 'the first build runs the tool')
        first = times()
        expect('no work to do' in ninja(), 'a build without changes runs nothing')
        (folder / 'trace.h').write_text((folder / 'trace.h').read_text() + '/* more */\n')
        expect('no work' not in ninja(), 'the scanned header is a dependency')
        expect(times() == first, 'headers that did not change keep their time stamps')
        expect('no work to do' in ninja(), 'and are up to date')
        (folder / 'queue.c').write_text('\nvoid g(void) { Trace(L, F, "queue %d", 1); }\n')
        ninja()
        driver, queue = times()
        expect(driver == first[0] and queue != first[1], 'only the header of the edited source is new')
    print('ok')

if __name__ == '__main__':
    main()
