chancery read --keep two-states.md other-date.txt > "$WORK/log"
chancery audit KAZ TUR --group --format table
chancery audit --format jsonl
chancery audit --fail-on warning --format csv
