# SPDX-License-Identifier: Apache-2.0
#
# reading: how fast documents are read, on one core, with start-up; and how long one sentence takes.
#
# Reads every .md, .txt and .wikitext file of $CHANCERY_SHARED/documents once, in one run; where that folder is not there, examples/,
# copied often enough. Prints megabytes a second, peak memory and the time of a one-sentence file (the median of 20). Then `chancery dates`
# beside the npm package chrono-node over the .md and .txt files among them: megabytes a second of CPU time, start-up included, and what the
# scorer of tests/gold/dates says of either, where its corpus is there.
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

if [[ ! -d bench/peers/node_modules ]] && ! (cd bench/peers && npm ci --no-audit --no-fund --loglevel=error >&2); then
  echo "no npm packages: chrono-node is not measured" >&2
fi
mapfile -t files < <(printf '%s\n' "${files[@]}" | grep -E '\.(md|txt)$')
bytes=$(cat "${files[@]}" | wc -c)
dates() { # dates NAME PROGRAM
  taskset -c 0 "$MEASURE" "$work/dates.$1" "$2" dates --format jsonl --threads 1 "${files[@]}" >"$work/out" || true
  read -r _ cpu peak _ <"$work/dates.$1"
  awk -v name="$1" -v bytes="$bytes" -v cpu="$cpu" -v peak="$peak" -v found="$(wc -l <"$work/out")" 'BEGIN {
    printf "dates, %s: %.1f MB, %d found in %.2f s CPU: %.1f MB/s, peak %.0f MB\n", name, bytes / 1e6, found, cpu, bytes / 1e6 / cpu, peak / 1024 }'
  { tests/gold/dates "$2" || true; } | sed -n "s/^documents/dates, $1: documents/p"
}
dates chancery "$CHANCERY"
if [[ -d bench/peers/node_modules ]]; then dates chrono-node bench/peers/chrono-node.mjs; fi
