#!/usr/bin/env python3
"""Every diagnostic, option and configuration command has a golden case. No arguments; prints what is missing:
  - names in tracewpp/model/checks.h that no expected stderr shows in brackets,
  - options in the table of tracewpp/cli/options.c that no cmd or response file uses,
  - commands in tracewpp/config/commands.c that no ini file or scanned header uses.
"""
import pathlib, re, sys

ROOT = pathlib.Path(__file__).resolve().parent
# Cannot be brought about from outside: MD5 would have to collide.
EXCEPTIONS = {'guid-collision'}

def source(name):
    return (ROOT.parent / 'tracewpp' / name).read_text()

def inputs(*patterns):
    paths = [p for pattern in patterns for p in ROOT.glob('golden/' + pattern) if 'expect' not in p.parts and p.is_file()]
    return '\n'.join(p.read_bytes().decode('latin1') for p in paths)

def missing_diagnostics():
    shown = '\n'.join(p.read_text(errors='replace') for p in ROOT.glob('golden/*/expect/stderr'))
    for name in re.findall(r'X\(\w+,\s*"([\w-]+)"', source('model/checks.h')):
        has_case = f'[{name}]' in shown or f'[-Werror,{name}]' in shown
        if has_case == (name in EXCEPTIONS):
            yield f'diagnostic [{name}]' + (' has a case, so it is no exception' if has_case else '')

def missing_options():
    used = inputs('*/cmd', '*/*.rsp', '*/*.ini').lower()
    for name in re.findall(r'\{TEXT_INIT\("([^"]+)"\), VALUE_', source('cli/options.c')):
        if not re.search(rf'[-/]{re.escape(name.lower())}(?![a-z-])' if len(name) > 1 else rf'[-/]{re.escape(name.lower())}', used):
            yield f'option -{name}'

def missing_commands():
    used = inputs('*/*.ini', '*/*.h', '*/*.c')
    for name in re.findall(r'\{TEXT_INIT\("(\w+)"\), \d', source('config/commands.c')):
        if not re.search(rf'\b{name}\s*\(', used):
            yield f'command {name}'

def main():
    found = [*missing_diagnostics(), *missing_options(), *missing_commands()]
    for what in found:
        print(f'no golden case: {what}')
    return 1 if found else 0

if __name__ == '__main__':
    sys.exit(main())
