# SPDX-License-Identifier: Apache-2.0
#
# reading: how fast documents are read, on one core, with start-up; and how long one sentence takes.
#
# Reads every .md, .txt and .wikitext file of $CHANCERY_SHARED/documents once, in one run; where that folder is not there, examples/,
# copied often enough. Prints megabytes a second, peak memory and the time of a one-sentence file (the median of 20).
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
