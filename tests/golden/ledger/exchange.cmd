chancery read --keep two-states.md > "$WORK/log"
echo '{"terms": {"title": "Two states", "licence": "CC-BY-4.0"}, "coverage": [{"kinds": ["mission"]}]}' > "$WORK/terms"
chancery coverage declare two-states.md "$WORK/terms"
chancery ledger export > "$WORK/all.jsonl"
head -n 1 "$WORK/all.jsonl"
chancery ledger load --ledger "$WORK/other" "$WORK/all.jsonl"
chancery ledger load --ledger "$WORK/other" "$WORK/all.jsonl"
chancery ledger export --ledger "$WORK/other" | cmp - "$WORK/all.jsonl" && echo "the same again"
chancery ledger export --licence-max CC0-1.0 | wc -l
chancery ledger export --licence-max CC-BY-SA-4.0 | cmp - "$WORK/all.jsonl" && echo "all of it"
chancery ledger export --licence-max gratis
chancery ledger export --without-words > "$WORK/facts.jsonl"
grep -o '"quote":.[^"]*"' "$WORK/facts.jsonl" | head -n 1
chancery ledger load --ledger "$WORK/facts" "$WORK/facts.jsonl"
chancery brief --ledger "$WORK/facts" LVA | tail -n 8
sed 1d "$WORK/all.jsonl" > "$WORK/headless.jsonl"
chancery ledger load --ledger "$WORK/other" "$WORK/headless.jsonl"
echo "exit code $?"
CHANCERY_STARTER= chancery ledger create --ledger "$WORK/begun" 2> "$WORK/log" && chancery facts --ledger "$WORK/begun" --kind capital --format jsonl KAZ | grep -c factbook
chancery ledger create --empty --ledger "$WORK/empty" && chancery sources --ledger "$WORK/empty"
