chancery read --keep two-states.md treaties.txt > "$WORK/log"
chancery balance KAZ TUR RUS --from 1992 --to 1993
chancery balance KAZ TUR RUS --from 1992 --to 1992
chancery balance KAZ TUR RUS --from 1992 --to 1992 --format csv
chancery balance KAZ TUR RUS --from 1992 --to 1992 --format jsonl
chancery balance KAZ TUR --from 1992
chancery balance KAZ TUR RUS --from 1992 --to 1991
