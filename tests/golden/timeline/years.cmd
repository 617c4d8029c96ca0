chancery read --keep two-states.md other-date.txt > "$WORK/log"
chancery timeline Latvia --from 1992-06 --to 1995 --format md
