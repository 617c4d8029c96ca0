chancery read --keep two-states.md other-date.txt > "$WORK/log"
chancery brief KAZ TUR --format json
