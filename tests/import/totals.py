# SPDX-License-Identifier: Apache-2.0
"""Imports datasets and counts by other means what must have come of them. totals.py PROGRAM DATA WORK"""
import csv
import glob
import gzip
import os
import re
import subprocess
import sys

program, data, work = sys.argv[1:]
failed = 0


def check(what, ok):
    global failed
    if not ok:
        failed += 1
        print("FAILED:", what)


def rows(path, **form):
    opened = gzip.open if path.endswith(".gz") else open
    return list(csv.DictReader(opened(path, "rt", encoding="latin-1", newline=""), **form))


def imported(source, files):
    """Rows, statements, added, there, retracted, rejected, summed over the files; the second time nothing may be new."""
    ledger = os.path.join(work, source + ".ledger")
    totals = []
    for _ in range(2):
        run = subprocess.run([program, "import", source, *files, "--ledger", ledger, "--format", "csv"], capture_output=True, text=True)
        check(f"{source}: exit code {run.returncode} {run.stderr[:300]}", run.returncode == 0)
        lines = list(csv.DictReader(run.stdout.splitlines()))
        check(f"{source}: a line for each file", len(lines) == len(files))
        totals.append({k: sum(int(line[k]) for line in lines) for k in ("rows", "statements", "added", "there", "retracted", "rejected")})
    first, second = totals
    check(f"{source}: the second import adds nothing: {second}", second["added"] == second["retracted"] == 0)
    check(f"{source}: all was there: {first} {second}", second["there"] == first["added"])
    print(source, first)
    return first


def one(source, *path, least=None, exactly=None, rejected=0, **form):
    """A file whose rows are counted; `least`: statements there must be at least, as a code of several states makes more of a row."""
    files = [os.path.join(data, *path)]
    table = rows(files[0], **form)
    total = imported(source, files)
    check(f"{source}: {len(table)} rows", total["rows"] == len(table))
    if least is not None:
        check(f"{source}: at least {least(table)} statements", least(table) <= total["statements"] + total["rejected"] < least(table) * 1.2)
    if exactly is not None:
        check(f"{source}: {exactly(table)} statements", total["statements"] + total["rejected"] == exactly(table))
    check(f"{source}: {rejected} rejected", total["rejected"] == rejected)


def spells(table, key, year, value):
    """How many spells there are: runs of one value of a key in order of its years."""
    last, count = {}, 0
    for row in table:
        now = value(row)
        if now and last.get(key(row)) != now:
            count += 1
        last[key(row)] = now
    return count


one("cow-states", "cow-states", "statelist2024.csv", least=len)
one("cow-states", "cow-states", "states2016.csv", least=len)
one("gw-states", "gw-states", "ksgmdw.txt", least=len, delimiter="\t")
one("gw-states", "gw-states", "microstates.txt", least=len, delimiter="\t")
one("cow-capitals", "capitals", "cow_capitals.csv", least=len)
one("gw-capitals", "capitals", "gw_capitals.csv", least=len, rejected=1)
one("cow-contiguity", "cow-contiguity", "cow_contdir.csv",
    least=lambda t: sum(int(r["ccode1"]) < int(r["ccode2"]) and r["conttype"] != "0" for r in t))
one("cow-diplomatic-exchange", "cow-diplomatic-exchange", "Diplomatic_Exchange_2006v1.sample.csv",
    least=lambda t: sum(spells(t, lambda r: (r["ccode1"], r["ccode2"]), "year", lambda r: r[c] if r[c] != "0" else "") for c in ("DR_at_1", "DR_at_2")))
one("us-mission-status-cow", "us-mission-status", "mission_status_range_cow_v0.1.csv", least=len)
one("us-mission-status-gw", "us-mission-status", "mission_status_range_gw_v0.1.csv", least=len)
one("archigos", "archigos", "archigos.csv", least=len)
dated = lambda t, columns: sum(r[c] not in ("", "NA") for r in t for c in columns)
one("treaty-memberships", "treaty-agreements", "HUGGO_MEM_env_reconciled.csv", rejected=149,
    exactly=lambda t: dated(t, ("stateSignature", "stateRat", "stateForce", "stateWithdrawal")))
one("treaty-memberships-trade", "treaty-agreements", "HUGGO_MEM_trade_additional.csv", rejected=143,
    exactly=lambda t: dated(t, ("StateSignature", "StateRatification", "StateForce", "StateEnd")))
