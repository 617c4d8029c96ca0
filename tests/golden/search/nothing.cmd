chancery read --keep two-states.md > "$WORK/log"
chancery search zeppelin
