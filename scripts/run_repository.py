#!/usr/bin/env python3
"""Runs tracewpp over every WPP project (.vcxproj) of a checked-out repository, each with its own options.

usage: run_repository.py REPO --tool BIN [--out DIR] [--cfgdir DIR] [--filter TEXT] [--list] [-v]

Reads the WPP metadata of each project (for x64), groups its sources by equal metadata as MSBuild does, runs
the tool once a group in the project's folder, and then counts the calls of the declared trace functions on its
own: identifiers followed by a parenthesis, in live code and in block comments, outside strings, // comments and
directives. A call without a message is listed. Exit status 1 when a run failed or crashed.
"""
import argparse, collections, os, pathlib, re, subprocess, sys, tempfile, time
import xml.etree.ElementTree as ET

OPTIONS = [  # metadata, switch, kind
    ('WppKernelMode', '-km', 'bool'), ('WppDllMacro', '-dll', 'bool'), ('WppIgnoreExclamationmarks', '-noshrieks', 'bool'),
    ('WppScanConfigurationData', '-scan:', 'text'), ('WppTraceFunction', '-func:', 'text'),
    ('WppAdditionalConfigurationFile', '-ini:', 'text'), ('WppAlternateConfigurationFile', '-defwpp:', 'text'),
    ('WppGenerateUsingTemplateFile', '-gen:', 'text'), ('WppModuleName', '-p:', 'text'),
    ('WppFileExtensions', '-ext:', 'text'), ('WppPreserveExtensions', '-preserveext:', 'text'),
    ('WppSearchString', '-lookfor:', 'text'), ('WppAddControlGUID', '-ctl:', 'text'),
    ('WppPublicFunctions', '-public:', 'list'), ('WppPreprocessorDefinitions', '-D', 'list'),
    ('WppAdditionalIncludeDirectories', '-I', 'list'), ('WppAdditionalOptions', '', 'words'),
]

UNKNOWN = '\0'

class Project:
    """Just enough of MSBuild's evaluation for the metadata: properties, simple conditions, local imports."""
    def __init__(self, path, repo, configuration='Debug'):
        self.path, self.repo, self.folder = path, repo, path.parent
        self.properties = {'configuration': configuration, 'platform': 'x64', 'projectdir': str(path.parent) + os.sep,
                           'msbuildprojectdirectory': str(path.parent), 'projectname': path.stem,
                           'msbuildthisfiledirectory': str(path.parent) + os.sep, 'solutiondir': str(path.parent) + os.sep,
                           'usedebuglibraries': str(configuration == 'Debug').lower()}
        self.defaults, self.items = {}, []
        self.load(path, 0)

    def expand(self, text, metadata=None):
        text = re.sub(r'%\((?:ClCompile\.)?(\w+)\)', lambda m: (metadata or {}).get(m.group(1), ''), text or '')
        # Where the Windows kits are is not known here: what depends on it is marked, and left out of command lines.
        kit = lambda m: UNKNOWN if re.search('_(INC|VER|LIB)_PATH$|SDK|WindowsSdk', m.group(1)) else ''
        return re.sub(r'\$\((\w+)\)', lambda m: self.properties.get(m.group(1).lower(), kit(m)), text).strip()

    def holds(self, element, metadata=None):
        condition = element.get('Condition')
        if not condition:
            return True
        text = self.expand(condition, metadata)
        text = re.sub(r"exists\s*\(\s*'([^']*)'\s*\)", lambda m: str((self.folder / m.group(1).replace('\\', '/')).exists()), text, flags=re.I)
        text = re.sub(r"'([^']*)'\s*(==|!=)\s*'([^']*)'",
                      lambda m: str((m.group(1).lower() == m.group(3).lower()) == (m.group(2) == '==')), text)
        text = re.sub(r'\bAnd\b', 'and', re.sub(r'\bOr\b', 'or', text, flags=re.I), flags=re.I).replace('!', ' not ')
        words = set(re.findall(r'\w+', text))
        if not words or not words <= {'True', 'False', 'and', 'or', 'not'}:
            return False
        try:
            return bool(eval(text, {'__builtins__': {}}))  # nothing but the five words and parentheses
        except SyntaxError:
            return False

    def load(self, path, depth):
        root = ET.parse(path).getroot()
        for element in root:
            tag = element.tag.rsplit('}')[-1]
            if not self.holds(element):
                continue
            if tag == 'PropertyGroup':
                for p in element:
                    if self.holds(p):
                        self.properties[p.tag.rsplit('}')[-1].lower()] = self.expand(p.text)
            elif tag in ('Import', 'ImportGroup'):
                for i in [element] if tag == 'Import' else element:
                    target = (path.parent / self.expand(i.get('Project', '')).replace('\\', '/'))
                    if self.holds(i) and depth < 8 and target.is_file() and target.suffix in ('.props', '.targets'):
                        self.load(target, depth + 1)
            elif tag == 'ItemDefinitionGroup':
                for item in element:
                    if item.tag.rsplit('}')[-1] == 'ClCompile':
                        self.read_metadata(item, self.defaults)
            elif tag == 'ItemGroup':
                for item in element:
                    if item.tag.rsplit('}')[-1] in ('ClCompile', 'OtherWpp') and self.holds(item):
                        self.read_item(item)

    def read_metadata(self, element, into):
        for m in element:
            name = m.tag.rsplit('}')[-1]
            if self.holds(m, into):
                into[name] = self.expand(m.text, into)

    def read_item(self, item):
        if item.get('Include'):
            own = []
            for name in self.expand(item.get('Include')).split(';'):
                if name.strip():
                    self.items.append((name.strip(), item))

    def groups(self):
        groups = collections.OrderedDict()
        for name, element in self.items:
            metadata = dict(self.defaults)
            self.read_metadata(element, metadata)
            if metadata.get('WppEnabled', '').lower() != 'true' or metadata.get('ExcludedFromBuild', '').lower() == 'true':
                continue
            key = tuple((k, metadata.get(k, '')) for k, _, _ in OPTIONS)
            groups.setdefault(key, []).append(name)
        return groups

