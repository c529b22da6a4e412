#!/usr/bin/env python3
"""Every diagnostic has a golden case that shows it: each name in tracewpp/model/checks.h must stand in brackets in
the stderr that some case expects. No arguments; prints the names that are missing."""
import pathlib, re, sys

# Cannot be brought about from outside: MD5 would have to collide.
EXCEPTIONS = {'guid-collision'}

def main():
    root = pathlib.Path(__file__).resolve().parent
    checks = (root.parent / 'tracewpp/model/checks.h').read_text()
    names = re.findall(r'X\(\w+,\s*"([\w-]+)"', checks)
    shown = ''.join(p.read_text(errors='replace') for p in root.glob('golden/*/expect/stderr'))
    missing = [n for n in names if f'[{n}]' not in shown and f'[-Werror,{n}]' not in shown and n not in EXCEPTIONS]
    for name in missing:
        print(f'no golden case shows [{name}]')
    for name in sorted(EXCEPTIONS & {n for n in names if f'[{n}]' in shown}):
        print(f'[{name}] has a case, so it is no exception')
        missing.append(name)
    return 1 if missing or not names else 0

if __name__ == '__main__':
    sys.exit(main())
