#!/usr/bin/env python3
"""Checks that docs/diagnostics.md has a row for every diagnostic of checks.h, with its number, and no other."""
import pathlib, re, sys

root = pathlib.Path(__file__).resolve().parent.parent
checks = (root / 'tracewpp/model/checks.h').read_text()
defined = {m[1]: m[2] for m in re.finditer(r'X\(\w+,\s*"([\w-]+)",\s*(\d+)', checks)}
documented = {m[1]: m[2] for m in re.finditer(r'^\| `([\w-]+)` \| (\d+) \|', (root / 'docs/diagnostics.md').read_text(), re.M)}
for name in sorted(defined.keys() | documented.keys()):
    if defined.get(name) != documented.get(name):
        print(f'{name}: {defined.get(name)} in checks.h, {documented.get(name)} in diagnostics.md')
print(f'{len(defined)} diagnostics, {len(documented)} documented')
sys.exit(defined != documented or not defined)
