# SPDX-License-Identifier: Apache-2.0
#
# dump: how fast a wiki's dump of 300 MB is read, plain and packed, on one and two cores; with peak memory.
#
# The pages are the .wikitext files of $CHANCERY_SHARED/documents, each set of them with a note in front so that no text comes twice.
set -euo pipefail
[[ -n ${CHANCERY_SHARED:-} && -d $CHANCERY_SHARED/documents ]] || { echo "no \$CHANCERY_SHARED: no wikitext to make a dump of" >&2; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mapfile -t files < <(find "$CHANCERY_SHARED/documents" -name '*.wikitext' | LC_ALL=C sort)
for file in "${files[@]}"; do
  title=$(basename "$file" .wikitext | sed -E 's/-/ /g; s/\b([a-z])/\U\1/g; s/\b(Of|The|And)\b/\L\1/g')
  printf '<page><title>%s@</title><ns>0</ns><revision><timestamp>2011-08-04T12:00:00Z</timestamp><model>wikitext</model><text>&lt;!--@--&gt;' "$title"
  sed 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g; s/@/\&#64;/g' "$file"
  printf '</text></revision></page>\n'
done >"$work/pages"
times=$((300000000 / $(wc -c <"$work/pages") + 1))
{
  echo '<mediawiki>'
  for i in $(seq "$times"); do sed "s/@/ ($i)/" "$work/pages"; done
  echo '</mediawiki>'
} >"$work/wiki.xml"
for pack in gzip bzip2 zstd; do
  if command -v $pack >/dev/null; then $pack -q -c "$work/wiki.xml" >"$work/wiki.xml.$pack"; fi
done

bytes=$(wc -c <"$work/wiki.xml")
for file in "$work"/wiki.xml*; do
  for threads in 1 2; do
    "$MEASURE" "$work/figures" "$CHANCERY" read --format jsonl --threads $threads "$file" >"$work/out"
    read -r seconds _ peak _ < <(tail -n 1 "$work/figures")  # they are appended
    awk -v name="$(basename "$file")" -v bytes="$bytes" -v threads=$threads -v seconds="$seconds" -v peak="$peak" -v statements="$(wc -l <"$work/out")" 'BEGIN {
      printf "%-15s %d thread(s): %.0f MB, %d statements in %.2f s: %.1f MB/s, peak %.0f MB\n", name, threads, bytes / 1e6, statements, seconds, bytes / 1e6 / seconds, peak / 1024 }'
  done
done
