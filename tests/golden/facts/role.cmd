chancery read --keep two-states.md other-date.txt > "$WORK/log"
chancery facts --kind mission --role host=KAZ --role 'type=embassy|consulate'