def arguments(key):
    out = []
    for (name, value), (_, switch, kind) in zip(key, OPTIONS):
        value = value.strip()
        if not value:
            continue
        if kind == 'bool':
            out += [switch] if value.lower() == 'true' else []
        elif kind == 'list':
            out += [switch + v for v in value.split(';') if v.strip()]
        elif kind == 'words':
            out += re.findall(r'(?:[^\s"]|"[^"]*")+', value)
        else:
            out.append(switch + value)
    return [a.replace('"', '') for a in out if UNKNOWN not in a]

TOKEN = re.compile(r'''
    (?P<raw>(?:L|u8|u|U)?R"(?P<d>[^()\\\s]{0,16})\(.*?\)(?P=d)") | (?P<string>"(?:\\.|[^"\\\n])*(?:"|$))
  | (?P<char>'(?:\\.|[^'\\\n])*(?:'|$)) | (?P<line>//(?:\\\r?\n|[^\n])*) | (?P<block>/\*.*?(?:\*/|\Z))
  | (?P<directive>^[ \t]*\#(?:/\*.*?\*/|\\\r?\n|[^\n])*) | (?P<number>\d(?:['.]?\w)*) | (?P<word>[A-Za-z_]\w*)''', re.X | re.S | re.M)

def calls(text, names):
    """(line, name, in comment) of every name that is followed by a parenthesis."""
    for m in TOKEN.finditer(text):
        if m.lastgroup == 'word' or m.group('word'):
            if m.group() in names and re.match(r'(?:\s|\\\r?\n|//[^\n]*|/\*.*?\*/)*\(', text[m.end():m.end() + 300], re.S):
                yield text.count('\n', 0, m.start()) + 1, m.group(), False
        elif m.group('block'):
            for w in re.finditer(r'//[^\n]*|\b[A-Za-z_]\w*', m.group()):
                if w.group() in names and re.match(r'\s*\(', m.group()[w.end():]):
                    yield text.count('\n', 0, m.start() + w.start()) + 1, w.group(), True

CALLS_TEMPLATE = '`FORALL f IN Funcs`\nfunction `f.Name`\n`ENDFOR`\n`FORALL i IN Messages`\nmessage `i.NameLine` `i.Line`\n`ENDFOR`\n'

