chancery read --keep two-states.md other-date.txt > "$WORK/log"
chancery anniversaries KAZ --from 2022-01 --to 2023-12 --format ics
