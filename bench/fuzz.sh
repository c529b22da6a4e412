#!/usr/bin/env bash
# Every fuzz target for ten minutes (or the seconds given), under ASan and UBSan, two at a time.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-600}
cmake --preset clang-asan -DTRACEWPP_FUZZ_SECONDS="$seconds" >/dev/null
cmake --build --preset clang-asan -j "$(nproc)" >/dev/null
status=0
ctest --preset clang-asan -R '^fuzz\.' -j 2 --timeout $((seconds + 300)) || status=$?
cmake --preset clang-asan -UTRACEWPP_FUZZ_SECONDS >/dev/null
exit $status
