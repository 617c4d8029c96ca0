#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Writers of a ledger killed 500 times (--kills N) at random moments of loading, correcting and bringing up to date (--seed N): what is left
set -euo pipefail
kills=500 seed=1
while [[ $# -gt 0 ]]; do
  case $1 in
    --kills) kills=$2; shift 2 ;;
    --seed) seed=$2; shift 2 ;;
    *) echo "bench/run crash [--kills N] [--seed N]" >&2; exit 2 ;;
  esac
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$(dirname "$MEASURE")/bench_crash" "$work" "$kills" "$seed"
