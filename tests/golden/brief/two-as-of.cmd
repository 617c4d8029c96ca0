chancery read --keep two-states.md other-date.txt > "$WORK/log"
chancery brief KAZ TUR --as-of 1991
