chancery read --keep two-states.md other-date.txt > "$WORK/log"
chancery timeline KAZ TUR --kind diplomatic-relations --format csv
