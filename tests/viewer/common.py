"""What the end-to-end tests of the viewer share. The tools come from the environment, which CMake sets; a test whose
tools or data are missing says SKIPPED and is."""
import os
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))


def tool(name):
    path = os.environ.get('VIEWER_' + name, '')
    return '' if path.endswith('NOTFOUND') else path


def skip(why):
    print('SKIPPED:', why, flush=True)
    raise unittest.SkipTest(why)


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.environment = {**os.environ, 'TZ': 'UTC', 'NO_COLOR': '1'}
        for name in ('TRACE_FORMAT_SEARCH_PATH', 'TRACE_FORMAT_PREFIX', '_NT_SYMBOL_PATH'):
            self.environment.pop(name, None)

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def put(self, name, data):
        with open(self.path(name), 'wb') as f:
            f.write(data.encode() if isinstance(data, str) else data)
        return self.path(name)

    def run_tool(self, name, *words, status=0, **more):
        done = subprocess.run([tool(name), *words], cwd=self.folder.name, env={**self.environment, **more},
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300)
        self.assertEqual(done.returncode, status, done.stderr.decode())
        return done.stdout.decode(), done.stderr.decode()


def main():
    """Runs the classes named on the command line."""
    unittest.main(argv=[sys.argv[0], *sys.argv[1:]])
