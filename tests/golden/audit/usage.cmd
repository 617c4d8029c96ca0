chancery read --keep two-states.md > "$WORK/log"
chancery audit --rule two-date
