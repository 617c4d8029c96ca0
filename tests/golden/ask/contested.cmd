chancery read --keep two-states.md other-date.txt > "$WORK/log"
chancery ask When did Turkey and Kazakhstan establish diplomatic relations
