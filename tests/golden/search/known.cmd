SOURCE_DATE_EPOCH=1262000000 chancery read --keep two-states.md > "$WORK/log"
chancery read --keep other-date.txt > "$WORK/log"
chancery search Turkey --limit 1 --known 2009-12-30
chancery search "embassy in Astana" --known 2009-12-30 --format jsonl | wc -l
chancery search "embassy in Astana" --format jsonl | wc -l
