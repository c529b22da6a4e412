#!/usr/bin/env python3
"""Compares what two trace message headers say, whatever generation of WDK-style templates wrote them.

usage: compare_headers.py REAL OURS

Compared for every message: name, number, text, condition pairs, argument lines, macro parameters, the helper it
calls with its arguments; for every helper: parameters and marshalling; the trace functions and how each is
called; the reorder macros; whether the initialisation part is there. Left out: GUID, version, checksum, layout,
and what only one generation has. Exit status 0 when all is equal.
"""
import re, sys

def squeeze(text):
    return re.sub(r'\s+', ' ', text).strip()

def tidy(text):  # parameters: _a10 or a10, blanks or none behind commas
    text = text.replace('const char*', 'LPCSTR')  # older configurations spell the type of %s so
    return re.sub(r'\s*,\s*', ',', re.sub(r'\b_?a(\d+)\b', r'a\1', squeeze(text))).strip(', ')

def facts(path):
    text = re.sub(r'\\\r?\n', ' ', open(path, encoding='latin1').read().replace('\r\n', '\n'))
    out = {}
    for name, body in re.findall(r'define WPP_ANNOTATE_(\w+)_FINAL\(P, File, Name, \.\.\.\)\s*__annotation\(([^\n]*)', text):
        m = re.search(r'_WPPW\(Name\)\s*L" (\d+) \\"(.*)\\" //\s*(.*?)\s*"\s*(?:WPP_FUNC_NAME\s*)?,\s*__VA_ARGS__', body)
        module = re.search(r'L"(?:[0-9a-f-]{36} )?(\S*) // SRC="', body)
        out['message ' + name] = (m.group(1), m.group(2), m.group(3).split(), module and module.group(1)) if m else body
    for name, body in re.findall(r'define WPP_ANNOTATE_(\w+)\s+WPP_ANNOTATE_\w+_FINAL\(\s*"TMF:",([^\n]*)', text):
        if 'Unknown_cxx00' not in body:
            out['arguments ' + name] = squeeze(re.sub(r'"\s*,', '",', body))
    for name, fixed, body in re.findall(r'define WPP_CALL_(\w+)\(([^)\n]*)\)([^\n]*)', text):
        m = re.search(r'\bWPP_SF_(\w*)\s*\(.*?TraceGuids\+0([^;\n]*?)\)\s*,\s*1\s*:\s*0', squeeze(body))
        if m:
            out['call ' + name] = (tidy(fixed), m.group(1), tidy(m.group(2)))
    for name, parameters, body in re.findall(r'WPP_INLINE void WPP_SF_(\w*)\(([^{]*?)\)\s*\{(.*?)\}', text, re.S):
        logged = re.search(r'\bid\s*,(.*?)(?:\(void\s*\*\)\s*)?0\s*\)', body, re.S)
        out['helper ' + name] = (tidy(parameters.partition('TraceGuid')[2]), tidy(logged.group(1)) if logged else '')
    for name, body in re.findall(r'#\s*define (\w+)((?:\([^)\n]*\))?\s+WPP_\(CALL\)[^\n]*)', text):
        out['function ' + name] = tidy(body)
    for name, body in re.findall(r'#\s*define WPP_R([0-9AW_]*)\((MSG[^\n]*)', text):
        out['reorder ' + name] = tidy(body)
    out['initialisation'] = bool(re.search(r'WPP_INIT_CONTROL_ARRAY|WppInitUm|WppInitKm', text))
    return out

def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    real, ours = facts(sys.argv[1]), facts(sys.argv[2])
    different = [key for key in sorted(real.keys() | ours.keys()) if real.get(key) != ours.get(key)]
    for key in different:
        print(f'{key}\n  real {real.get(key)}\n  ours {ours.get(key)}')
    kinds = {}
    for key in real:
        kinds[key.split()[0]] = kinds.get(key.split()[0], 0) + 1
    summary = ', '.join(f'{n} {kind}' for kind, n in kinds.items())
    print(f'{len(different)} of {len(real)} facts differ' if different else f'equal: {summary}')
    return 1 if different else 0

if __name__ == '__main__':
    sys.exit(main())
