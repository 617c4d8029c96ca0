chancery read --keep two-states.md other-date.txt > "$WORK/log"
chancery anniversaries --on 2021-12-16 --every 10
