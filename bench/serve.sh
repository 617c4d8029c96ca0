#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# The server under 64 connections (wrk), 500 idle ones open, and a first view in a browser; --ledger FILE or one of --size N (1,000,000) made statements, --seconds N (10) a load, --long N (0) of one more
set -euo pipefail
ledger='' size=1000000 seconds=10 long=0
while [[ $# -gt 0 ]]; do
  case $1 in
    --ledger) ledger=$2; shift 2 ;;
    --size) size=$2; shift 2 ;;
    --seconds) seconds=$2; shift 2 ;;
    --long) long=$2; shift 2 ;;
    *) echo "bench/run serve [--ledger FILE | --size N] [--seconds N] [--long N]" >&2; exit 2 ;;
  esac
done
work=$(mktemp -d)
server='' idle='' slow=''
finish() {
  for process in $idle $slow $server; do kill "$process" 2>/dev/null || :; done
  wait 2>/dev/null || :
  rm -rf "$work"
}
trap finish EXIT
if [[ -z $ledger ]]; then
  bash bench/ledger.sh --size "$size" --load --folder "$work" >&2
  ledger=$work/bench.ledger
fi
"$CHANCERY" serve --ledger "$ledger" --access-log /dev/null >"$work/address" &
server=$!
until [[ -s $work/address ]]; do sleep 0.1; done
address=$(<"$work/address")
memory() { # besides the ledger's file, which is mapped
  awk '/RssAnon/ { printf "%d MB\n", $2 / 1024 }' "/proc/$server/status"
}

python3 - "$address" <<'PYTHON' &
import signal, socket, sys, urllib.parse
address = urllib.parse.urlparse(sys.argv[1])
held = [socket.create_connection((address.hostname, address.port)) for _ in range(500)]
signal.pause()
PYTHON
idle=$!
awk -F'\t' '$2 == "iso3" || $2 == "iso-numeric" { print $1 }' gazetteer/codes.tsv | sort -u >"$work/codes"
cat >"$work/pairs.lua" <<'LUA'
local codes, pairs_kept, drawn = {}, tonumber(os.getenv("PAIRS")), {}
for line in io.lines(os.getenv("CODES")) do codes[#codes + 1] = line end
math.randomseed(tonumber(os.getenv("SEED")))
local function draw()
  local a, b = math.random(#codes), math.random(#codes - 1)
  if b >= a then b = b + 1 end
  return "/api/v1/facts?a=" .. codes[a] .. "&b=" .. codes[b] .. "&limit=50"
end
for i = 1, pairs_kept do drawn[i] = draw() end
request = function() return wrk.format("GET", pairs_kept > 0 and drawn[math.random(pairs_kept)] or draw()) end
LUA
export CODES=$work/codes
seed=0
load() { # load WHAT PAIRS SECONDS: of so many pairs; 0: each drawn anew
  echo "$1 ($(memory) before)"
  PAIRS=$2 SEED=$((++seed)) wrk -t 1 -c 64 -d "$3s" --latency -s "$work/pairs.lua" "$address" | grep -E '50%|99%|Requests/sec|Non-2xx|Socket errors' || :
}
view() { # view PATH: how long until it is there, in a browser that has nothing yet, and how much is sent
  if [[ -e tests/browser/node_modules ]]; then node bench/first-view.mjs "${address%/}" "$1" || :; fi
}
view /dossier/KAZ
view /map/KAZ
load 'random pairs' 0 "$seconds"
load 'repeated pairs' 20 "$seconds"
[[ $long == 0 ]] || load "random pairs for $long seconds" 0 "$long"
for worker in {1..16}; do
  while :; do curl -s -o /dev/null "${address}api/v1/conflicts?a=KAZ&possible=1&limit=$((RANDOM % 1000 + 1))" || break; done &
  slow+=" $!"
done
load 'random pairs, 16 slow questions beside' 0 "$seconds"
load 'repeated pairs, 16 slow questions beside' 20 "$seconds"
echo "memory at the end: $(memory)"
