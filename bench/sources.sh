#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Coded events: makes --events N (10,000,000) in ICEWS's layout, imports them, imports them again, asks for a pair's on a day; in --folder DIR
set -euo pipefail
events=10000000 folder=''
while [[ $# -gt 0 ]]; do
  case $1 in
    --events) events=$2; shift 2 ;;
    --folder) folder=$2; shift 2 ;;
    *) echo "bench/run sources [--events N] [--folder DIR]" >&2; exit 2 ;;
  esac
done
work=${folder:-$(mktemp -d)}
trap 'rm -f "$work"/{events.tab,events.ledger,times}; [[ -n $folder ]] || rm -rf "$work"' EXIT
program=$(dirname "$MEASURE")/bench_events
rm -f "$work"/{events.ledger,times}

told() { # told WHAT: the last measurement, per second of clock
  awk -v what="$1" -v n="$events" 'END { printf "%s: %.1f s of clock, %.1f s of processor time, %d events a second, %.0f MB at most\n", what, $1, $2, n / $1, $3 / 1024 }' "$work/times"
}
"$MEASURE" "$work/times" "$program" make "$events" "$work/events.tab"
told "made ($(stat -c %s "$work/events.tab") bytes)"
"$MEASURE" "$work/times" "$CHANCERY" import icews "$work/events.tab" --ledger "$work/events.ledger" --format csv
told imported
"$MEASURE" "$work/times" "$CHANCERY" import icews "$work/events.tab" --ledger "$work/events.ledger" --format csv
told "imported again"
echo "the ledger: $(stat -c %s "$work/events.ledger") bytes"
"$program" ask "$work/events.ledger" 10000
