chancery read --keep two-states.md > "$WORK/log"
id=$(chancery facts KAZ TUR --kind diplomatic-relations --format csv | tail -n 1 | tr -d '\r' | sed 's/.*,//;s/ .*//')
chancery correct "$id" --on 1992-03-01 --why "the protocol has this day"
chancery correct "$id" --why x --by y
chancery correct "$id" --role town=Astana --why x --by y
chancery correct "$id" --on 1992-13 --why x --by y
