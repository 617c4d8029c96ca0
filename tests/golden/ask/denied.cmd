chancery read --keep two-states.md other-date.txt > "$WORK/log"
chancery ask "Is there a Danish embassy in Kazakhstan?"
