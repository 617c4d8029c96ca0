chancery read --keep two-states.md other-date.txt > "$WORK/log"
chancery ask "Which organisations is Kazakhstan a member of?" --format jsonl
