# SPDX-License-Identifier: Apache-2.0
#
# wikidata: how fast a dump of Wikidata's items is imported, plain and packed, beside unpacking it and nothing more. [MEGABYTES, 2000]
#
# The dump is made of the items of $CHANCERY_SHARED/data/wikidata-json, recombined (bench/wikidata-dump.mjs). Wall time and memory of
# `chancery import wikidata` into an empty ledger, hashing and recording included; and the npm package wikibase-dump-filter over the plain
# dump, which keeps lines and no more.
set -euo pipefail
data=${CHANCERY_SHARED:-}/data/wikidata-json
[[ -d $data ]] || { echo "no \$CHANCERY_SHARED: no items to make a dump of" >&2; exit 77; }
megabytes=${1:-2000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

node bench/wikidata-dump.mjs "$megabytes" "$data"/Q22.json "$data"/wbgetentities-*.json "$data"/sample-dump-20150815.json.gz \
  "$data"/mock-dump-for-long-testing.json >"$work/dump.json"
bytes=$(wc -c <"$work/dump.json")
for packer in zstd gzip lbzip2; do
  if command -v $packer >/dev/null; then $packer -c "$work/dump.json" >"$work/dump.json.$packer" 2>/dev/null; else echo "no $packer: not measured" >&2; fi
done

seconds_of() {  # seconds_of COMMAND…: wall time; what it writes is thrown away
  local begun=$EPOCHREALTIME
  "$@" >/dev/null
  awk -v a="$begun" -v b="$EPOCHREALTIME" 'BEGIN { print b - a }'
}
for file in "$work"/dump.json*; do
  packer=${file##*.}
  [[ $packer == json ]] && packer=
  bare=$(if [[ -n $packer ]]; then seconds_of $packer -dc "$file"; else seconds_of cat "$file"; fi)
  rm -f "$work"/ledger*
  "$MEASURE" "$work/figures" "$CHANCERY" import wikidata "$file" --ledger "$work/ledger" --format csv >"$work/out" 2>"$work/talk"
  read -r seconds _ peak _ < <(tail -n 1 "$work/figures")
  awk -v name="${packer:-plain}" -v bytes="$bytes" -v bare="$bare" -v seconds="$seconds" -v peak="$peak" -v counts="$(tail -n 1 "$work/out" | cut -d, -f2-)" 'BEGIN {
    split(counts, n, ",")
    printf "%-7s %.0f MB of JSON, %d items, %d statements in %.2f s: %.0f MB/s, peak %.0f MB; unpacking alone %.2f s: %.2f of its speed\n", name, bytes / 1e6, n[1], n[2], seconds, bytes / 1e6 / seconds, peak / 1024, bare, bare / seconds }'
done

filter=bench/peers/node_modules/.bin/wikibase-dump-filter
if [[ -e $filter ]] || (cd bench/peers && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2); then
  taken=$(seconds_of bash -c "head -c 200000000 '$work/dump.json' | $filter --claim P530 2>/dev/null")
  awk -v seconds="$taken" -v bytes="$((bytes < 200000000 ? bytes : 200000000))" 'BEGIN { printf "wikibase-dump-filter: %.0f MB in %.2f s: %.0f MB/s\n", bytes / 1e6, seconds, bytes / 1e6 / seconds }'
else
  echo "no npm packages: wikibase-dump-filter is not measured" >&2
fi
