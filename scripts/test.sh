#!/usr/bin/env bash
# Everything: installs what is missing, builds with gcc and clang under ASan and UBSan and once optimised, runs all tests.
set -euo pipefail
cd "$(dirname "$0")/.."
./scripts/install.sh
jobs=$(nproc)
for preset in gcc-asan clang-asan release; do
  echo "== $preset"
  cmake --preset "$preset" >/dev/null
  cmake --build --preset "$preset" -j "$jobs"
done
status=0
for preset in gcc-asan clang-asan release; do
  echo "== test $preset"
  ctest --preset "$preset" -j "$jobs" || status=1
done
exit $status
