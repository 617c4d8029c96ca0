chancery read --keep two-states.md > "$WORK/log"
first=$(chancery facts KAZ TUR --header --format jsonl | head -n 1 | sed 's/.*"pin":"\([0-9a-f]*\)".*/\1/')
SOURCE_DATE_EPOCH=1263000000 chancery read --keep other-date.txt > "$WORK/log"
chancery diff "$first" --of KAZ --of TUR
id=$(chancery facts KAZ TUR --kind diplomatic-relations --format csv | tail -n 1 | tr -d '\r' | sed 's/.*,//;s/ .*//')
SOURCE_DATE_EPOCH=1264000000 chancery retract "$id" --why "a slip of the pen" --by "E. Ditor"
chancery diff 2010-01-10
chancery diff 2010-01-10 --format jsonl | grep -c '"change":"'
chancery diff 2010-01-10 2010-01-10
chancery facts KAZ TUR --known 2010-01-10 --kind diplomatic-relations > "$WORK/known"
pin=$(tail -n 1 "$WORK/known" | sed 's/Pin //')
chancery facts KAZ TUR --pin "$pin" --kind diplomatic-relations | cmp - "$WORK/known" && echo "the same by its pin"