def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('repo', type=pathlib.Path)
    parser.add_argument('--tool', required=True)
    parser.add_argument('--out', type=pathlib.Path)
    parser.add_argument('--cfgdir')
    parser.add_argument('--filter', default='')
    parser.add_argument('--configuration', default='Debug', help='Debug or Release')
    parser.add_argument('--list', action='store_true', help='print the command lines only')
    parser.add_argument('-v', action='store_true', help='print warnings of the tool and every call without a message')
    options = parser.parse_args()
    tool = os.path.abspath(options.tool)
    temporary = tempfile.TemporaryDirectory()
    out = (options.out or pathlib.Path(temporary.name)).resolve()
    out.mkdir(parents=True, exist_ok=True)
    (out / 'calls.tpl').write_text(CALLS_TEMPLATE)
    total = collections.Counter()
    for path in sorted(options.repo.resolve().rglob('*.vcxproj')):
        if options.filter not in str(path):
            continue
        try:
            groups = Project(path, options.repo, options.configuration).groups()
        except ET.ParseError as error:
            print(f'{path}: {error}')
            continue
        for n, (key, names) in enumerate(groups.items()):
            names = [s for s in names if (path.parent / s.replace('\\', '/')).exists() or '*' in s or '\\' in s]
            target = out / path.relative_to(options.repo.resolve()).parent / f'{path.stem}.{n}'
            command = [tool] + arguments(key)
            generations = [a for a in command if a.startswith('-gen:')]
            if not generations:
                command.append('-gen:{km-default.tpl}*.tmh' if '-km' in command else '-gen:{um-default.tpl}*.tmh')
            command += [f'-cfgdir:{options.cfgdir}'] if options.cfgdir else []
            command += ['-gen:{calls.tpl}*.calls', f'-I{out}', f'-odir:{target}', '-v'] + names
            if options.list:
                print(path.parent, ' '.join(command))
                continue
            run(path, command, names, target, total, options)
    print(', '.join(f'{v} {k}' for k, v in total.items()))
    return 1 if total['failed runs'] else 0

def run(path, command, names, target, total, options):
    started = time.time()
    done = subprocess.run(command, cwd=path.parent, capture_output=True)
    total['runs'] += 1
    total['sources'] += len(names)
    log = done.stderr.decode('latin1')
    shown = [l for l in log.splitlines() if not l.startswith(('reading', 'writing', 'unchanged', 'passing over'))]
    total['warnings'] += sum(': warning:' in l and '[unused-function]' not in l for l in shown)
    if done.returncode:
        total['failed runs'] += 1
        print(f'{path}: exit status {done.returncode}\n  ' + ' '.join(command) + '\n' + '\n'.join('  ' + l for l in shown[:30]))
        return
    if options.v:
        for l in shown:
            if ': warning:' in l and '[unused-function]' not in l:
                print(f'{path.parent}: {l}')
    for name in names:
        listing = target / (pathlib.PureWindowsPath(name).stem + '.calls')
        source = path.parent / name.replace('\\', '/')
        if source.suffix.lower() != '.rc' and source.exists() and listing.exists():
            compare(path, source, listing, total, options)

def compare(path, source, listing, total, options):
    lines = listing.read_text('latin1').split('\n')
    functions = {l.split()[1] for l in lines if l.startswith('function')}
    at = {int(l.split()[1]) for l in lines if l.startswith('message')}
    total['messages'] += sum(l.startswith('message') for l in lines)
    raw = source.read_bytes()
    text = raw.decode('utf-16') if raw[:2] in (b'\xff\xfe', b'\xfe\xff') else raw.decode('latin1')
    counted = list(calls(text, functions))
    if options.v and len(at) > len({line for line, _, _ in counted}):
        print(f'{source}: {len(at)} messages, but only {len(counted)} calls counted')
    for line, name, comment in counted:
        total['calls counted'] += 1
        if line not in at:
            total['calls without a message'] += 1
            if options.v:
                print(f'{source}:{line}: {name}{" (in a comment)" if comment else ""} has no message')

if __name__ == '__main__':
    sys.exit(main())
