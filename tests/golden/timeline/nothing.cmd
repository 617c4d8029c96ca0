chancery read --keep two-states.md other-date.txt > "$WORK/log"
chancery timeline KAZ --to 1980
