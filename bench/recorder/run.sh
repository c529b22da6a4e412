#!/usr/bin/env bash
# Runs the recorder's benchmark, with an LTTng session in snapshot mode around it where LTTng is installed.
# usage: bench/recorder/run.sh [path of recorder_bench]
set -euo pipefail
cd "$(dirname "$0")/../.."
bench=${1:-build/release/bin/recorder_bench}
session=recorder-bench-$$
if command -v lttng >/dev/null && lttng create "$session" --snapshot --output="${TMPDIR:-/tmp}/$session" >/dev/null 2>&1; then
  trap 'lttng destroy "$session" >/dev/null 2>&1 || true' EXIT
  lttng enable-event --session="$session" --userspace 'recorder_bench:*' >/dev/null
  lttng start "$session" >/dev/null
fi
"$bench"
