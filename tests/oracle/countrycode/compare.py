# SPDX-License-Identifier: Apache-2.0
"""Compares `chancery code` with countrycode's tables. compare.py PROGRAM TABLES DIFFERENCES"""
import csv
import io
import os
import subprocess
import sys

program, tables, listed_path = sys.argv[1:]


def ours(path, column, *options):
    """The file's rows with our columns added; what is said on standard error goes by row."""
    run = subprocess.run([program, "code", "--column", column, *options, path], capture_output=True, text=True, encoding="utf-8")
    return list(csv.DictReader(io.StringIO(run.stdout)))


found = {}  # (table, column, country) -> what differs, with the years


def differs(table, column, country, theirs, our, year=None):
    spans = found.setdefault((table, column, country, theirs, our), [])
    if year is not None:
        spans.append(int(year))


def spans(years):
    years = sorted(years)
    out = []
    for year in years:
        if out and out[-1][1] == year - 1:
            out[-1][1] = year
        else:
            out.append([year, year])
    return " ".join(str(a) if a == b else f"{a}-{b}" for a, b in out)


# Year by year: the number, the abbreviation and the name of a row are one state's.
rows = 0
for table, number, letters, system in (("data_cow.csv", "cown", "cowc", "cow"), ("data_gw.csv", "gwn", "gwc", "gw")):
    path = os.path.join(tables, table)
    by_number = ours(path, number, "--from", system, "--on-column", "year", "--to", "iso3,name,%s" % system)
    by_letters = ours(path, letters, "--from", system + "c", "--on-column", "year", "--to", "name")
    by_name = ours(path, "country", "--from", "name", "--on-column", "year", "--to", "name,%s" % system)
    for a, b, c in zip(by_number, by_letters, by_name):
        rows += 1
        mine = a[number + "_name"]
        if not mine or a[number + "_" + system] != a[number]:
            differs(table, number, a["country"], a[number], a[number + "_" + system] or mine or "none", a["year"])
        if b[letters + "_name"] != mine:
            differs(table, letters, a["country"], a[letters], b[letters + "_name"] or "none", a["year"])
        if c["country_name"] != mine:
            differs(table, "country", a["country"], mine or "none", c["country_name"] or "none", a["year"])

# The list of today: each code, and the English name, lead to the state of the row, and the state to the codes.
path = os.path.join(tables, "codelist_without_cldr.csv")
anchor = ours(path, "iso3c", "--from", "iso3", "--to", "name")
for column, system in (("iso2c", "iso2"), ("iso3n", "iso-numeric"), ("un", "un"), ("fips", "fips"), ("cown", "cow"), ("gwn", "gw"),
                       ("cowc", "cowc"), ("gwc", "gwc"), ("country.name.en", "name"), ("iso3c", None)):
    theirs = ours(path, column, "--from", system or "iso3", "--to", "name")
    back = ours(path, "iso3c", "--from", "iso3", "--to", system or "iso3")
    for row, state, code in zip(theirs, anchor, back):
        if not row[column] or not row["iso3c"]:
            continue
        rows += 1
        mine, wanted = row[column + "_name"], state["iso3c_name"]
        if mine != wanted:
            differs("codelist", column, row["country.name.en"], row[column], mine or "none")
        of_state = code["iso3c_" + (system or "iso3")]
        if system != "name" and of_state.lstrip("0") != row[column].lstrip("0"):
            differs("codelist", column + " of state", row["country.name.en"], row[column], of_state or "none")

explained = {}
if os.path.exists(listed_path):
    for line in open(listed_path, encoding="utf-8"):
        if line.strip() and not line.startswith("#"):
            *key, years, reason = line.rstrip("\n").split("\t")
            explained[(*key, years)] = reason
lines = {(*key, spans(years)) for key, years in found.items()}
for line in sorted(lines - set(explained)):
    print("not explained:", "\t".join(line))
for line in sorted(set(explained) - lines):
    print("explained, but not there:", "\t".join(line))
print(f"{rows} rows, {len(lines)} differences, {len(lines & set(explained))} explained")
sys.exit(0 if lines == set(explained) and rows > 0 else 1)