one("desta", "treaty-agreements", "DESTA.csv", rejected=16, delimiter=";",
    exactly=lambda t: sum(r[c] not in ("", "NA", "0") for r in t for c in ("year", "entryforceyear")))
one("wikidata-embassies", "wikidata-embassies", "database_of_embassies.csv", rejected=37, delimiter=";",
    exactly=lambda t: sum(bool(r["operatorQID"] and r["countryQID"]) and r["type"] not in ("Apostolic delegation", "assistant high commission", "1") for r in t))


def runs(pairs):
    """How many unbroken runs of years the (key, year) have."""
    return sum((key, year - 1) not in pairs for key, year in pairs)


one("cow-mid", "cow-mid", "cow_mid_dirdisps.csv", least=lambda t: runs(
    {((r["dispnum"], r["ccode1"], r["ccode2"]), int(r["year"])) for r in t if r["dispongoing"] == "1" and int(r["ccode1"]) < int(r["ccode2"])}))
one("atop", "atop", "atop_alliance_directed_yearly.csv", rejected=10, least=lambda t: sum(runs(
    {((r["ccode1"], r["ccode2"]), int(r["year"])) for r in t if r[c] == "1"}) for c in t[0] if c.startswith("atop_")))


def member_spells(cells):
    """Spells of (key, year, status), in order of years for each key; -9 and -1 are no observations."""
    last, count = {}, 0
    for key, year, status in cells:
        if status in ("-9", "-1", ""):
            continue
        now = status if status in "123" else ""
        count += bool(now) and last.get(key, "") != now
        last[key] = now
    return count


OTHER = ("ioname orgname year sdate deaddate dead integrated replaced longorgname ionum igocode version "
         "accuracyofpre1965membershipdates sourcesandnotes imputed political social economic").split()
one("cow-igo", "cow-igo", "igo_year_format3.csv", least=lambda t: member_spells(
    ((r["ioname"], c), r["year"], "" if r["imputed"] == "1" else r[c]) for r in t for c in r if c not in OTHER))
one("cow-igo-state-year", "cow-igo", "state_year_format3.csv.gz", least=lambda t: member_spells(
    ((r["ccode"], c), r["year"], r[c]) for r in t for c in r if c not in ("ccode", "year", "state")))
one("cow-trade", "cow-trade", "cow_trade_sy.csv", rejected=70,
    exactly=lambda t: sum(r[c] not in ("", "-9", "NA") for r in t for c in ("imports", "exports")))
one("un-votes", "un-votes", "UNVotesPublished_s69_70.csv", exactly=lambda t: sum(r["vote"] != "9" for r in t))
one("icews", "icews-sample", "events.2018.sample.tab", rejected=3, delimiter="\t", quoting=csv.QUOTE_NONE,
    exactly=lambda t: sum("NA" not in (r["Source Country"], r["Target Country"]) for r in t))

head = {v: re.search(r"head: \[(.*?)\]", open(os.path.join(os.path.dirname(__file__), f"../../sources/gdelt{v}.yaml")).read(), re.S)[1].replace(",", " ").split()
        for v in (1, 2)}
for v in (1, 2):
    one(f"gdelt{v}", "gdelt-sample", f"gdelt{v}_50rows.export.CSV", delimiter="\t", quoting=csv.QUOTE_NONE, fieldnames=head[v],
        exactly=lambda t: sum(bool(r["Actor1CountryCode"] and r["Actor2CountryCode"]) for r in t))

for source, pattern, item in (("us-leader-travels", "us-leader-travels/*-travels/*.xml", "trip"),
                              ("us-foreign-leader-visits", "us-foreign-leader-visits/data/*.xml", "visit")):
    files = sorted(glob.glob(os.path.join(data, pattern)))
    items = sum(len(re.findall(f"<{item}[ >]", open(f, encoding="utf-8").read())) for f in files)
    total = imported(source, files)
    check(f"{source}: {items} items, {total}", total["rows"] == items >= total["statements"] + total["rejected"] > 0.95 * items)

files = sorted(glob.glob(os.path.join(data, "un-treaties/treaties/*.csv")))
total = imported("un-treaties", files)
check("un-treaties: rows", total["rows"] == sum(len(rows(f)) for f in files))
sys.exit(1 if failed else 0)
