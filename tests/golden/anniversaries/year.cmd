chancery read --keep two-states.md other-date.txt > "$WORK/log"
chancery anniversaries KAZ --year 2022
