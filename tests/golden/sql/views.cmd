chancery read --keep two-states.md other-date.txt > "$WORK/log"
chancery sql "SELECT kind, count(*) AS statements, min(earliest) AS first FROM statements WHERE NOT retracted GROUP BY kind ORDER BY kind"
chancery sql "SELECT s.id, r.role, r.value FROM statements AS s JOIN roles AS r USING (number) WHERE s.kind = 'trade' ORDER BY r.role" --format csv
chancery sql "SELECT kind, count(*) AS statements FROM mentions WHERE entity = 'TUR' GROUP BY kind ORDER BY kind" --format jsonl
for view in statements roles mentions sources retractions proposals declarations decisions revisions versions; do
  chancery sql "SELECT * FROM $view" --format csv | head -n 1
done
