#!/usr/bin/env python3
"""Crashes the toaster and unloads it, and compares what recdump prints of the logs with expected.txt.

usage: check_output.py expected.txt toaster recdump [emulator]

Message GUIDs depend on the preprocessor, and the size of the default log on the build type; both are masked.
"""
import os
import re
import subprocess
import sys
import tempfile


def run(command, status):
    done = subprocess.run(command, stdout=subprocess.PIPE, timeout=120)
    if done.returncode != status:
        sys.exit(f"{command[-2:]}: status {done.returncode}, expected {status}")
    return done.stdout.decode().replace("\r\n", "\n")


def masked(text):
    text = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<guid>", text)
    return re.sub(r"default, \d+ bytes, \d+ for errors", "default, <size>", text)


def main():
    expected_path, toaster, recdump = sys.argv[1:4]
    emulator = sys.argv[4:5]
    with open(expected_path, encoding="ascii") as file:
        expected = file.read()
    for mode, status in (("crash", 3), ("stop", 0)):
        with tempfile.TemporaryDirectory() as folder:
            snapshot = os.path.join(folder, "toaster.ifr")
            found = run(emulator + [toaster, mode, snapshot], status)
            found = masked(found + run(emulator + [recdump, snapshot], 0))
        if found != expected:
            sys.stdout.write(found)
            sys.exit(f"{mode}: the output above is not {expected_path}")


main()
