chancery read --keep two-states.md other-date.txt > "$WORK/log"
chancery anniversaries LVA --year 2022 --format jsonl
