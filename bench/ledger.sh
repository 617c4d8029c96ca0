#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# A ledger of --size N (1,000,000) made statements: loading, size, questions; with --plain the same of plain SQLite tables, with --load no questions; in --folder DIR (a temporary one; one that is there is asked again)
set -euo pipefail
size=1000000 how='' folder=''
while [[ $# -gt 0 ]]; do
  case $1 in
    --size) size=$2; shift 2 ;;
    --plain | --load) how=${1#--}; shift ;;
    --folder) folder=$2; shift 2 ;;
    *) echo "bench/run ledger [--size N] [--plain | --load] [--folder DIR]" >&2; exit 2 ;;
  esac
done
work=${folder:-$(mktemp -d)}
trap '[[ -n $folder ]] || rm -rf "$work"' EXIT
documents=(examples)
[[ -z ${CHANCERY_SHARED:-} ]] || documents+=("$CHANCERY_SHARED/documents")
"$CHANCERY" read --recursive --format jsonl "${documents[@]}" > "$work/real.jsonl" 2> "$work/real.log"
rm -f "$work/plain.db"
"$(dirname "$MEASURE")/bench_ledger" "$work/real.jsonl" "$work" "$size" $how
