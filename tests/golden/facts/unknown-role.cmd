chancery read --keep two-states.md other-date.txt > "$WORK/log"
chancery facts KAZ --role sendr=TUR
