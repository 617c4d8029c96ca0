chancery read --keep two-states.md other-date.txt > "$WORK/log"
chancery ask "Does Latvia have an embassy in Kazakhstan?"
