chancery read --keep two-states.md other-date.txt > "$WORK/log"
chancery anniversaries KAZ --on 2022 --year 2022
