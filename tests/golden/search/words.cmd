chancery read --keep two-states.md other-date.txt > "$WORK/log"
chancery search embassy astana
chancery search 'Diplomatic relations' --kind diplomatic-relations --as-of 1992-03-04 --format jsonl --header
chancery search '"4 March"' --limit 1 --format jsonl | grep -c '"on":"1992-03-04"'
