# SPDX-License-Identifier: Apache-2.0
#
# reading: how fast documents are read, on one core, with start-up; and how long one sentence takes.
#
# Reads every .md, .txt and .wikitext file of $CHANCERY_SHARED/documents once, in one run; where that folder is not there, examples/,
# copied often enough. Prints megabytes a second, peak memory and the time of a one-sentence file (the median of 20). Then, in megabytes a
# second of CPU time, start-up included: `chancery dates` beside the npm package chrono-node over the .md and .txt files among them, with what
# the scorer of tests/gold/dates says of either, where its corpus is there; and `chancery read` and `chancery dates` over the .wikitext files
# beside the npm package wtf_wikipedia, which makes them text and no more.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if [[ -n ${CHANCERY_SHARED:-} && -d $CHANCERY_SHARED/documents ]]; then
  find "$CHANCERY_SHARED/documents" -type f \( -name '*.md' -o -name '*.txt' -o -name '*.wikitext' \) ! -name README.md | LC_ALL=C sort >"$work/files"
else
  echo "no \$CHANCERY_SHARED: examples/, each 50 times" >&2
  for i in $(seq 50); do find examples -type f ! -name README.md | while read -r file; do cp "$file" "$work/$i-$(basename "$file")"; done; done
  find "$work" -type f ! -name files | LC_ALL=C sort >"$work/files"
fi
mapfile -t files <"$work/files"
bytes=$(cat "${files[@]}" | wc -c)

code=0
taskset -c 0 "$MEASURE" "$work/figures" "$CHANCERY" read --format jsonl --threads 1 "${files[@]}" >"$work/out" 2>"$work/talk" || code=$?
read -r seconds _ peak _ <"$work/figures"
awk -v files=${#files[@]} -v bytes="$bytes" -v seconds="$seconds" -v peak="$peak" -v statements="$(wc -l <"$work/out")" -v code=$code -v talk="$(wc -l <"$work/talk")" 'BEGIN {
  printf "%d files, %.1f MB, %d statements in %.2f s: %.1f MB/s, peak %.0f MB (exit %d, %d lines of talk)\n", files, bytes / 1e6, statements, seconds, bytes / 1e6 / seconds, peak / 1024, code, talk }'

printf 'Latvia has an embassy in Astana.\n' >"$work/sentence.txt"
for _ in $(seq 20); do taskset -c 0 "$MEASURE" "$work/short" "$CHANCERY" read "$work/sentence.txt" >/dev/null; done
sort -n "$work/short" | awk 'NR == 10 { printf "one sentence: %.0f ms\n", $1 * 1000 }'

if [[ ! -d bench/peers/node_modules/wtf_wikipedia ]] && ! (cd bench/peers && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2); then
  echo "no npm packages: chrono-node and wtf_wikipedia are not measured" >&2
fi
cpu() { # cpu NAME ENDING PROGRAM [ARGS…]: over the files of that ending
  local name=$1 ending=$2 some cpu peak
  shift 2
  mapfile -t some < <(grep -E "\.($ending)\$" "$work/files")
  if [[ ${#some[@]} -eq 0 ]]; then return; fi
  rm -f "$work/cpu"
  taskset -c 0 "$MEASURE" "$work/cpu" "$@" "${some[@]}" >"$work/out" 2>"$work/talk" || true
  read -r _ cpu peak _ <"$work/cpu"
  awk -v name="$name" -v bytes="$(cat "${some[@]}" | wc -c)" -v cpu="$cpu" -v peak="$peak" -v lines="$(wc -l <"$work/out")" 'BEGIN {
    printf "%s: %.1f MB, %d lines in %.2f s CPU: %.1f MB/s, peak %.0f MB\n", name, bytes / 1e6, lines, cpu, bytes / 1e6 / cpu, peak / 1024 }'
}
dates() { # dates NAME PROGRAM
  cpu "dates, $1" 'md|txt' "$2" dates --format jsonl --threads 1
  { tests/gold/dates "$2" || true; } | sed -n "s/^documents/dates, $1: documents/p"
}
dates chancery "$CHANCERY"
if [[ -d bench/peers/node_modules ]]; then dates chrono-node bench/peers/chrono-node.mjs; fi
cpu 'wikitext, chancery read' wikitext "$CHANCERY" read --format jsonl --threads 1
cpu 'wikitext, chancery dates' wikitext "$CHANCERY" dates --format jsonl --threads 1
if [[ -d bench/peers/node_modules ]]; then cpu 'wikitext, wtf_wikipedia (text)' wikitext bench/peers/wtf_wikipedia.mjs; fi
