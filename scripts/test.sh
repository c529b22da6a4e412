#!/usr/bin/env bash
# Everything: installs what is missing, builds with gcc and clang under ASan and UBSan, the recorder under TSan, and
# all of it optimised; runs all tests.
set -euo pipefail
cd "$(dirname "$0")/.."
./scripts/install.sh
jobs=$(nproc)
presets="gcc-asan clang-asan tsan release"
for preset in $presets; do
  echo "== build $preset"
  cmake --preset "$preset" >/dev/null
  cmake --build --preset "$preset" -j "$jobs"
done
status=0
for preset in $presets; do
  echo "== test $preset"
  only=()
  [ "$preset" = tsan ] && only=(-R '^recorder\.') # the only room with threads
  ctest --preset "$preset" -j "$jobs" "${only[@]}" || status=1
done
exit $status
