chancery read --keep two-states.md > "$WORK/log"
id=$(chancery facts KAZ TUR --kind diplomatic-relations --format csv | tail -n 1 | tr -d '\r' | sed 's/.*,//;s/ .*//')
chancery correct "$id" --on 1992-03-01 --why "the protocol has this day" --by "E. Ditor"
chancery facts KAZ TUR --kind diplomatic-relations
chancery why "$id"
chancery read --keep two-states.md > "$WORK/log"
chancery facts KAZ TUR --kind diplomatic-relations
