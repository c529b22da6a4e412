#!/usr/bin/env python3
"""Runs golden cases: folders with a `cmd` file, inputs, and what the tool is expected to make of them.

usage: run_golden.py --tool BIN [--runner wine] [--update] CASE...

cmd holds one instruction a line; words are split as a POSIX shell would:
    env NAME=VALUE      sets a variable for the runs that follow
    run ARG...          runs the tool in a copy of the case; {common} is the folder tests/golden/_common
    status N            the exit status expected of the last run (default 0)
    touch FILE SECONDS  sets a file's modification time to so many seconds from now
    chmod MODE FILE     changes permissions (octal)
    mkdir DIR
    same FILE           FILE must not have been rewritten since the instruction before the last run
    remove FILE         removes FILE
Standard output and error of all runs go to `stdout` and `stderr` in the folder `expect`, which also holds
every file that the runs made or changed. --update writes `expect` anew: read it before it is committed.
"""
import argparse, os, pathlib, shlex, shutil, subprocess, sys, tempfile, time

def snapshot(root):
    return {str(p.relative_to(root)): p.read_bytes() for p in sorted(root.rglob('*')) if p.is_file()}

def first_difference(want, got):
    for n, (a, b) in enumerate(zip(want.split(b'\n'), got.split(b'\n')), 1):
        if a != b:
            return f'line {n}:\n    expected {a!r}\n    got      {b!r}'
    return f'{len(want)} bytes expected, {len(got)} bytes got'

class Case:
    def __init__(self, options, case):
        self.options, self.case, self.out, self.err, self.problems = options, case, b'', b'', []
        self.env = {k: v for k, v in os.environ.items() if k not in ('WPP_FLAGS', 'MAJORCOMP', 'MINORCOMP')}
        self.env['NO_COLOR'] = '1'
        self.status, self.times = 0, {}

    def run(self, args, work):
        self.check_status(0)
        args = [a.replace('{common}', str(self.case.parent / '_common')) for a in args]
        self.times = {str(p): p.stat().st_mtime_ns for p in work.rglob('*')}
        done = subprocess.run(self.options.runner + [self.options.tool] + args, cwd=work, env=self.env,
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=300)
        self.out += done.stdout
        self.err += done.stderr.replace(str(self.case.parent / '_common').encode(), b'{common}')
        self.status, self.pending = done.returncode, True

    def check_status(self, want):
        if getattr(self, 'pending', False) and self.status != want:
            self.problems.append(f'exit status {self.status}, expected {want}')
        self.pending = False

    def instruction(self, words, work):
        verb, args = words[0], words[1:]
        if verb == 'run':
            self.run(args, work)
        elif verb == 'status':
            self.check_status(int(args[0]))
        elif verb == 'env':
            name, _, value = ' '.join(args).partition('=')
            self.env[name] = value
        elif verb == 'touch':
            when = time.time() + float(args[1])
            os.utime(work / args[0], (when, when))
        elif verb == 'chmod':
            os.chmod(work / args[1], int(args[0], 8))
        elif verb == 'mkdir':
            os.makedirs(work / args[0])
        elif verb == 'remove':
            os.remove(work / args[0])
        elif verb == 'same':
            path = work / args[0]
            if not path.exists() or self.times.get(str(path)) != path.stat().st_mtime_ns:
                self.problems.append(f'{args[0]} was rewritten')
        else:
            sys.exit(f'{self.case}/cmd: unknown instruction {verb}')

    def execute(self):
        with tempfile.TemporaryDirectory() as temporary:
            work = pathlib.Path(temporary) / self.case.name
            shutil.copytree(self.case, work, ignore=shutil.ignore_patterns('expect', 'cmd'))
            before = snapshot(work)
            for line in (self.case / 'cmd').read_text().splitlines():
                if line.strip() and not line.startswith('#'):
                    self.instruction(shlex.split(line), work)
            self.check_status(0)
            made = {n: b for n, b in snapshot(work).items() if before.get(n) != b}
        made['stdout'], made['stderr'] = self.out, self.err
        return {name: content for name, content in made.items() if content or name not in ('stdout', 'stderr')}

    def compare(self, made):
        folder = self.case / 'expect'
        if self.options.update:
            shutil.rmtree(folder, ignore_errors=True)
            for name, content in made.items():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(content)
            return
        wanted = snapshot(folder) if folder.is_dir() else {}
        if not wanted and not self.problems:
            self.problems.append('nothing is expected: the case proves nothing')
        for name in sorted(wanted.keys() | made.keys()):
            if name not in made:
                self.problems.append(f'{name}: not made')
            elif name not in wanted:
                self.problems.append(f'{name}: made, but not expected:\n' + made[name].decode('latin1')[:2000])
            elif wanted[name] != made[name]:
                self.problems.append(f'{name}: {first_difference(wanted[name], made[name])}')

def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--tool', required=True)
    parser.add_argument('--runner', default='')
    parser.add_argument('--update', action='store_true')
    parser.add_argument('cases', nargs='+')
    options = parser.parse_args()
    options.tool, options.runner = os.path.abspath(options.tool), shlex.split(options.runner)
    failed = 0
    for path in options.cases:
        case = Case(options, pathlib.Path(path).resolve())
        case.compare(case.execute())
        if case.problems:
            failed += 1
            print(f'{case.case.name}: FAILED')
            for problem in case.problems:
                print('  ' + problem.replace('\n', '\n  '))
    return 1 if failed else 0

if __name__ == '__main__':
    sys.exit(main())
