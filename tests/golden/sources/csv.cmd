chancery read --keep two-states.md other-date.txt > "$WORK/log"
chancery sources --format csv
chancery sources --format jsonl
