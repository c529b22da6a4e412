#!/usr/bin/env bash
# From nothing to trace headers: installs what is missing, builds, runs the tool on examples/ and shows the result.
set -euo pipefail
cd "$(dirname "$0")/.."
./scripts/install.sh
cmake --preset release >/dev/null
cmake --build --preset release -j "$(nproc)" >/dev/null
bin=$PWD/build/release/bin
out=$PWD/build/demo
rm -rf "$out"; mkdir -p "$out"

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }

cd examples/hello
say '$ tracewpp -km -scan:trace.h -odir:build/demo -tmf:build/demo hello.c'
"$bin/tracewpp" -km -scan:trace.h "-odir:$out" "-tmf:$out" hello.c
ls -l "$out"/hello.tmh

say 'The macros of its trace calls, in build/demo/hello.tmh:'
grep -E '^#define WPP_(T|CALL)_hello' "$out/hello.tmh"

say 'The same messages as a .tmf file, which turns numbers in a log back into text:'
cat "$out"/*.tmf

say 'And a mistake:'
sed 's/%!STATUS!/%!STAUTS!/' hello.c >"$out/mistake.c"
cp trace.h "$out"
(cd "$out" && "$bin/tracewpp" -km -scan:trace.h mistake.c) || true

say 'A driver with the in-flight recorder: preprocessed, built, run, and crashed on purpose. The logs it left:'
cd ../..
./examples/toaster/run.sh >/dev/null
toaster=build/release/examples/toaster
"$bin/ifrdump" "$toaster/toaster.ifr" --tmf "$toaster" --list
echo
"$bin/ifrdump" "$toaster/toaster.ifr" --tmf "$toaster" --merge
