chancery read --keep two-states.md > "$WORK/log"
chancery why st:ffffffffffff
