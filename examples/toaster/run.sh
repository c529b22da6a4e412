#!/usr/bin/env bash
# Preprocesses, builds and runs the toaster, crashes it on purpose and prints the logs it left.
# usage: examples/toaster/run.sh [options for cmake, e.g. -DTRACEWPP_TOOL=/usr/bin/tracewpp]
set -euo pipefail
cd "$(dirname "$0")/../.."
cmake --preset release "$@" >/dev/null
cmake --build --preset release --target toaster_log | sed -n '/^replay on enable/,$p'
