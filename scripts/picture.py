#!/usr/bin/env python3
"""Draws what a command prints in a terminal as an SVG, colours included: the pictures of the README.

usage: picture.py OUTPUT.svg [--cd DIR] [--prompt TEXT] -- COMMAND...

The command runs in a pseudo terminal, so it prints as it does for a person; TEXT is shown as what was typed.
Its output also goes to standard output.
"""
import html, os, pty, re, sys

COLORS = {'31': '#ff7b72', '32': '#7ee787', '33': '#d29922', '34': '#79c0ff', '35': '#d2a8ff', '36': '#56d4dd', '90': '#8b949e'}

def run(command, folder):
    chunks = []
    def read(fd):
        data = os.read(fd, 65536)
        chunks.append(data)
        return data  # an empty answer would end the session
    home = os.getcwd()
    os.chdir(folder)
    os.environ.update(TERM='xterm-256color', COLUMNS='120')
    os.environ.pop('NO_COLOR', None)
    pty.spawn(command, read)
    os.chdir(home)
    return b''.join(chunks).decode('utf-8', 'replace').replace('\r\n', '\n').rstrip('\n')

def spans(line):
    style, out = {}, []
    for part in re.split(r'(\x1b\[[0-9;]*[A-Za-z])', line.expandtabs(8)):
        code = re.fullmatch(r'\x1b\[([0-9;]*)m', part)
        if code:
            for c in code.group(1).split(';'):
                if c in ('', '0'):
                    style = {}
                elif c == '1':
                    style['font-weight'] = 'bold'
                elif c in COLORS:
                    style['fill'] = COLORS[c]
        elif part and not part.startswith('\x1b'):
            attributes = ''.join(f' {k}="{v}"' for k, v in style.items())
            out.append(f'<tspan{attributes}>{html.escape(part)}</tspan>')
    return ''.join(out)

def main():
    split = sys.argv.index('--')
    options, command = sys.argv[1:split], sys.argv[split + 1:]
    value = lambda name, default: options[options.index(name) + 1] if name in options else default
    prompt = value('--prompt', ' '.join(command))
    lines = [f'\x1b[90m$\x1b[0m \x1b[1m{prompt}\x1b[0m'] + run(command, value('--cd', '.')).split('\n')
    plain = [re.sub(r'\x1b\[[0-9;]*[A-Za-z]', '', l).expandtabs(8) for l in lines]
    width, height = max(map(len, plain)) * 8.43 + 32, len(lines) * 19 + 28
    with open(options[0], 'w') as f:
        f.write(f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height}" font-family="ui-monospace, '
                f'SFMono-Regular, Menlo, Consolas, monospace" font-size="14">\n<rect width="100%" height="100%" rx="8" fill="#0d1117"/>\n')
        for n, line in enumerate(lines):
            f.write(f'<text x="16" y="{26 + n * 19}" fill="#e6edf3" xml:space="preserve">{spans(line)}</text>\n')
        f.write('</svg>\n')

if __name__ == '__main__':
    main()
