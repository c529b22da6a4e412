#!/usr/bin/env python3
"""Runs golden cases: folders with a `cmd` file, inputs, and what the tool is expected to make of them.

usage: run_golden.py --tool BIN [--runner wine] [--update] CASE...

cmd holds one instruction a line; words are split as a POSIX shell would:
    env NAME=VALUE      sets a variable for the runs that follow
    run ARG...          runs the tool in a copy of the case; {common} is the folder tests/golden/_common,
                        \\r and \\n inside {} (as in {\\r\\n}) are those characters
    status N            the exit status expected of the last run (default 0)
    touch FILE SECONDS  sets a file's modification time to so many seconds from now
    chmod MODE FILE     changes permissions (octal)
    mkdir DIR
    fifo FILE           makes a named pipe
    link TARGET FILE    makes a symbolic link
    same FILE           FILE must not have been rewritten since the instruction before the last run
    changed FILE        FILE must have been rewritten since then
    remove FILE         removes FILE
    copy FROM TO        copies a file
    append FILE TEXT    adds TEXT and a line end to FILE
    exists FILE         FILE must be there
    ignore GLOB         made files whose path matches are not compared
    hide REGEX          what matches it in stdout, stderr and made files is shown as <hidden>
Standard output and error of all runs go to `stdout` and `stderr` in the folder `expect`, those of a second and
later run below a line [run N]; it also holds every file that the runs made or changed. A file that was removed
must be gone. --update writes `expect` anew: read it before it is committed.
"""
import argparse, fnmatch, os, pathlib, re, shlex, shutil, subprocess, sys, tempfile, time

TIME_LIMIT = 120

def snapshot(root):
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob('*')) if p.is_file()}

def first_difference(want, got):
    for n, (a, b) in enumerate(zip(want.split(b'\n'), got.split(b'\n')), 1):
        if a != b:
            return f'line {n}:\n    expected {a!r}\n    got      {b!r}'
    return f'{len(want)} bytes expected, {len(got)} bytes got'

def identity(path):
    """What changes when a file is replaced, even within one tick of the clock."""
    return (path.stat().st_ino, path.stat().st_mtime_ns) if path.exists() else None

class Case:
    def __init__(self, options, case):
        self.options, self.case, self.problems = options, case, []
        self.common = str(case.parent / '_common')
        self.out, self.err, self.hidden, self.ignored = b'', b'', [], []
        self.env = {k: v for k, v in os.environ.items() if k not in ('WPP_FLAGS', 'MAJORCOMP', 'MINORCOMP')}
        self.env['NO_COLOR'] = '1'
        self.runs, self.status, self.pending, self.times = 0, 0, False, {}

    def argument(self, word):
        word = word.replace('{common}', self.common)
        return re.sub(r'\{((\\[rn])+)\}', lambda m: m[1].replace('\\r', '\r').replace('\\n', '\n'), word)

    def add_output(self, before, text):
        text = text.replace(self.common.encode(), b'{common}').replace(self.common.replace('/', '\\').encode(), b'{common}')
        return before + (b'[run %d]\n' % self.runs if text and self.runs > 1 else b'') + text

    def run(self, args, work):
        self.check_status(0)
        self.times = {str(p): identity(p) for p in work.rglob('*')}
        done = subprocess.run(self.options.runner + [self.options.tool] + [self.argument(a) for a in args], cwd=work,
                              env=self.env, stdin=subprocess.DEVNULL, capture_output=True, timeout=TIME_LIMIT)
        self.runs += 1
        self.out, self.err = self.add_output(self.out, done.stdout), self.add_output(self.err, done.stderr)
        self.status, self.pending = done.returncode, True

    def check_status(self, want):
        if self.pending and self.status != want:
            self.problems.append(f'run {self.runs}: exit status {self.status}, expected {want}')
        self.pending = False

    def check_rewritten(self, path, want):
        now = identity(path)
        if now is None or (self.times.get(str(path)) != now) != want:
            self.problems.append(f'{path.name} was {"not " if want else ""}rewritten by run {self.runs}')

    def instruction(self, words, work):
        verb, args = words[0], words[1:]
        path = work / args[-1] if args else work
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
            path.chmod(int(args[0], 8))
        elif verb == 'mkdir':
            path.mkdir(parents=True)
        elif verb == 'fifo':
            os.mkfifo(path)
        elif verb == 'link':
            path.symlink_to(args[0])
        elif verb in ('same', 'changed'):
            self.check_rewritten(path, verb == 'changed')
        elif verb == 'remove':
            path.unlink()
        elif verb == 'copy':
            shutil.copyfile(work / args[0], path)
        elif verb == 'append':
            with open(work / args[0], 'ab') as file:
                file.write(args[1].encode() + b'\n')
        elif verb == 'exists':
            if not path.is_file():
                self.problems.append(f'{args[0]} was not made by run {self.runs}')
        elif verb == 'ignore':
            self.ignored.append(args[0])
        elif verb == 'hide':
            self.hidden.append(re.compile(args[0].encode()))
        else:
            sys.exit(f'{self.case}/cmd: unknown instruction {verb}')

    def hide(self, content):
        for pattern in self.hidden:
            content = pattern.sub(b'<hidden>', content)
        return content

    def execute(self):
        with tempfile.TemporaryDirectory() as temporary:
            work = pathlib.Path(temporary) / self.case.name
            shutil.copytree(self.case, work, ignore=shutil.ignore_patterns('expect', 'cmd'))
            before = snapshot(work)
            for line in (self.case / 'cmd').read_text().splitlines():
                if line.strip() and not line.startswith('#'):
                    self.instruction(shlex.split(line), work)
            self.check_status(0)
            made = {n: b for n, b in snapshot(work).items()
                    if before.get(n) != b and not any(fnmatch.fnmatch(n, glob) for glob in self.ignored)}
        made['stdout'], made['stderr'] = self.out, self.err
        return {n: self.hide(b) for n, b in made.items() if b or n not in ('stdout', 'stderr')}

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

def run_case(options, path):
    case = Case(options, pathlib.Path(path).resolve())
    try:
        case.compare(case.execute())
    except subprocess.TimeoutExpired:
        case.problems.append(f'run {case.runs + 1} did not end within {TIME_LIMIT} s')
    if case.problems:
        print(f'{case.case.name}: FAILED')
        for problem in case.problems:
            print('  ' + problem.replace('\n', '\n  '))
    return not case.problems

def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--tool', required=True)
    parser.add_argument('--runner', default='')
    parser.add_argument('--update', action='store_true')
    parser.add_argument('cases', nargs='+')
    options = parser.parse_args()
    options.tool, options.runner = os.path.abspath(options.tool), shlex.split(options.runner)
    passed = [run_case(options, path) for path in options.cases]
    return 0 if all(passed) else 1

if __name__ == '__main__':
    sys.exit(main())
