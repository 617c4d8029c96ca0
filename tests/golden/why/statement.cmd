chancery read --keep two-states.md other-date.txt > "$WORK/log"
id=$(chancery facts KAZ TUR --kind diplomatic-relations --format csv | tail -n 1 | tr -d '\r' | sed 's/.*,//;s/ .*//')
chancery why "$id"
chancery why "${id#st:}" --format jsonl
